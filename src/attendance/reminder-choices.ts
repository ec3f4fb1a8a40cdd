import { phrase, type Locale, type PhraseKey } from '../phrases/index.ts'
import type { AttendAnswer } from './attendance.ts'

export type ReminderChoice = { readonly answer: AttendAnswer; readonly label: PhraseKey }

/** What a reminder asks: who said that they come, only whether it stands. */
export const reminderChoices = (answer: AttendAnswer | null): readonly ReminderChoice[] =>
  answer === 'yes'
    ? [
        { answer: 'yes', label: 'attendance:topic.still' },
        { answer: 'no', label: 'attendance:topic.noMore' },
      ]
    : [
        { answer: 'yes', label: 'attendance:topic.yes' },
        { answer: 'perhaps', label: 'attendance:topic.perhaps' },
        { answer: 'no', label: 'attendance:topic.no' },
      ]

export const choiceLabels = (locale: Locale, answer: AttendAnswer | null): string[] =>
  reminderChoices(answer).map(({ label }) => phrase(locale, label))
