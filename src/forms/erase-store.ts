import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { formAnswers, formArrivals, formWords } from '../database/tables/forms.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openFormWords } from './sealed-columns.ts'

type Said = Readonly<Record<string, { readonly files?: readonly string[] }>>

/** Takes name and words out of the answers that somebody gave by name; gives the files that went with them. */
export const eraseNamedAnswers = async (
  tx: Transaction,
  keyring: Keyring,
  residentId: string,
): Promise<readonly string[]> => {
  const waiting = await tx
    .update(formArrivals)
    .set({ residentId: null })
    .where(eq(formArrivals.residentId, residentId))
    .returning({ id: formArrivals.id, words: formArrivals.words })
  const answers = await tx
    .update(formAnswers)
    .set({ residentId: null })
    .where(eq(formAnswers.residentId, residentId))
    .returning({ id: formAnswers.id })
  const files = waiting.flatMap(({ id, words }) => {
    if (!words) return []
    const said = JSON.parse(openFormWords(keyring, 'form_arrivals.words', id, words)) as Said
    return Object.values(said).flatMap((one) => one.files ?? [])
  })
  const ids = waiting.map(({ id }) => id)
  if (ids.length > 0) await tx.update(formArrivals).set({ words: null }).where(inArray(formArrivals.id, ids))
  if (answers.length === 0) return files
  const answerIds = answers.map(({ id }) => id)
  const said = await tx
    .select({ files: formWords.attachmentIds })
    .from(formWords)
    .where(inArray(formWords.answerId, answerIds))
  await tx
    .update(formWords)
    .set({ words: null, attachmentIds: [], answerId: null })
    .where(inArray(formWords.answerId, answerIds))
  return [...files, ...said.flatMap((one) => one.files)]
}

export const moveNamedAnswers = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.update(formArrivals).set({ residentId: to }).where(eq(formArrivals.residentId, from))
  await tx.update(formAnswers).set({ residentId: to }).where(eq(formAnswers.residentId, from))
}
