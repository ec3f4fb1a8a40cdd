import { goOnWith, handIn } from './hand-in.ts'
import { inParallel } from './in-parallel.ts'
import type { Phone } from './phones/phone.ts'
import type { DemoMessage } from './read-data.ts'

export type Collected = {
  /** Codes of the receipts, in the order of the messages; a withdrawn one is among them. */
  readonly receipts: readonly string[]
  readonly diverted: number
  /** Of an opinion with a known author that still stands. */
  readonly sample: string
}

const atOnce = 12

/** Takes a resident for a message out of those who have said nothing yet. */
export const takeAuthor = (silent: Phone[], { on }: Pick<DemoMessage, 'on'>): Phone => {
  const at = silent.findIndex((phone) => on === undefined || phone.platform === on)
  const [author] = silent.splice(Math.max(at, 0), 1)
  if (!author) throw new Error('there are fewer residents than messages')
  return author
}

/** Everybody writes what is theirs; `silent` afterwards holds those who have not written. */
export const collect = async (
  silent: Phone[],
  messages: readonly DemoMessage[],
  tell: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<Collected> => {
  const authors = messages.map((message) => takeAuthor(silent, message))
  const receipts: string[] = []
  let diverted = 0
  let sample = ''
  let done = 0
  const write = async (message: DemoMessage, at: number): Promise<void> => {
    const author = authors[at]
    if (!author) return
    const handed = await handIn(author, message)
    if (handed.kind === 'diverted') diverted += 1
    else {
      receipts[at] = handed.code
      await goOnWith(author, handed.code, message)
      if (sample === '' && message.then === undefined && message.naming !== 'anonymous') sample = handed.code
    }
    done += 1
    tell(done, messages.length)
  }
  await inParallel(messages, atOnce, write, signal)
  return { receipts: receipts.filter((code) => code !== undefined), diverted, sample }
}
