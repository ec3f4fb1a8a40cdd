import { and, asc, eq, gt, inArray, isNotNull, max, sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import {
  diversions,
  disclosures,
  opinionAsks,
  opinionAttachments,
  opinionAuthors,
  opinionMoves,
  opinionRefusals,
  opinionRemovedFiles,
  opinions,
  opinionTranscripts,
  opinionWordings,
  voiceAttempts,
} from '../database/tables/questions.ts'
import { receiptCode } from '../kernel/codes.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { wipeSalts } from '../receipts/index.ts'
import { forgetEntry } from '../search/index.ts'
import { indexOpinion } from './index-words.ts'
import type { OpinionNaming, OpinionState } from './opinion.ts'
import { codeHash, nameToSeal, sealCode, sealWords } from './sealed-columns.ts'

export type OpinionRow = typeof opinions.$inferSelect & { readonly authorId: string | null }

export type NewOpinion = Omit<typeof opinions.$inferInsert, 'codeHash' | 'code' | 'shownName'> & {
  readonly naming: OpinionNaming
  readonly name: string | undefined
}

const triesMax = 8

/**
 * Adds an opinion under a code that nobody has yet, and returns the code. An anonymous one keeps only the code's hash:
 * whoever loses the code cannot be helped, and nobody can be found by it.
 */
export const insertOpinion = async (
  tx: Transaction,
  keyring: Keyring,
  { name, ...opinion }: NewOpinion,
  makeCode: () => string = receiptCode,
): Promise<string> => {
  const shownName = nameToSeal(keyring, opinion.id, name)
  for (let tries = 0; tries < triesMax; tries += 1) {
    const code = makeCode()
    const made = await tx
      .insert(opinions)
      .values({
        ...opinion,
        shownName,
        codeHash: codeHash(keyring, code),
        code: opinion.naming === 'anonymous' ? null : sealCode(keyring, opinion.id, code),
      })
      .onConflictDoNothing({ target: opinions.codeHash })
      .returning({ id: opinions.id })
    if (made.length === 1) return code
  }
  throw new Error(`no free receipt code in ${triesMax} tries`)
}

export const insertAuthor = async (
  tx: Transaction,
  author: { readonly opinionId: string; readonly residentId: string; readonly chatId: number | null },
): Promise<void> => {
  await tx.insert(opinionAuthors).values(author)
}

/** Puts a wording behind the others; gives its number. */
export const insertWording = async (
  tx: Transaction,
  keyring: Keyring,
  wording: {
    readonly opinionId: string
    readonly source: 'author' | 'officer'
    readonly text: string
    readonly at: Date
  },
): Promise<number> => {
  const { opinionId, source, text, at } = wording
  const [last] = await tx
    .select({ seq: max(opinionWordings.seq) })
    .from(opinionWordings)
    .where(eq(opinionWordings.opinionId, opinionId))
  const seq = (last?.seq ?? 0) + 1
  await tx
    .insert(opinionWordings)
    .values({ opinionId, seq, source, at, text: sealWords(keyring, opinionId, seq, text) })
  await indexOpinion(tx, keyring, opinionId)
  return seq
}

export const insertFiles = async (tx: Transaction, opinionId: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const [last] = await tx
    .select({ seq: max(opinionAttachments.seq) })
    .from(opinionAttachments)
    .where(eq(opinionAttachments.opinionId, opinionId))
  const first = (last?.seq ?? 0) + 1
  await tx
    .insert(opinionAttachments)
    .values(ids.map((attachmentId, at) => ({ opinionId, seq: first + at, attachmentId })))
}

/** The row locked for a change, with its author where one is known. */
export const lockOpinion = async (
  tx: Transaction,
  by: { readonly id: string } | { readonly codeHash: string },
): Promise<OpinionRow | undefined> => {
  const [row] = await tx
    .select()
    .from(opinions)
    .where('id' in by ? eq(opinions.id, by.id) : eq(opinions.codeHash, by.codeHash))
    .for('update')
  if (!row) return undefined
  const [author] = await tx.select().from(opinionAuthors).where(eq(opinionAuthors.opinionId, row.id))
  return { ...row, authorId: author?.residentId ?? null }
}

export const setOpinionState = async (
  tx: Transaction,
  id: string,
  state: OpinionState,
  withdrawnAt?: Date,
): Promise<void> => {
  await tx
    .update(opinions)
    .set({ state, version: sql`${opinions.version} + 1`, ...(withdrawnAt ? { withdrawnAt } : {}) })
    .where(eq(opinions.id, id))
}

/** Leaves the bare row: what it was, where and on which day. Gives the item that has to count again. */
export const blankOpinion = async (tx: Transaction, id: string): Promise<string | null> => {
  await tx.delete(opinionWordings).where(eq(opinionWordings.opinionId, id))
  const files = tx
    .select({ id: opinionAttachments.attachmentId })
    .from(opinionAttachments)
    .where(eq(opinionAttachments.opinionId, id))
  await tx.delete(voiceAttempts).where(inArray(voiceAttempts.attachmentId, files))
  await tx.delete(opinionAttachments).where(eq(opinionAttachments.opinionId, id))
  await tx.delete(opinionAuthors).where(eq(opinionAuthors.opinionId, id))
  for (const table of [
    opinionRefusals,
    opinionRemovedFiles,
    opinionTranscripts,
    opinionAsks,
    disclosures,
    opinionMoves,
  ]) {
    await tx.delete(table).where(eq(table.opinionId, id))
  }
  const [row] = await tx.select({ itemId: opinions.itemId }).from(opinions).where(eq(opinions.id, id))
  await tx
    .update(opinions)
    .set({ state: 'erased', shownName: null, code: null, heldWhy: null, version: sql`${opinions.version} + 1` })
    .where(eq(opinions.id, id))
  await forgetEntry(tx, id)
  await wipeSalts(tx, 'opinion', [id])
  return row?.itemId ?? null
}

/** All that a person has written, locked in the order of their ids. */
export const opinionIdsOf = async (tx: Transaction, residentId: string): Promise<string[]> => {
  const rows = await tx
    .select({ id: opinions.id })
    .from(opinions)
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(eq(opinionAuthors.residentId, residentId))
    .orderBy(asc(opinions.id))
    .for('update', { of: opinions })
  return rows.map((row) => row.id)
}

export const reassignAuthor = async (tx: Transaction, from: string, to: string): Promise<number> => {
  const moved = await tx
    .update(opinionAuthors)
    .set({ residentId: to })
    .where(eq(opinionAuthors.residentId, from))
    .returning({ id: opinionAuthors.opinionId })
  return moved.length
}

export const moveOneOpinion = async (
  tx: Transaction,
  opinionId: string,
  to: { readonly residentId: string; readonly chatId: number },
): Promise<void> => {
  await tx.update(opinionAuthors).set(to).where(eq(opinionAuthors.opinionId, opinionId))
}

/** Joins the list after a person has looked. Returns the unit, or nothing when it was not held. */
export const unholdOpinion = async (tx: Transaction, id: string): Promise<boolean> => {
  const rows = await tx
    .update(opinions)
    .set({ heldWhy: null, version: sql`${opinions.version} + 1` })
    .where(and(eq(opinions.id, id), isNotNull(opinions.heldWhy)))
    .returning({ id: opinions.id })
  return rows.length === 1
}

/** What this author has sent to the same place since a moment, with the code; newest first. */
export const recentOf = async (
  tx: Queryable,
  author: { readonly residentId: string; readonly unitId: string; readonly dialogueId: string | null },
  since: Date,
) =>
  await tx
    .select({ id: opinions.id, code: opinions.code, text: opinionWordings.text, seq: opinionWordings.seq })
    .from(opinionAuthors)
    .innerJoin(opinions, eq(opinions.id, opinionAuthors.opinionId))
    .innerJoin(opinionWordings, and(eq(opinionWordings.opinionId, opinions.id), eq(opinionWordings.seq, 1)))
    .where(
      and(
        eq(opinionAuthors.residentId, author.residentId),
        eq(opinions.unitId, author.unitId),
        eq(opinions.state, 'received'),
        sql`${opinions.dialogueId} is not distinct from ${author.dialogueId}`,
        gt(opinions.receivedAt, since),
      ),
    )
    .orderBy(sql`${opinions.receivedAt} desc`)

export const countDiversion = async (
  tx: Transaction,
  diversion: { readonly unitId: string; readonly day: string; readonly kind: string },
): Promise<void> => {
  await tx
    .insert(diversions)
    .values({ ...diversion, count: 1 })
    .onConflictDoUpdate({
      target: [diversions.unitId, diversions.day, diversions.kind],
      set: { count: sql`${diversions.count} + 1` },
    })
}
