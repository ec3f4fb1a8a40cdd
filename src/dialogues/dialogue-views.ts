import { type SQL, and, asc, desc, eq, gt, gte, inArray, isNotNull, lt, lte, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { dialogueAudience, dialogues } from '../database/tables/dialogues.ts'
import { units } from '../database/tables/units.ts'
import { isId } from '../kernel/ids.ts'
import type { Dialogue, DialogueState } from './dialogue.ts'
import { asTold } from './notice-facts.ts'

type Row = typeof dialogues.$inferSelect

const withAudience = async (db: Queryable, rows: readonly Row[]): Promise<Dialogue[]> => {
  if (rows.length === 0) return []
  const audience = await db
    .select()
    .from(dialogueAudience)
    .where(
      inArray(
        dialogueAudience.dialogueId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(dialogueAudience.unitId))
  return rows.map((row) => ({
    ...(row as Omit<Dialogue, 'audienceUnits'>),
    audienceUnits: audience.filter((one) => one.dialogueId === row.id).map((one) => one.unitId),
  }))
}

export const findDialogue = async (db: Queryable, id: string): Promise<Dialogue | undefined> => {
  if (!isId(id)) return undefined
  const [found] = await withAudience(db, await db.select().from(dialogues).where(eq(dialogues.id, id)))
  return found
}

/** By the six bare digits of its notice. Drafts too: whoever shows it to the public looks at `told`. */
export const dialoguesByIds = async (db: Queryable, ids: readonly string[]): Promise<Dialogue[]> =>
  ids.length === 0
    ? []
    : await withAudience(
        db,
        await db
          .select()
          .from(dialogues)
          .where(inArray(dialogues.id, [...ids])),
      )

export const findByNoticeCode = async (db: Queryable, code: string): Promise<Dialogue | undefined> => {
  if (!/^\d{6}$/.test(code)) return undefined
  const [found] = await withAudience(db, await db.select().from(dialogues).where(eq(dialogues.noticeCode, code)))
  return found
}

type Paths = readonly (readonly string[])[]

/** Meant for people who live at the end of one of these paths: an audience unit lies on it. */
const isFor = (
  unitPaths: Paths,
): SQL => sql`exists (select 1 from ${dialogueAudience} a where a.dialogue_id = ${dialogues.id}
  and a.unit_id = any(${arrayLiteral([...new Set(unitPaths.flat())])}::text[]))`

// Without an end the session counts as coming until three hours after its beginning.
const notOver = (now: Date): SQL =>
  sql`coalesce(${dialogues.endsAt}, ${dialogues.startsAt} + interval '3 hours') > ${now.toISOString()}::timestamptz`

/**
 * Sessions that are not over, the next one first, as people were told of them; cancelled ones too, so that whoever
 * looks for one learns of it.
 */
export const comingDialogues = async (
  db: Queryable,
  options: { readonly unitPaths: Paths; readonly now: Date; readonly limit?: number },
): Promise<Dialogue[]> => {
  const rows = await db
    .select()
    .from(dialogues)
    .where(
      and(
        inArray(dialogues.state, ['announced', 'cancelled']),
        isNotNull(dialogues.told),
        notOver(options.now),
        isFor(options.unitPaths),
      ),
    )
    .orderBy(asc(dialogues.startsAt), asc(dialogues.id))
    .limit(options.limit ?? 9)
  return (await withAudience(db, rows)).flatMap((dialogue) => asTold(dialogue) ?? [])
}

export type CollectingDialogue = Pick<
  Dialogue,
  'id' | 'title' | 'noticeCode' | 'unitId' | 'startsAt' | 'collectionClosesAt' | 'isThematic' | 'topic'
>

/** Sessions that take in questions now, for someone who lives at the end of one of these paths; the next one first. */
export const collectingDialogues = async (
  db: Queryable,
  options: { readonly unitPaths: Paths; readonly now: Date },
): Promise<CollectingDialogue[]> =>
  await db
    .select({
      id: dialogues.id,
      title: dialogues.title,
      noticeCode: dialogues.noticeCode,
      unitId: dialogues.unitId,
      startsAt: dialogues.startsAt,
      collectionClosesAt: dialogues.collectionClosesAt,
      isThematic: dialogues.isThematic,
      topic: dialogues.topic,
    })
    .from(dialogues)
    .where(
      and(
        eq(dialogues.state, 'announced'),
        lte(dialogues.collectionOpensAt, options.now),
        gt(dialogues.collectionClosesAt, options.now),
        isFor(options.unitPaths),
      ),
    )
    .orderBy(asc(dialogues.startsAt), asc(dialogues.id))

export type DialoguePage = { readonly items: readonly Dialogue[]; readonly next: string | null }

const readCursor = (cursor: string): { startsAt: Date; id: string } | null => {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const startsAt = new Date(at)
  return isId(id) && !Number.isNaN(startsAt.getTime()) ? { startsAt, id } : null
}

const writeCursor = (last: Dialogue): string =>
  Buffer.from(`${last.startsAt.toISOString()} ${last.id}`).toString('base64url')

type Listing = {
  /** Hosts in these units and below them. */
  readonly unitIds: readonly string[]
  readonly states?: readonly DialogueState[]
  readonly type?: Dialogue['type']
  readonly rhythm?: Dialogue['rhythm']
  readonly isThematic?: boolean
  /** Beginning in these: from the first moment, up to but without the second. */
  readonly starts?: { readonly from?: Date; readonly until?: Date }
  /** `next` of the page before; one that is none of ours begins at the start. */
  readonly cursor?: string
  /** At most 100; 25 unless told. */
  readonly limit?: number
}

/** Sessions hosted in some units and below, the latest first. */
export const listDialogues = async (db: Queryable, listing: Listing): Promise<DialoguePage> => {
  const after = listing.cursor === undefined ? null : readCursor(listing.cursor)
  const limit = Math.min(Math.max(listing.limit ?? 25, 1), 100)
  const rows = await db
    .select({ dialogue: dialogues })
    .from(dialogues)
    .innerJoin(units, eq(units.id, dialogues.unitId))
    .where(
      and(
        sql`${units.path} && ${arrayLiteral(listing.unitIds)}::text[]`,
        listing.states ? inArray(dialogues.state, [...listing.states]) : undefined,
        listing.type === undefined ? undefined : eq(dialogues.type, listing.type),
        listing.rhythm === undefined ? undefined : eq(dialogues.rhythm, listing.rhythm),
        listing.isThematic === undefined ? undefined : eq(dialogues.isThematic, listing.isThematic),
        listing.starts?.from === undefined ? undefined : gte(dialogues.startsAt, listing.starts.from),
        listing.starts?.until === undefined ? undefined : lt(dialogues.startsAt, listing.starts.until),
        after
          ? sql`(${dialogues.startsAt}, ${dialogues.id}) < (${after.startsAt.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(dialogues.startsAt), desc(dialogues.id))
    .limit(limit + 1)
  const items = await withAudience(
    db,
    rows.slice(0, limit).map((row) => row.dialogue),
  )
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? writeCursor(last) : null }
}

/** What the unit's last session used, to begin an urgent one with. */
export const lastHotline = async (db: Queryable, unitId: string): Promise<string | undefined> => {
  const [row] = await db
    .select({ hotline: dialogues.hotline })
    .from(dialogues)
    .where(eq(dialogues.unitId, unitId))
    .orderBy(desc(dialogues.createdAt), desc(dialogues.id))
    .limit(1)
  return row?.hotline
}
