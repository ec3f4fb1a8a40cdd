import { daysBetween, type PlainDate } from '../kernel/calendar/plain-date.ts'
import type { AnswerDraft } from './answer.ts'
import { emptyBases, emptyPhrases, laterPhrases, namelessBodies, reasonPhrases } from './vague-words.ts'

/** What an answer lacks, each the end of a phrase key in `answers:gate.…`. */
export type Lack =
  | 'tooShort'
  | 'onlyEmpty'
  | 'laterNoDate'
  | 'namelessBody'
  | 'noBasis'
  | 'emptyBasis'
  | 'acceptedNoDoer'
  | 'acceptedNoDue'
  | 'resolvedNoDate'
  | 'resolvedNoEvidence'
  | 'resolvedNotDone'
  | 'transferredNoBody'
  | 'transferredNoWhen'
  | 'declinedNoReason'
  | 'contradicts'
  | 'dueTooEarly'
  | 'nothingNew'
  | 'sameAsBefore'
  | 'emptyPhrase'
  | 'noTransferWord'

export type Finding = {
  readonly lack: Lack
  /** A hint stops nothing; a refusal goes away only when what is missing was added. */
  readonly isHint: boolean
  /** The words of the answer that it is about. */
  readonly quote: string
}

export type Judged = Pick<
  AnswerDraft,
  'decision' | 'words' | 'basis' | 'responsible' | 'dueOn' | 'doneOn' | 'whatIsNew' | 'answeredOn'
> & {
  readonly files: number
  /** The words of the answer before, where the matter was opened again. */
  readonly before: string | null
}

const leastSyllables = 12
/** So much must be left when the empty phrases are taken out. */
const leastSaid = 15
const leastNew = 5

const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim()

const syllables = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0

/** The first of the phrases that stands in the text as whole words. */
const firstOf = (text: string, phrases: readonly string[]): string | undefined =>
  phrases.find((one) => new RegExp(`(?<![\\p{L}\\p{N}])${one}(?![\\p{L}\\p{N}])`, 'u').test(text))

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?;])\s+|\n/u)
    .map((one) => one.trim())
    .filter(Boolean)

const dayWritten =
  /(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)|ngày \d{1,2}|tháng \d{1,2}|quý (?:[1-4]|iv|i{1,3})(?!\p{L})|trong (?:vòng )?\d+ (?:ngày|tuần|tháng)|năm 20\d\d/u
const saysWhen = (text: string): boolean => dayWritten.test(text)

/** A number of a document, a law, a meeting with its day: something that can be looked up. */
const pointsSomewhere = (basis: string): boolean =>
  /\d/u.test(basis) || /(?<!\p{L})(?:luật|nghị quyết|nghị định|thông tư|biên bản|quyết định)(?!\p{L})/u.test(basis)

const isNameless = (name: string): boolean => {
  const bare = plain(name).replace(/[.,;]+$/u, '')
  return namelessBodies.some((one) => bare === one || bare === `các ${one}`)
}

type Plain = Judged & { readonly text: string }
type Rule = (answer: Plain) => Finding | null

const refuse = (lack: Lack, quote = ''): Finding => ({ lack, isHint: false, quote })
const hint = (lack: Lack, quote = ''): Finding => ({ lack, isHint: true, quote })

const emptiness: Rule = ({ text }) => {
  const found = firstOf(text, emptyPhrases)
  if (found === undefined) return null
  const said = sentencesOf(text).filter(
    (one) => firstOf(one, emptyPhrases) === undefined && firstOf(one, laterPhrases) === undefined,
  )
  return syllables(said.join(' ')) < leastSaid ? refuse('onlyEmpty', found) : hint('emptyPhrase', found)
}

const later: Rule = ({ text, dueOn }) => {
  const found = firstOf(text, laterPhrases)
  if (found === undefined || dueOn !== null) return null
  const sentence = sentencesOf(text).find((one) => firstOf(one, laterPhrases) !== undefined) ?? ''
  return saysWhen(sentence) ? null : refuse('laterNoDate', found)
}

const nameless: Rule = ({ text, responsible }) => {
  if (responsible.trim() !== '') return isNameless(responsible) ? refuse('namelessBody', responsible.trim()) : null
  const found = firstOf(text, namelessBodies)
  return found === undefined ? null : refuse('namelessBody', found)
}

