import { and, asc, eq, gt, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { dialogueRequestJoins, dialogueRequests, dialogueRequestSheets } from '../database/tables/requests.ts'

type NewJoin = typeof dialogueRequestJoins.$inferInsert

/**
 * Keeps a person as they are until the end of the transaction. Whoever verifies them waits, or has been waited for: else
 * each of the two could miss the other, and a share that is reached would be noticed by nobody. False when erased.
 */
export const holdPerson = async (tx: Transaction, residentId: string): Promise<boolean> =>
  (await tx.execute(sql`select 1 from residents where id = ${residentId}::uuid for share`)).length > 0

/** False where this person joined before: the key of request and resident says so, whoever was quicker. */
export const insertJoin = async (tx: Transaction, row: NewJoin): Promise<boolean> =>
  (await tx.insert(dialogueRequestJoins).values(row).onConflictDoNothing().returning({ id: dialogueRequestJoins.id }))
    .length > 0

/** A person's joining goes, with the slip that was theirs too; false where there was none. */
export const deleteJoin = async (tx: Transaction, requestId: string, residentId: string): Promise<boolean> => {
  await tx
    .delete(dialogueRequestJoins)
    .where(and(eq(dialogueRequestJoins.requestId, requestId), eq(dialogueRequestJoins.sameResidentId, residentId)))
  const gone = await tx
    .delete(dialogueRequestJoins)
    .where(and(eq(dialogueRequestJoins.requestId, requestId), eq(dialogueRequestJoins.residentId, residentId)))
    .returning({ id: dialogueRequestJoins.id })
  return gone.length > 0
}

/** The requests that somebody joined. */
export const requestsJoined = async (tx: Transaction, residentId: string): Promise<string[]> => {
  const rows = await tx
    .select({ id: dialogueRequestJoins.requestId })
    .from(dialogueRequestJoins)
    .where(eq(dialogueRequestJoins.residentId, residentId))
    .orderBy(asc(dialogueRequestJoins.requestId))
  return rows.map(({ id }) => id)
}

export const insertSheet = async (tx: Transaction, row: typeof dialogueRequestSheets.$inferInsert): Promise<boolean> =>
  (await tx.insert(dialogueRequestSheets).values(row).onConflictDoNothing().returning({ id: dialogueRequestSheets.id }))
    .length > 0

/** Of these slips, those that were entered before, each with its sheet. */
export const knownSlips = async (
  tx: Transaction,
  requestId: string,
  slips: readonly number[],
): Promise<{ readonly slip: number; readonly sheet: string }[]> => {
  const rows = await tx
    .select({ slip: dialogueRequestJoins.slip, sheet: dialogueRequestSheets.label })
    .from(dialogueRequestJoins)
    .innerJoin(dialogueRequestSheets, eq(dialogueRequestSheets.id, dialogueRequestJoins.sheetId))
    .where(and(eq(dialogueRequestJoins.requestId, requestId), inArray(dialogueRequestJoins.slip, [...slips])))
    .orderBy(asc(dialogueRequestJoins.slip))
  return rows.flatMap(({ slip, sheet }) => (slip === null ? [] : [{ slip, sheet }]))
}

export const insertSlips = async (tx: Transaction, rows: readonly NewJoin[]): Promise<void> =>
  void (await tx.insert(dialogueRequestJoins).values([...rows]))

/** Says whose slip it is; false where there is no such slip. */
export const markSame = async (
  tx: Transaction,
  mark: { readonly requestId: string; readonly slip: number; readonly residentId: string },
): Promise<boolean> => {
  const marked = await tx
    .update(dialogueRequestJoins)
    .set({ sameResidentId: mark.residentId })
    .where(and(eq(dialogueRequestJoins.requestId, mark.requestId), eq(dialogueRequestJoins.slip, mark.slip)))
    .returning({ id: dialogueRequestJoins.id })
  return marked.length > 0
}

/** A slip that was entered by mistake; false where there is none. */
export const deleteSlip = async (tx: Transaction, requestId: string, slip: number): Promise<boolean> =>
  (
    await tx
      .delete(dialogueRequestJoins)
      .where(and(eq(dialogueRequestJoins.requestId, requestId), eq(dialogueRequestJoins.slip, slip)))
      .returning({ id: dialogueRequestJoins.id })
  ).length > 0

/** For an erasure. A slip of the same person stays as what it was before: a number on a paper. */
export const forgetJoins = async (tx: Transaction, residentId: string): Promise<void> => {
  await tx
    .update(dialogueRequestJoins)
    .set({ sameResidentId: null })
    .where(eq(dialogueRequestJoins.sameResidentId, residentId))
  await tx.delete(dialogueRequestJoins).where(eq(dialogueRequestJoins.residentId, residentId))
}

/**
 * Requests that ended before a moment: each person becomes a number that leads to nobody, with what is counted of them.
 * Returns how many people left.
 */
export const loosenJoins = async (tx: Transaction, endedBefore: Date): Promise<number> => {
  const ended = endedBefore.toISOString()
  const left = await tx.execute(sql`
    update dialogue_request_joins j
    set was_voter = exists (select 1 from voter_checks v where v.resident_id = j.resident_id and v.unit_id = r.unit_id),
      resident_id = gen_random_uuid()
    from dialogue_requests r
    where r.id = j.request_id and r.ended_at < ${ended}::timestamptz
      and j.resident_id is not null and j.was_voter is null
    returning j.id`)
  await tx.execute(sql`
    update dialogue_request_joins j set same_resident_id = gen_random_uuid()
    from dialogue_requests r
    where r.id = j.request_id and r.ended_at < ${ended}::timestamptz and j.same_resident_id is not null
      and exists (select 1 from residents p where p.id = j.same_resident_id)`)
  return left.length
}

/** Two records turned out to be one person: where both joined, once is enough. */
export const moveJoins = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`
    delete from dialogue_request_joins gone where gone.resident_id = ${from}::uuid
      and exists (select 1 from dialogue_request_joins stays
        where stays.request_id = gone.request_id and stays.resident_id = ${to}::uuid)`)
  await tx.update(dialogueRequestJoins).set({ residentId: to }).where(eq(dialogueRequestJoins.residentId, from))
  await tx.update(dialogueRequestJoins).set({ sameResidentId: to }).where(eq(dialogueRequestJoins.sameResidentId, from))
}

