import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import {
  handoverDossiers,
  handoverItems,
  handoverOpinions,
  handoverParties,
  handovers,
  handoverTellings,
} from '../database/tables/handover.ts'
import { isId } from '../kernel/ids.ts'

type Row = typeof handovers.$inferSelect

export const insertHandover = async (
  tx: Transaction,
  row: typeof handovers.$inferInsert,
  of: {
    readonly itemIds: readonly string[]
    readonly parties: readonly { readonly unitId: string | null; readonly body: string }[]
  },
): Promise<void> => {
  await tx.insert(handovers).values(row)
  await tx.insert(handoverParties).values(of.parties.map((party, seq) => ({ handoverId: row.id, seq, ...party })))
  await tx.insert(handoverItems).values(of.itemIds.map((itemId) => ({ handoverId: row.id, itemId })))
}

/** Locked to the end of the transaction. */
export const lockHandover = async (tx: Transaction, id: string): Promise<Row | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await tx.select().from(handovers).where(eq(handovers.id, id)).for('update')
  return row
}

export const changeHandover = async (
  tx: Transaction,
  id: string,
  change: Partial<typeof handovers.$inferInsert>,
  now: Date,
): Promise<void> => {
  await tx
    .update(handovers)
    .set({ ...change, updatedAt: now, version: sql`${handovers.version} + 1` })
    .where(eq(handovers.id, id))
}

export const changeParty = async (
  tx: Transaction,
  of: { readonly handoverId: string; readonly seq: number },
  change: Partial<typeof handoverParties.$inferInsert>,
): Promise<void> => {
  await tx
    .update(handoverParties)
    .set(change)
    .where(and(eq(handoverParties.handoverId, of.handoverId), eq(handoverParties.seq, of.seq)))
}

export const changeItem = async (
  tx: Transaction,
  of: { readonly handoverId: string; readonly itemId: string },
  change: Partial<typeof handoverItems.$inferInsert>,
): Promise<void> => {
  await tx
    .update(handoverItems)
    .set(change)
    .where(and(eq(handoverItems.handoverId, of.handoverId), eq(handoverItems.itemId, of.itemId)))
}

/** Whether every matter of it has an outcome. */
export const isAnswered = async (tx: Transaction, handoverId: string): Promise<boolean> => {
  const open = await tx
    .select({ id: handoverItems.itemId })
    .from(handoverItems)
    .where(and(eq(handoverItems.handoverId, handoverId), isNull(handoverItems.outcome)))
    .limit(1)
  return open.length === 0
}

/** There is something new to tell those who asked. */
export const stepHandover = async (tx: Transaction, id: string, now: Date): Promise<void> => {
  await tx
    .update(handovers)
    .set({ step: sql`${handovers.step} + 1`, steppedAt: now })
    .where(eq(handovers.id, id))
}

type Telling = { readonly handoverId: string; readonly residentId: string; readonly step: number }

export const markTold = async (tx: Transaction, tellings: readonly Telling[], toldAt: Date): Promise<void> => {
  if (tellings.length === 0) return
  await tx
    .insert(handoverTellings)
    .values(tellings.map(({ handoverId, residentId, step }) => ({ handoverId, residentId, step, toldAt })))
    .onConflictDoUpdate({
      target: [handoverTellings.handoverId, handoverTellings.residentId],
      set: { step: sql`greatest(handover_tellings.step, excluded.step)`, toldAt },
    })
}

export const forgetTellingsOf = async (tx: Transaction, residentId: string): Promise<void> =>
  void (await tx.delete(handoverTellings).where(eq(handoverTellings.residentId, residentId)))

export const moveTellings = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`
    insert into handover_tellings (handover_id, resident_id, step, told_at)
    select handover_id, ${to}::uuid, step, told_at from handover_tellings where resident_id = ${from}::uuid
    on conflict (handover_id, resident_id) do update set step = greatest(handover_tellings.step, excluded.step)`)
  await forgetTellingsOf(tx, from)
}

export const forgetTellingsBefore = async (tx: Transaction, before: Date): Promise<void> =>
  void (await tx.delete(handoverTellings).where(lt(handoverTellings.toldAt, before)))

type Dossier = {
  readonly handoverId: string
  readonly revision: number
  readonly why: 'frozen' | 'erased'
  readonly digest: string
  readonly content: Buffer
  readonly madeAt: Date
}

/** The bytes of earlier revisions go, their digests stay. */
export const putDossier = async (tx: Transaction, dossier: Dossier): Promise<void> => {
  await tx.insert(handoverDossiers).values(dossier)
  await tx
    .update(handoverDossiers)
    .set({ content: null })
    .where(and(eq(handoverDossiers.handoverId, dossier.handoverId), lt(handoverDossiers.revision, dossier.revision)))
}

/** Which opinions the dossier holds. */
export const keepOpinions = async (tx: Transaction, handoverId: string, ids: readonly string[]): Promise<void> => {
  await tx.delete(handoverOpinions).where(eq(handoverOpinions.handoverId, handoverId))
  if (ids.length === 0) return
  await tx.insert(handoverOpinions).values(ids.map((opinionId) => ({ handoverId, opinionId })))
}
