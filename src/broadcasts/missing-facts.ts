import { describeTime, type NoticeFacts } from '../dialogues/index.ts'
import { formatDateEn, weekdayVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate, vietnamTime } from '../kernel/calendar/plain-date.ts'
import { findCodes } from '../kernel/codes.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import type { Locale } from '../phrases/index.ts'
import { isLetter, type BroadcastKind } from './broadcast.ts'
import { warningSentence } from './compose-notice.ts'
import { datesIn, hoursIn } from './facts-in-text.ts'

export const requiredFacts = [
  'weekday',
  'date',
  'hour',
  'place',
  'about',
  'hotline',
  'code',
  'warning',
  'reason',
] as const
export type RequiredFact = (typeof requiredFacts)[number]

type Required = {
  readonly kind: BroadcastKind
  readonly facts: NoticeFacts
  readonly noticeCode: string
  readonly cancelledWhy: string | null
}

// A letter goes to people who know day and place, or for whom the session is over.
const ofLetters: readonly RequiredFact[] = ['about', 'hotline', 'code', 'warning']

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Which of the facts that every notice carries an edited text has lost. Spelling, order and lines are free. */
export const missingFacts = (locale: Locale, text: string, required: Required): RequiredFact[] => {
  const { facts } = required
  const startsAt = new Date(facts.startsAt)
  const date = vietnamDate(startsAt)
  const folded = ` ${foldVietnamese(text)} `
  const has = (words: string): boolean => folded.includes(` ${foldVietnamese(words)} `)
  const hasPlace =
    (facts.place === '' || has(facts.place)) && (facts.mode !== 'online' || text.includes(facts.joinUrl ?? ''))
  const weekdayEn = formatDateEn(date).split(',')[0] ?? ''
  const present: Record<RequiredFact, boolean> = {
    weekday: has(locale === 'vi' ? weekdayVi(date) : weekdayEn),
    date: datesIn(text).includes(date) || has(formatDateEn(date).replace(/^\w+, /, '')),
    hour: has(describeTime(locale, startsAt).split(',')[0] ?? '') || hoursIn(text).includes(vietnamTime(startsAt)),
    place: hasPlace,
    about: has(facts.title),
    hotline: text.replace(/(?<=\d)[\s.()-]+(?=\d)/g, '').includes(digitsOf(facts.hotline)),
    code: findCodes(text).some((code) => code.kind === 'notice' && code.digits === required.noticeCode),
    warning: has(warningSentence(locale)),
    reason: required.kind !== 'cancellation' || has(required.cancelledWhy ?? ''),
  }
  return (isLetter(required.kind) ? ofLetters : requiredFacts).filter((name) => !present[name])
}
