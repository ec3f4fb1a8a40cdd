import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { leafOf, receiptOf } from './leaf.ts'
import { insertReleases, insertWaiting, logOf } from './receipt-store.ts'

export type AnswerLeaf = {
  readonly version: number
  readonly answers: unknown
  readonly code: string
  readonly salt: Buffer
}
export type WordsLeaf = { readonly question: string; readonly words: string; readonly salt: Buffer }

type Leaves = { readonly answers: readonly AnswerLeaf[]; readonly words: readonly WordsLeaf[] }

/** The leaf of what was chosen on a form. Its words are leaves of their own: beside the choices they would tell whose they are. */
export const answerLeaf = ({ version, answers, code, salt }: AnswerLeaf): Buffer =>
  leafOf({ kind: 'form_answer', version, answers: answers as object, receipt: receiptOf(salt, code) }, salt)

export const wordsLeaf = ({ question, words, salt }: WordsLeaf): Buffer =>
  leafOf({ kind: 'form_words', question, words }, salt)

/** Makes answers to a form, and the words that came with them, leaves of its log. */
export const giveFormLeaves = async (
  { tx, clock }: Scope,
  form: { readonly id: string; readonly unitId: string },
  { answers, words }: Leaves,
): Promise<void> => {
  if (answers.length + words.length === 0) return
  const logId = await logOf(tx, { kind: 'form', unitId: form.unitId, formId: form.id })
  await insertWaiting(tx, logId, vietnamDate(clock.now()), [
    ...answers.map((one) => ({ hash: answerLeaf(one), kind: 'form_answer' as const })),
    ...words.map((one) => ({ hash: wordsLeaf(one), kind: 'form_words' as const })),
  ])
}

/** Notes that leaves of a form lost what they stood for on purpose: by an erasure, or because a paper was put right. */
export const releaseFormLeaves = async (
  { tx }: Pick<Scope, 'tx'>,
  { answers, words }: Leaves,
  why: 'erased' | 'mended',
): Promise<void> => await insertReleases(tx, [...answers.map(answerLeaf), ...words.map(wordsLeaf)], why)
