import { reminderChoices, type AttendAnswer } from '../../attendance/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'

/** What the open prompt of the topic is about. */
export type AttendState =
  | { readonly kind: 'sessions'; readonly ids: readonly string[] }
  /** `answers`: what stands behind each number; null leads to the other sessions. */
  | { readonly kind: 'answer'; readonly id: string; readonly answers: readonly (AttendAnswer | null)[] }
  | { readonly kind: 'companions'; readonly id: string }
  | { readonly kind: 'no-form' }

const labels = {
  yes: 'attendance:topic.yes',
  perhaps: 'attendance:topic.perhaps',
  no: 'attendance:topic.no',
} as const satisfies Record<AttendAnswer, PhraseKey>

type Asking = { readonly choices: readonly PhraseKey[]; readonly state: AttendState }

/** The three answers, and the way to the other sessions where there are some. */
export const askedFor = (id: string, hasOthers: boolean): Asking => {
  const answers: readonly (AttendAnswer | null)[] = ['yes', 'perhaps', 'no', ...(hasOthers ? [null] : [])]
  const choices = answers.map((one) => (one === null ? 'dialogues:schedule.others' : labels[one]))
  return { choices, state: { kind: 'answer', id, answers } }
}

/** What stands behind the numbers below a reminder. */
export const afterReminder = (id: string, answer: AttendAnswer | null): AttendState => ({
  kind: 'answer',
  id,
  answers: reminderChoices(answer).map((one) => one.answer),
})