const based: Rule = ({ basis }) => {
  const given = plain(basis).replace(/[.,;]+$/u, '')
  if (given === '') return refuse('noBasis')
  const isEmpty =
    emptyBases.some((one) => one === given) || (firstOf(given, emptyBases) !== undefined && !pointsSomewhere(given))
  return isEmpty ? refuse('emptyBasis', basis.trim()) : null
}

/** What each decision must say besides. */
const decided: readonly Rule[] = [
  ({ decision, responsible }) =>
    decision === 'accepted' && responsible.trim() === '' ? refuse('acceptedNoDoer') : null,
  ({ decision, dueOn }) => (decision === 'accepted' && dueOn === null ? refuse('acceptedNoDue') : null),
  ({ decision, doneOn, text }) =>
    decision === 'resolved' && doneOn === null && !saysWhen(text) ? refuse('resolvedNoDate') : null,
  ({ decision, files, basis }) =>
    decision === 'resolved' && files === 0 && !/biên bản|nghiệm thu|ảnh|văn bản|quyết định|\d/u.test(plain(basis))
      ? refuse('resolvedNoEvidence')
      : null,
  ({ decision, text, doneOn }) =>
    decision === 'resolved' &&
    doneOn === null &&
    firstOf(text, ['sẽ', 'dự kiến', 'đang']) !== undefined &&
    firstOf(text, ['đã', 'xong', 'hoàn thành']) === undefined
      ? refuse('resolvedNotDone')
      : null,
  ({ decision, responsible }) =>
    decision === 'transferred' && responsible.trim() === '' ? refuse('transferredNoBody') : null,
  ({ decision, doneOn, dueOn, text, basis }) =>
    decision === 'transferred' && doneOn === null && dueOn === null && !saysWhen(text) && !saysWhen(plain(basis))
      ? refuse('transferredNoWhen')
      : null,
  ({ decision, text }) =>
    decision === 'transferred' && firstOf(text, ['chuyển', 'đã gửi', 'gửi tới', 'kiến nghị với']) === undefined
      ? hint('noTransferWord')
      : null,
  ({ decision, text }) =>
    decision === 'declined' && firstOf(text, reasonPhrases) === undefined ? refuse('declinedNoReason') : null,
]

const refusals = ['không tiếp thu', 'không chấp nhận', 'không thể thực hiện', 'không giải quyết']
const acceptances = ['đã tiếp thu', 'xin tiếp thu', 'nhất trí tiếp thu', 'đồng ý thực hiện', 'đã giải quyết xong']

/** The text must say what the decision says. */
const contradiction: Rule = ({ decision, text }) => {
  const other =
    decision === 'declined'
      ? firstOf(text.replaceAll('không tiếp thu', ''), acceptances)
      : decision === 'accepted' || decision === 'resolved'
        ? firstOf(text, refusals)
        : undefined
  return other === undefined ? null : refuse('contradicts', other)
}

const inTime = (due: PlainDate | null, from: PlainDate): boolean => due === null || daysBetween(from, due) >= 0
const dueLater: Rule = ({ dueOn, answeredOn }) => (inTime(dueOn, answeredOn) ? null : refuse('dueTooEarly'))

const again: readonly Rule[] = [
  ({ before, whatIsNew }) => (before !== null && syllables(whatIsNew) < leastNew ? refuse('nothingNew') : null),
  ({ before, text }) => (before !== null && plain(before) === text ? refuse('sameAsBefore') : null),
]

const shortness: Rule = ({ text }) => (syllables(text) < leastSyllables ? refuse('tooShort') : null)

const rules: readonly Rule[] = [
  shortness,
  emptiness,
  later,
  nameless,
  based,
  ...decided,
  contradiction,
  dueLater,
  ...again,
]

/**
 * The gate: what an answer lacks to be one. Refusals come first. It reads words only, so it cannot tell whether an answer
 * is right; the second person and the ratings do.
 */
export const judgeAnswer = (answer: Judged): readonly Finding[] => {
  const text = plain(answer.words)
  const found = rules.flatMap((rule) => rule({ ...answer, text }) ?? [])
  return found.toSorted((one, other) => Number(one.isHint) - Number(other.isHint))
}

/** Whether it may go to the second person. */
export const passesGate = (findings: readonly Finding[]): boolean => findings.every((one) => one.isHint)
