import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { formAnswers, formWords, forms } from '../database/tables/forms.ts'

export type UntakenWords = {
  readonly id: string
  readonly words: Buffer | null
  readonly attachmentIds: readonly string[]
  /** Of a form by name, where the house knows who answered. */
  readonly residentId: string | null
}

/** The next closed form with words that no opinion was made of. */
export const formWithUntakenWords = async (tx: Transaction): Promise<string | undefined> => {
  const [row] = await tx
    .select({ id: forms.id })
    .from(forms)
    .where(
      and(
        eq(forms.state, 'closed'),
        sql`exists (select 1 from form_words w where w.form_id = ${forms.id} and w.opinion_id is null
          and (w.words is not null or w.attachment_ids <> '{}'))`,
      ),
    )
    .limit(1)
  return row?.id
}

/** Words that no opinion was made of, in the order of their random ids, locked; those that somebody else takes are left. */
export const lockUntakenWords = async (
  tx: Transaction,
  formId: string,
  limit: number,
): Promise<readonly UntakenWords[]> =>
  await tx
    .select({
      id: formWords.id,
      words: formWords.words,
      attachmentIds: formWords.attachmentIds,
      residentId: formAnswers.residentId,
    })
    .from(formWords)
    .leftJoin(formAnswers, eq(formAnswers.id, formWords.answerId))
    .where(
      and(
        eq(formWords.formId, formId),
        sql`${formWords.opinionId} is null and (${formWords.words} is not null or ${formWords.attachmentIds} <> '{}')`,
      ),
    )
    .orderBy(formWords.id)
    .limit(limit)
    .for('update', { of: formWords, skipLocked: true })

export const noteTaken = async (tx: Transaction, id: string, opinionId: string): Promise<void> => {
  await tx.update(formWords).set({ opinionId }).where(eq(formWords.id, id))
}
