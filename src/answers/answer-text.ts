import { formatDateEn, formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { formatCode } from '../kernel/codes.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import type { Answer } from './answer.ts'
import type { OwnWords } from './asker-views.ts'

const day = (locale: Locale, date: PlainDate): string =>
  locale === 'vi' ? formatShortDateVi(date) : formatDateEn(date)

const wordsShown = 300
const shorten = (words: string): string =>
  words.length <= wordsShown ? words : `${words.slice(0, wordsShown).trimEnd()}…`

/** The answer as a resident reads it: decision, words, basis, who goes on until when, who answered. */
export const answerLines = (locale: Locale, answer: Answer): string[] => {
  const { dueOn, doneOn, responsible, personName } = answer
  const by = { post: answer.post, body: answer.answeringBody, date: day(locale, answer.answeredOn) }
  const isPassedOn = answer.decision === 'transferred'
  return [
    phrase(locale, 'answers:told.decision', { decision: phrase(locale, `answers:decision.${answer.decision}`) }),
    ...(answer.whatIsNew === '' ? [] : [phrase(locale, 'answers:told.new', { words: answer.whatIsNew })]),
    answer.words,
    ...(responsible === ''
      ? []
      : [phrase(locale, isPassedOn ? 'answers:told.transferredTo' : 'answers:told.responsible', { responsible })]),
    ...(dueOn === null ? [] : [phrase(locale, 'answers:told.due', { date: day(locale, dueOn) })]),
    ...(doneOn === null || isPassedOn ? [] : [phrase(locale, 'answers:told.done', { date: day(locale, doneOn) })]),
    phrase(locale, 'answers:told.basis', { basis: answer.basis }),
    personName === null
      ? phrase(locale, 'answers:told.by', by)
      : phrase(locale, 'answers:told.byName', { ...by, name: personName }),
  ]
}

type Told = {
  readonly answer: Answer
  readonly title: string | null
  readonly number: number
  readonly own: readonly Pick<OwnWords, 'code' | 'words' | 'sentAt'>[]
  /** Where the documents stand, if there are any. */
  readonly filesAt: string | null
}

const ownLine = (locale: Locale, { code, words, sentAt }: Told['own'][number]): string => {
  const values = { date: day(locale, vietnamDate(sentAt)), words: shorten(words) }
  return code === null
    ? phrase(locale, 'answers:told.ownNoCode', values)
    : phrase(locale, 'answers:told.own', { ...values, code: formatCode(code) })
}

/** What one of those who asked is told, with their own words; a supporter is told by the title of the matter. */
export const answerMessage = (locale: Locale, told: Told): string => {
  const { answer, own, filesAt } = told
  const isAgain = answer.seq > 1
  const title = told.title ?? phrase(locale, 'answers:told.untitled')
  return [
    own.length === 0
      ? phrase(locale, 'answers:told.leadSupport', { number: told.number, title })
      : phrase(locale, isAgain ? 'answers:told.leadAgain' : 'answers:told.lead'),
    ...own.slice(0, 3).map((one) => ownLine(locale, one)),
    ...answerLines(locale, answer),
    ...(filesAt === null ? [] : [phrase(locale, 'answers:told.files', { url: filesAt })]),
  ].join('\n')
}
