import { eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { formAnswers, formArrivals, formWords } from '../database/tables/forms.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openWordsSalt } from '../receipts/index.ts'
import { openFormWords } from './sealed-columns.ts'

type Said = Readonly<Record<string, { readonly files?: readonly string[] }>>

type Erased = {
  readonly files: readonly string[]
  /** Once more what went, for the leaves that lose their words. */
  readonly words: readonly { readonly question: string; readonly words: string; readonly salt: Buffer }[]
}

/** Takes name and words out of the answers that somebody gave by name. */
export const eraseNamedAnswers = async (tx: Transaction, keyring: Keyring, residentId: string): Promise<Erased> => {
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
  if (answers.length === 0) return { files, words: [] }
  const answerIds = answers.map(({ id }) => id)
  const said = await tx
    .select({
      id: formWords.id,
      question: formWords.question,
      words: formWords.words,
      salt: formWords.salt,
      files: formWords.attachmentIds,
    })
    .from(formWords)
    .where(inArray(formWords.answerId, answerIds))
  await tx
    .update(formWords)
    .set({ words: null, salt: null, attachmentIds: [], answerId: null })
    .where(inArray(formWords.answerId, answerIds))
  return {
    files: [...files, ...said.flatMap((one) => one.files)],
    words: said.flatMap(({ id, question, words, salt }) =>
      salt === null
        ? []
        : [
            {
              question,
              words: words === null ? '' : openFormWords(keyring, 'form_words.words', id, words),
              salt: openWordsSalt(keyring, id, salt),
            },
          ],
    ),
  }
}

export const moveNamedAnswers = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.update(formArrivals).set({ residentId: to }).where(eq(formArrivals.residentId, from))
  await tx.update(formAnswers).set({ residentId: to }).where(eq(formAnswers.residentId, from))
}
