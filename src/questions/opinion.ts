import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'

/** Phản ánh dân sinh, góp ý xây dựng Đảng, góp ý xây dựng chính quyền, hiến kế, câu hỏi: in the order of reports. */
export const opinionClasses = ['livelihood', 'party_building', 'government_building', 'idea', 'question'] as const
export type OpinionClass = (typeof opinionClasses)[number]

export type OpinionState = 'received' | 'withdrawn' | 'erased'

/** Through which door it came: desk, phone and paper are entered by an officer, `form` are words of an opinion form. */
export const opinionChannels = ['zalo', 'telegram', 'web', 'desk', 'phone', 'paper', 'form'] as const
export type OpinionChannel = (typeof opinionChannels)[number]
export type OfficerChannel = Extract<OpinionChannel, 'desk' | 'phone' | 'paper'>
/** `phone` is both: a call that an officer took down, and an SMS. */
export type ChatChannel = Exclude<OpinionChannel, 'desk' | 'paper' | 'form'>

/** How the author is shown. Sealed is the default: readers see the words, only the system knows who wrote them. */
export type OpinionNaming = 'sealed' | 'anonymous' | 'named'

/** What the guard may take a text for; its author decides whether it is an opinion all the same. */
export type GuardMark = 'complaint' | 'denunciation' | 'accusation' | 'confidence_vote' | 'emergency'

/** Whether an officer has decided on it: taken into an item, refused with a reason, or neither yet. */
export const triageStates = ['waiting', 'kept', 'refused'] as const
export type TriageState = (typeof triageStates)[number]

type OpinionAct = 'withdraw' | 'erase' | 'add-wording'

/** What may happen to an opinion, and what it is then. Anything that does not stand here is refused. */
const transitions: Readonly<Record<OpinionState, Partial<Record<OpinionAct, OpinionState>>>> = {
  received: { withdraw: 'withdrawn', erase: 'erased', 'add-wording': 'received' },
  withdrawn: { erase: 'erased' },
  erased: {},
}

/** The state after an act; refuses what the table does not know. */
export const requireTransition = (state: OpinionState, act: OpinionAct): OpinionState => {
  const next = transitions[state][act]
  if (next) return next
  throw new AppError('PRECONDITION', `an opinion that is ${state} takes no ${act}`, {
    phrase: state === 'withdrawn' ? 'questions:refused.withdrawn' : 'questions:refused.erased',
  })
}

/** Longest words of one opinion, in characters; a chat message has at most half of it, and several may be joined. */
export const wordsMax = 20_000
export const filesMax = 20
export const shownNameMax = 60

/** Words as they are kept: Unicode normalised, otherwise untouched. Refuses what is too long. */
export const wordsToKeep = (text: string): string => {
  const words = normaliseText(text)
  if (words.trim() === '') return ''
  if (words.length <= wordsMax) return words
  throw new AppError('INVALID', `words of ${words.length} characters`, {
    phrase: 'questions:refused.tooLong',
    values: { max: wordsMax },
    field: 'text',
  })
}

/** A name as people write one; a number of a paper or a phone must not get in by this door. */
export const isShownName = (name: string): boolean =>
  /\p{L}.*\p{L}/su.test(name) && name.length <= shownNameMax && !/\d{4}|[<>@/\\]/u.test(name)

/** The name to be shown: given by those who chose it, and by nobody else. */
export const nameToShow = (naming: OpinionNaming, name: string | undefined): string | undefined => {
  if (naming !== 'named') return undefined
  const shown = normaliseText(name ?? '')
    .replace(/\s+/gu, ' ')
    .trim()
  if (isShownName(shown)) return shown
  throw new AppError('INVALID', 'an opinion by name has no usable name', {
    phrase: 'questions:refused.name',
    values: { max: shownNameMax },
    field: 'name',
  })
}
