import { platformLimits } from '../channels/index.ts'
import type { OutgoingMessage, Platform } from '../channels/port.ts'
import type { Candidate, Follower } from './claim-store.ts'

const blankLine = '\n\n'

/** Nothing but words: what is answered by a number, carries a file or goes by a template stays a message of its own. */
const isPlain = ({ text, locale, ...rest }: OutgoingMessage): boolean =>
  text !== '' && locale !== undefined && Object.values(rest).every((one) => one === undefined)

/**
 * The followers that leave together with the first message of their chat: those next in line, as long as they are plain
 * words that a platform takes as one message. A prompt is never joined, nor anything beyond it.
 */
export const joinable = async (
  first: Candidate,
  followers: readonly Follower[],
  read: (message: Candidate) => Promise<OutgoingMessage>,
): Promise<Candidate[]> => {
  const { textMax } = platformLimits[first.accountId.slice(0, first.accountId.indexOf(':')) as Platform]
  if (followers.length === 0) return []
  const begin = await read(first)
  if (!isPlain(begin)) return []
  let length = begin.text.length
  const joined: Candidate[] = []
  for (const one of followers) {
    const message = await read(one)
    length += blankLine.length + message.text.length
    const fits = length <= textMax && message.locale === begin.locale && one.onUncertain === first.onUncertain
    if (one.slot !== null || !isPlain(message) || !fits) break
    joined.push(one)
  }
  return joined
}

export const joinTexts = (first: OutgoingMessage, others: readonly OutgoingMessage[]): OutgoingMessage =>
  others.length === 0 ? first : { ...first, text: [first, ...others].map(({ text }) => text).join(blankLine) }
