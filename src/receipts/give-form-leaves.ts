import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { leafOf, receiptOf, type LeafContent } from './leaf.ts'
import { insertReleases, insertWaiting, logOf } from './receipt-store.ts'

export type AnswerLeaf = {
  readonly version: number
  readonly answers: unknown
  readonly code: string
  readonly salt: Buffer
}
export type WordsLeaf = { readonly question: string; readonly words: string; readonly salt: Buffer }

type Leaves = { readonly answers: readonly AnswerLeaf[]; readonly words: readonly WordsLeaf[] }

type Hashed = { readonly content: LeafContent; readonly hash: Buffer }

/** The leaf of what was chosen on a form. Its words are leaves of their own: beside the choices they would tell whose they are. */
export const answerContent = ({ version, answers, code, salt }: AnswerLeaf): Hashed => {
  const content = { kind: 'form_answer', version, answers: answers as object, receipt: receiptOf(salt, code) } as const
  return { content, hash: leafOf(content, salt) }
}

export const wordsContent = ({ question, words, salt }: WordsLeaf): Hashed => {
  const content = { kind: 'form_words', question, words } as const
  return { content, hash: leafOf(content, salt) }
}

/** Makes answers to a form, and the words that came with them, leaves of its log. */
export const giveFormLeaves = async (
  { tx, clock }: Scope,
  form: { readonly id: string; readonly unitId: string },
  { answers, words }: Leaves,
): Promise<void> => {
  if (answers.length + words.length === 0) return
  const logId = await logOf(tx, { kind: 'form', unitId: form.unitId, formId: form.id })
  await insertWaiting(tx, logId, vietnamDate(clock.now()), [
    ...answers.map((one) => ({ hash: answerContent(one).hash, kind: 'form_answer' as const })),
    ...words.map((one) => ({ hash: wordsContent(one).hash, kind: 'form_words' as const })),
  ])
}

/** Notes that leaves of a form lost what they stood for on purpose: by an erasure, or because a paper was put right. */
export const releaseFormLeaves = async (
  { tx }: Pick<Scope, 'tx'>,
  { answers, words }: Leaves,
  why: 'erased' | 'mended',
): Promise<void> =>
  await insertReleases(
    tx,
    [...answers.map(answerContent), ...words.map(wordsContent)].map(({ hash }) => hash),
    why,
  )