/** Somebody who joined and has not been told yet how far the request is. */
export type Untold = {
  readonly joinId: string
  readonly requestId: string
  readonly residentId: string
}

/** The oldest first; locked, so that each is told once. `residentId` narrows it to one person. */
export const lockUntold = async (
  tx: Transaction,
  asked: { readonly since: Date; readonly after: string | null; readonly residentId?: string; readonly limit: number },
): Promise<Untold[]> => {
  const rows = await tx
    .select({
      joinId: dialogueRequestJoins.id,
      requestId: dialogueRequestJoins.requestId,
      residentId: dialogueRequestJoins.residentId,
    })
    .from(dialogueRequestJoins)
    .innerJoin(dialogueRequests, eq(dialogueRequests.id, dialogueRequestJoins.requestId))
    .where(
      and(
        gt(dialogueRequests.steppedAt, asked.since),
        lt(dialogueRequestJoins.toldStep, dialogueRequests.step),
        isNotNull(dialogueRequestJoins.residentId),
        asked.residentId === undefined ? undefined : eq(dialogueRequestJoins.residentId, asked.residentId),
        asked.after === null ? undefined : gt(dialogueRequestJoins.id, asked.after),
      ),
    )
    .orderBy(asc(dialogueRequestJoins.id))
    .limit(asked.limit)
    .for('update', { of: dialogueRequestJoins, skipLocked: true })
  return rows.flatMap(({ residentId, ...row }) => (residentId === null ? [] : [{ ...row, residentId }]))
}

export const markTold = async (tx: Transaction, joinIds: readonly string[], step: number): Promise<void> => {
  if (joinIds.length === 0) return
  await tx
    .update(dialogueRequestJoins)
    .set({ toldStep: step })
    .where(inArray(dialogueRequestJoins.id, [...joinIds]))
}
