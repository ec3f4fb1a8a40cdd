import { and, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import {
  sealedEnvelopes,
  sealedHandovers,
  sealedLinks,
  sealedLog,
  sealedReaders,
  sealedWindows,
} from '../database/tables/sealed.ts'
import { sha256 } from './sealed-columns.ts'

const linesAtOnce = 1_000

export type NewWindow = typeof sealedWindows.$inferInsert

/** False when another window bears the code. */
export const insertWindow = async (tx: Transaction, made: NewWindow): Promise<boolean> => {
  const rows = await tx
    .insert(sealedWindows)
    .values(made)
    .onConflictDoNothing({ target: sealedWindows.code })
    .returning({ id: sealedWindows.id })
  return rows.length === 1
}

export const lockWindow = async (tx: Transaction, id: string, how: 'update' | 'share'): Promise<boolean> => {
  const rows = await tx.select({ id: sealedWindows.id }).from(sealedWindows).where(eq(sealedWindows.id, id)).for(how)
  return rows.length === 1
}

export const updateWindow = async (tx: Transaction, id: string, changes: Partial<NewWindow>): Promise<void> => {
  await tx
    .update(sealedWindows)
    .set({ ...changes, version: sql`${sealedWindows.version} + 1` })
    .where(eq(sealedWindows.id, id))
}

export const readWindowKey = async (tx: Transaction, id: string): Promise<Buffer | null> => {
  const [row] = await tx.select({ key: sealedWindows.key }).from(sealedWindows).where(eq(sealedWindows.id, id))
  return row?.key ?? null
}

/** The readers are these from now on; whoever stays keeps their key. */
export const putReaders = async (tx: Transaction, windowId: string, officerIds: readonly string[]): Promise<void> => {
  const rows = await tx
    .select({ officerId: sealedReaders.officerId })
    .from(sealedReaders)
    .where(eq(sealedReaders.windowId, windowId))
  const gone = rows.map((row) => row.officerId).filter((id) => !officerIds.includes(id))
  if (gone.length > 0) {
    await tx
      .delete(sealedReaders)
      .where(and(eq(sealedReaders.windowId, windowId), inArray(sealedReaders.officerId, gone)))
  }
  await tx
    .insert(sealedReaders)
    .values(officerIds.map((officerId) => ({ windowId, officerId })))
    .onConflictDoNothing()
}

export const setReader = async (
  tx: Transaction,
  windowId: string,
  officerId: string,
  changes: Partial<Pick<typeof sealedReaders.$inferInsert, 'recipient' | 'proof' | 'checkedAt'>>,
): Promise<boolean> => {
  const rows = await tx
    .update(sealedReaders)
    .set(changes)
    .where(and(eq(sealedReaders.windowId, windowId), eq(sealedReaders.officerId, officerId)))
    .returning({ officerId: sealedReaders.officerId })
  return rows.length === 1
}

export const readProof = async (tx: Transaction, windowId: string, officerId: string): Promise<string | null> => {
  const [row] = await tx
    .select({ proof: sealedReaders.proof })
    .from(sealedReaders)
    .where(and(eq(sealedReaders.windowId, windowId), eq(sealedReaders.officerId, officerId)))
  return row?.proof ?? null
}

export const insertLink = async (tx: Transaction, windowId: string, key: string): Promise<void> => {
  await tx.insert(sealedLinks).values({ windowId, key }).onConflictDoNothing()
}

/** Uses a link up; false when it is none of the window's, or was used. Of two at the same moment one is second. */
export const useLink = async (tx: Transaction, windowId: string, key: string): Promise<boolean> => {
  const rows = await tx
    .update(sealedLinks)
    .set({ isUsed: true })
    .where(and(eq(sealedLinks.windowId, windowId), eq(sealedLinks.key, key), eq(sealedLinks.isUsed, false)))
    .returning({ key: sealedLinks.key })
  return rows.length === 1
}

export const insertEnvelope = async (tx: Transaction, envelope: typeof sealedEnvelopes.$inferInsert): Promise<void> => {
  await tx.insert(sealedEnvelopes).values(envelope)
}

/**
 * Ends a window: the links go, the envelopes are written anew in random order, and the log is fixed: every leaf in the
 * order of its bytes, which says nothing of who came when. Gives the log's head.
 */
export const fixLog = async (tx: Transaction, windowId: string): Promise<string> => {
  await tx.delete(sealedLinks).where(eq(sealedLinks.windowId, windowId))
  await tx.execute(sql`
    with gone as (delete from sealed_envelopes where window_id = ${windowId}::uuid returning *)
    insert into sealed_envelopes (id, window_id, code, body, shares, salt, leaf)
    select gen_random_uuid(), window_id, code, body, shares, salt, leaf from gone order by random()`)
  const rows = await tx
    .select({ leaf: sealedEnvelopes.leaf, code: sealedEnvelopes.code })
    .from(sealedEnvelopes)
    .where(eq(sealedEnvelopes.windowId, windowId))
    .orderBy(sealedEnvelopes.leaf)
  let head = sha256(`nhip-cau sealed log ${windowId}`)
  const lines = rows.map(({ leaf, code }, position) => {
    head = sha256(Buffer.from(`${head}${leaf}`, 'hex'))
    return { windowId, position, leaf, code, head }
  })
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    await tx.insert(sealedLog).values(lines.slice(from, from + linesAtOnce))
  }
  return head
}

export const putHandover = async (tx: Transaction, handover: typeof sealedHandovers.$inferInsert): Promise<void> => {
  const { bundle, at } = handover
  await tx
    .insert(sealedHandovers)
    .values(handover)
    .onConflictDoUpdate({
      target: [sealedHandovers.windowId, sealedHandovers.fromOfficer, sealedHandovers.toOfficer],
      set: { bundle, at },
    })
}

/** Destroys what windows hold of envelopes and handed shares that were released, or closed, before; their logs stay. */
export const destroySealed = async (
  tx: Transaction,
  before: { readonly released: Date; readonly closed: Date },
): Promise<number> => {
  const windows = await tx
    .select({ id: sealedWindows.id })
    .from(sealedWindows)
    .where(
      or(
        and(eq(sealedWindows.state, 'released'), lt(sealedWindows.releasedAt, before.released)),
        and(eq(sealedWindows.state, 'closed'), lt(sealedWindows.closedAt, before.closed)),
      ),
    )
  const ids = windows.map((row) => row.id)
  if (ids.length === 0) return 0
  await tx.delete(sealedHandovers).where(inArray(sealedHandovers.windowId, ids))
  const gone = await tx
    .delete(sealedEnvelopes)
    .where(inArray(sealedEnvelopes.windowId, ids))
    .returning({ id: sealedEnvelopes.id })
  return gone.length
}
