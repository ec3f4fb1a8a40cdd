import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { broadcastContents, broadcasts } from '../database/tables/broadcasts.ts'
import { units } from '../database/tables/units.ts'
import { changedFacts } from '../dialogues/index.ts'
import { isId } from '../kernel/ids.ts'
import { asBroadcast } from './broadcast-row.ts'
import { isLetter, type Broadcast, type BroadcastKind, type BroadcastState, type NoticeTexts } from './broadcast.ts'

export const findBroadcast = async (db: Queryable, id: string): Promise<Broadcast | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, id))
  return row ? asBroadcast(row) : undefined
}

/** All broadcasts of a session, the newest first. */
export const listBroadcasts = async (db: Queryable, dialogueId: string): Promise<Broadcast[]> => {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(eq(broadcasts.dialogueId, dialogueId))
    .orderBy(desc(broadcasts.createdAt), desc(broadcasts.id))
  return rows.map(asBroadcast)
}

/** All broadcasts of these sessions in one list, what was touched last first. */
export const listBroadcastsOf = async (db: Queryable, dialogueIds: readonly string[]): Promise<Broadcast[]> => {
  if (dialogueIds.length === 0) return []
  const rows = await db
    .select()
    .from(broadcasts)
    .where(inArray(broadcasts.dialogueId, [...dialogueIds]))
    .orderBy(desc(broadcasts.updatedAt), desc(broadcasts.id))
  return rows.map(asBroadcast)
}

/** Notices that wait for a second person, for hosts in these units and below; the oldest first. */
export const waitingForApproval = async (db: Queryable, unitIds: readonly string[]): Promise<Broadcast[]> => {
  const rows = await db
    .select({ broadcast: broadcasts })
    .from(broadcasts)
    .innerJoin(units, eq(units.id, broadcasts.unitId))
    .where(and(eq(broadcasts.state, 'draft'), sql`${units.path} && ${arrayLiteral(unitIds)}::text[]`))
    .orderBy(asc(broadcasts.createdAt), asc(broadcasts.id))
  return rows.map((row) => asBroadcast(row.broadcast))
}

export type NoticeContent = { readonly texts: NoticeTexts; readonly version: number; readonly writtenBy: string }

/** The words of one version; by default the one that stands. */
export const readContent = async (db: Queryable, id: string, version?: number): Promise<NoticeContent | undefined> => {
  const rows = await db
    .select()
    .from(broadcastContents)
    .where(
      and(
        eq(broadcastContents.broadcastId, id),
        eq(
          broadcastContents.version,
          version ?? sql`(select b.content_version from ${broadcasts} b where b.id = ${id}::uuid)`,
        ),
      ),
    )
  const vi = rows.find((row) => row.language === 'vi')
  const en = rows.find((row) => row.language === 'en')
  return vi && en ? { texts: { vi: vi.text, en: en.text }, version: vi.version, writtenBy: vi.writtenBy } : undefined
}

export type ApprovedText = {
  readonly text: string
  readonly fingerprint: string
  readonly place: string
  readonly kind: BroadcastKind
  /** It tells the same facts as the newest notice, and is no announcement of something called off. */
  readonly saysAsNewest: boolean
}

/** Every text that was approved for a session, the newest first. */
export const approvedTexts = async (db: Queryable, dialogueId: string): Promise<ApprovedText[]> => {
  const rows = await db
    .select({ broadcast: broadcasts, text: broadcastContents.text, fingerprint: broadcastContents.fingerprint })
    .from(broadcasts)
    .innerJoin(
      broadcastContents,
      and(eq(broadcastContents.broadcastId, broadcasts.id), eq(broadcastContents.version, broadcasts.contentVersion)),
    )
    .where(and(eq(broadcasts.dialogueId, dialogueId), isNotNull(broadcasts.approvedAt)))
    .orderBy(desc(broadcasts.approvedAt), desc(broadcasts.id), desc(broadcastContents.language))
  const all = rows.map((row) => ({ ...row, broadcast: asBroadcast(row.broadcast) }))
  // A letter changes nothing of what was told.
  const newest = (all.find(({ broadcast }) => !isLetter(broadcast.kind)) ?? all[0])?.broadcast
  return all.map(({ broadcast, text, fingerprint }) => ({
    text,
    fingerprint,
    kind: broadcast.kind,
    place: broadcast.facts.place,
    saysAsNewest:
      newest !== undefined &&
      (newest.kind === 'cancellation') === (broadcast.kind === 'cancellation') &&
      changedFacts(broadcast.facts, newest.facts).length === 0,
  }))
}

/**
 * What a worker has to look at: those that send, those whose last messages are still being held or taken back, and those
 * that were done but for people whose closed way may be tried again.
 */
export const activeBroadcasts = async (db: Queryable, now: Date): Promise<{ id: string; state: BroadcastState }[]> => {
  const rows = await db
    .select({ id: broadcasts.id, state: broadcasts.state })
    .from(broadcasts)
    .where(
      or(
        inArray(broadcasts.state, ['running', 'paused']),
        and(eq(broadcasts.state, 'stopped'), isNull(broadcasts.finishedAt)),
        and(
          eq(broadcasts.state, 'done'),
          sql`${broadcasts.id} in (select broadcast_id from broadcast_recipients
            where again_at <= ${now.toISOString()}::timestamptz)`,
        ),
      ),
    )
    .orderBy(asc(broadcasts.approvedAt), asc(broadcasts.id))
  return rows.map((row) => ({ id: row.id, state: row.state as BroadcastState }))
}

/** Drafts for which nobody has reckoned yet whom they reach and what they cost. */
export const draftsToPlan = async (db: Queryable): Promise<string[]> => {
  const rows = await db
    .select({ id: broadcasts.id })
    .from(broadcasts)
    .where(and(eq(broadcasts.state, 'draft'), isNull(broadcasts.plan)))
    .orderBy(asc(broadcasts.updatedAt))
    .limit(20)
  return rows.map((row) => row.id)
}
