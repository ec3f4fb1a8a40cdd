import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { dialogueAudience, dialogues } from '../database/tables/dialogues.ts'
import type { DialogueFields, DialogueState } from './dialogue.ts'
import type { Told } from './told.ts'

const columnsOf = ({ audienceUnits: _audience, ...fields }: DialogueFields) => ({
  ...fields,
  hosts: [...fields.hosts],
  agenda: [...fields.agenda],
  deputies: [...fields.deputies],
  audienceGroups: [...fields.audienceGroups],
})

const insertAudience = async (tx: Transaction, dialogueId: string, units: readonly string[]): Promise<void> => {
  await tx.insert(dialogueAudience).values(units.map((unitId) => ({ dialogueId, unitId })))
}

export type NewDialogue = DialogueFields & {
  readonly id: string
  readonly unitId: string
  readonly noticeCode: string
  readonly createdBy: string
}

/** False when another session bears the notice code. */
export const insertDialogue = async (tx: Transaction, made: NewDialogue, now: Date): Promise<boolean> => {
  const rows = await tx
    .insert(dialogues)
    .values({ ...made, ...columnsOf(made), createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: dialogues.noticeCode })
    .returning({ id: dialogues.id })
  if (rows.length === 0) return false
  await insertAudience(tx, made.id, made.audienceUnits)
  return true
}

/** Takes the record for this transaction: two changes of one session come one after the other. */
export const lockDialogue = async (tx: Transaction, id: string): Promise<boolean> => {
  const rows = await tx.select({ id: dialogues.id }).from(dialogues).where(eq(dialogues.id, id)).for('update')
  return rows.length > 0
}

/** Writes the fields as the next version; false when `version` is no longer the newest. */
export const updateFields = async (
  tx: Transaction,
  id: string,
  version: number,
  fields: DialogueFields,
  now: Date,
): Promise<boolean> => {
  const rows = await tx
    .update(dialogues)
    .set({ ...columnsOf(fields), version: sql`${dialogues.version} + 1`, updatedAt: now })
    .where(and(eq(dialogues.id, id), eq(dialogues.version, version)))
    .returning({ id: dialogues.id })
  if (rows.length === 0) return false
  await tx.delete(dialogueAudience).where(eq(dialogueAudience.dialogueId, id))
  await insertAudience(tx, id, fields.audienceUnits)
  return true
}

type Outcome = { readonly state: DialogueState; readonly cancelledWhy?: string; readonly told?: Told }

/** A new state; cancelling is a new version, because a draft of a notice made before it no longer fits. */
export const updateState = async (tx: Transaction, id: string, outcome: Outcome, now: Date): Promise<void> => {
  const { cancelledWhy } = outcome
  await tx
    .update(dialogues)
    .set({
      ...outcome,
      ...(cancelledWhy === undefined ? {} : { version: sql`${dialogues.version} + 1` }),
      updatedAt: now,
    })
    .where(eq(dialogues.id, id))
}
