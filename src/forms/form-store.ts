import { and, eq, lte, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { formDrafts, formSlips, formSpent, formVersions, forms } from '../database/tables/forms.ts'
import type { FormContent } from './content.ts'

export type NewForm = typeof forms.$inferInsert

/** False when another form bears the code. */
export const insertForm = async (tx: Transaction, form: NewForm): Promise<boolean> => {
  const rows = await tx
    .insert(forms)
    .values(form)
    .onConflictDoNothing({ target: forms.code })
    .returning({ id: forms.id })
  return rows.length === 1
}

/** Takes the form until the transaction ends; `share` lets others take it so at the same time, but not change it. */
export const lockForm = async (tx: Transaction, id: string, how: 'update' | 'share'): Promise<boolean> => {
  const rows = await tx.select({ id: forms.id }).from(forms).where(eq(forms.id, id)).for(how)
  return rows.length === 1
}

export const updateForm = async (tx: Transaction, id: string, changes: Partial<NewForm>): Promise<void> => {
  await tx
    .update(forms)
    .set({ ...changes, version: sql`${forms.version} + 1` })
    .where(eq(forms.id, id))
}

/** Writes the words of a version that nobody has approved yet. */
export const putVersion = async (
  tx: Transaction,
  version: {
    readonly formId: string
    readonly number: number
    readonly content: FormContent
    readonly writtenBy: string
  },
): Promise<void> => {
  await tx
    .insert(formVersions)
    .values(version)
    .onConflictDoUpdate({
      target: [formVersions.formId, formVersions.number],
      set: { content: version.content, writtenBy: version.writtenBy },
      setWhere: sql`${formVersions.approvedAt} is null`,
    })
}

export const dropVersion = async (tx: Transaction, formId: string, number: number): Promise<void> => {
  await tx
    .delete(formVersions)
    .where(
      and(eq(formVersions.formId, formId), eq(formVersions.number, number), sql`${formVersions.approvedAt} is null`),
    )
}

export const approveVersion = async (tx: Transaction, formId: string, number: number, at: Date): Promise<void> => {
  await tx
    .update(formVersions)
    .set({ approvedAt: at })
    .where(and(eq(formVersions.formId, formId), eq(formVersions.number, number)))
}

export const readKey = async (tx: Transaction, id: string): Promise<Buffer | null> => {
  const [row] = await tx.select({ key: forms.key }).from(forms).where(eq(forms.id, id))
  return row?.key ?? null
}

/** Spends a key; false when it was spent before. Of two at the same moment the second waits for the first. */
export const spend = async (tx: Transaction, spent: typeof formSpent.$inferInsert): Promise<boolean> => {
  const rows = await tx.insert(formSpent).values(spent).onConflictDoNothing().returning({ key: formSpent.key })
  return rows.length === 1
}

/** Everything that could say who answered, and what was not sent. */
export const forgetWhoAnswered = async (tx: Transaction, formId: string): Promise<void> => {
  await tx.delete(formSpent).where(eq(formSpent.formId, formId))
  await tx.delete(formDrafts).where(eq(formDrafts.formId, formId))
  await tx.delete(formSlips).where(eq(formSlips.formId, formId))
}

export const putDraft = async (tx: Transaction, draft: typeof formDrafts.$inferInsert): Promise<void> => {
  const { version, state, updatedAt } = draft
  await tx
    .insert(formDrafts)
    .values(draft)
    .onConflictDoUpdate({ target: [formDrafts.formId, formDrafts.chatId], set: { version, state, updatedAt } })
}

export const deleteDraft = async (tx: Transaction, formId: string, chatId: number): Promise<void> => {
  await tx.delete(formDrafts).where(and(eq(formDrafts.formId, formId), eq(formDrafts.chatId, chatId)))
}

export const deleteDraftsOfChats = async (tx: Transaction, chatIds: readonly number[]): Promise<void> => {
  for (const chatId of chatIds) await tx.delete(formDrafts).where(eq(formDrafts.chatId, chatId))
}

export const deleteOldDrafts = async (tx: Transaction, before: Date): Promise<number> => {
  const rows = await tx.delete(formDrafts).where(lte(formDrafts.updatedAt, before)).returning({ id: formDrafts.formId })
  return rows.length
}

/** The place that a printed slip was made for; undefined when no slip bears the code. */
export const slipPlace = async (
  tx: Transaction,
  formId: string,
  key: string,
): Promise<{ readonly placeId: string | null } | undefined> => {
  const [row] = await tx
    .select({ placeId: formSlips.placeId })
    .from(formSlips)
    .where(and(eq(formSlips.formId, formId), eq(formSlips.key, key)))
  return row
}

/** Notes printed slips by their keys; a key that is there already is left out. Returns those that are new. */
export const insertSlips = async (
  tx: Transaction,
  slips: readonly (typeof formSlips.$inferInsert)[],
): Promise<readonly string[]> => {
  const rows = await tx
    .insert(formSlips)
    .values([...slips])
    .onConflictDoNothing()
    .returning({ key: formSlips.key })
  return rows.map((row) => row.key)
}
