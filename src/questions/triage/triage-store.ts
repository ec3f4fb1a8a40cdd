import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { opinionAttachments, opinionRemovedFiles, opinions, triageLooks } from '../../database/tables/questions.ts'
import type { OpinionKind } from '../items/item.ts'
import type { OpinionClass } from '../opinion.ts'

type Decision = {
  readonly officerId: string
  readonly at: Date
  readonly opinionClass: OpinionClass
  /** The author's own choice, where the officer's differs from it. */
  readonly statedClass: OpinionClass | null
  readonly kind: OpinionKind
  readonly itemId: string
}

/** It joins what is worked on; the look that it may have waited for has happened. */
export const setKept = async (tx: Transaction, id: string, decision: Decision): Promise<void> => {
  const { officerId, at, ...rest } = decision
  await tx
    .update(opinions)
    .set({
      ...rest,
      triage: 'kept',
      triagedAt: at,
      triagedBy: officerId,
      heldWhy: null,
      version: sql`${opinions.version} + 1`,
    })
    .where(eq(opinions.id, id))
}

/** Back to the queue, neither kept nor refused, in the class that its author chose. */
export const setWaiting = async (
  tx: Transaction,
  row: { readonly id: string; readonly opinionClass: string; readonly statedClass: string | null },
): Promise<void> => {
  await tx
    .update(opinions)
    .set({
      triage: 'waiting',
      triagedAt: null,
      triagedBy: null,
      itemId: null,
      kind: null,
      opinionClass: row.statedClass ?? row.opinionClass,
      statedClass: null,
      version: sql`${opinions.version} + 1`,
    })
    .where(eq(opinions.id, row.id))
}

/** The last officer who opened it, unless somebody else has done so within the last seconds. */
export const saveLook = async (
  tx: Transaction,
  look: { readonly opinionId: string; readonly officerId: string; readonly at: Date },
): Promise<void> => {
  await tx
    .insert(triageLooks)
    .values(look)
    .onConflictDoUpdate({ target: triageLooks.opinionId, set: { officerId: look.officerId, at: look.at } })
}

export const hasFile = async (tx: Transaction, opinionId: string, attachmentId: string): Promise<boolean> => {
  const rows = await tx
    .select({ seq: opinionAttachments.seq })
    .from(opinionAttachments)
    .where(and(eq(opinionAttachments.opinionId, opinionId), eq(opinionAttachments.attachmentId, attachmentId)))
  return rows.length > 0
}

export const insertRemovedFile = async (
  tx: Transaction,
  row: typeof opinionRemovedFiles.$inferInsert,
): Promise<void> => {
  await tx.insert(opinionRemovedFiles).values(row).onConflictDoNothing()
}
