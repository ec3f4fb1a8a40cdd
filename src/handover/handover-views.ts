import { and, asc, desc, eq, gt, inArray, isNotNull, sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import {
  handoverDossiers,
  handoverItems,
  handoverOpinions,
  handoverParties,
  handovers,
} from '../database/tables/handover.ts'
import { items, opinionAuthors } from '../database/tables/questions.ts'
import { units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import type { Handover, HandoverState, Outcome, ReturnReason } from './handover.ts'

type Row = { handover: typeof handovers.$inferSelect; name: string | null; path: string[] | null }

const assemble = async (database: Queryable, rows: readonly Row[]): Promise<Handover[]> => {
  const ids = rows.map(({ handover }) => handover.id)
  if (ids.length === 0) return []
  const parties = await database
    .select({ party: handoverParties, name: units.fullName })
    .from(handoverParties)
    .leftJoin(units, eq(units.id, handoverParties.unitId))
    .where(inArray(handoverParties.handoverId, ids))
    .orderBy(asc(handoverParties.seq))
  const listed = await database
    .select({
      handoverId: handoverItems.handoverId,
      itemId: handoverItems.itemId,
      outcome: sql<Outcome | null>`${handoverItems.outcome}`,
      outcomeWords: handoverItems.outcomeWords,
      number: items.number,
      title: items.title,
      competence: items.competence,
    })
    .from(handoverItems)
    .innerJoin(items, eq(items.id, handoverItems.itemId))
    .where(inArray(handoverItems.handoverId, ids))
    .orderBy(asc(items.number), asc(items.id))
  const dossiers = await database
    .select({
      handoverId: handoverDossiers.handoverId,
      revision: handoverDossiers.revision,
      why: sql<'frozen' | 'erased'>`${handoverDossiers.why}`,
      digest: handoverDossiers.digest,
    })
    .from(handoverDossiers)
    .where(inArray(handoverDossiers.handoverId, ids))
    .orderBy(desc(handoverDossiers.revision))
  return rows.map(({ handover, name, path }) => ({
    id: handover.id,
    unitId: handover.unitId,
    unitPath: path ?? [handover.unitId],
    unitName: name ?? '',
    state: handover.state as HandoverState,
    number: handover.number,
    dated: handover.dated as PlainDate | null,
    note: handover.note,
    writtenBy: handover.writtenBy,
    createdAt: handover.createdAt,
    sentAt: handover.sentAt,
    sentBackWhy: handover.sentBackWhy,
    version: handover.version,
    parties: parties
      .filter(({ party }) => party.handoverId === handover.id)
      .map(({ party, name: unitName }) => ({
        seq: party.seq,
        unitId: party.unitId,
        name: unitName ?? party.body,
        receivedAt: party.receivedAt,
        receivedName: party.receivedName,
        receivedPost: party.receivedPost,
        returnedAt: party.returnedAt,
        returnReason: party.returnReason as ReturnReason | null,
        competentBody: party.competentBody,
        returnWords: party.returnWords,
      })),
    items: listed.filter((one) => one.handoverId === handover.id),
    dossiers: dossiers.filter((one) => one.handoverId === handover.id),
  }))
}

const select = (database: Queryable) =>
  database
    .select({ handover: handovers, name: units.fullName, path: units.path })
    .from(handovers)
    .leftJoin(units, eq(units.id, handovers.unitId))

const ofUnits = (unitIds: readonly string[]): SQL => sql`${units.path} && ${arrayLiteral(unitIds)}::text[]`

const sentTo = (unitIds: readonly string[]): SQL | undefined =>
  and(
    isNotNull(handovers.sentAt),
    sql`exists (select 1 from handover_parties p join units u on u.id = p.unit_id
      where p.handover_id = ${handovers.id} and u.path && ${arrayLiteral(unitIds)}::text[])`,
  )

export const findHandover = async (database: Queryable, id: string): Promise<Handover | undefined> => {
  if (!isId(id)) return undefined
  return (await assemble(database, await select(database).where(eq(handovers.id, id))))[0]
}

/** Where a page ended. */
type Place = { readonly at: Date; readonly id: string }

const cursorAfter = ({ at, id }: Place): string => Buffer.from(`${at.getTime()} ${id}`, 'utf8').toString('base64url')

const readCursor = (cursor: string): Place => {
  const [ms = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  if (/^\d{1,15}$/.test(ms) && isId(id)) return { at: new Date(Number(ms)), id }
  throw new AppError('INVALID', 'a cursor that is none of ours', { phrase: 'errors:invalid', field: 'cursor' })
}

type PageOf = {
  readonly of: 'sent' | 'incoming'
  readonly unitIds: readonly string[]
  readonly limit: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** A page of handovers for programs, the newest first, with what leads to the next one. */
export const handoverPage = async (
  database: Queryable,
  { of, unitIds, limit, cursor }: PageOf,
): Promise<{ readonly items: Handover[]; readonly next: string | null }> => {
  const place = cursor === undefined ? undefined : readCursor(cursor)
  const after =
    place &&
    sql`(date_trunc('milliseconds', ${handovers.createdAt}), ${handovers.id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)`
  const rows = await select(database)
    .where(and(of === 'sent' ? ofUnits(unitIds) : sentTo(unitIds), after))
    .orderBy(desc(sql`date_trunc('milliseconds', ${handovers.createdAt})`), desc(handovers.id))
    .limit(limit + 1)
  const items = await assemble(database, rows.slice(0, limit))
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? cursorAfter({ at: last.createdAt, id: last.id }) : null }
}

/** What units have sent: what came back first, then the newest. */
export const sentHandovers = async (
  database: Queryable,
  of: { readonly unitIds: readonly string[]; readonly limit: number },
): Promise<Handover[]> => {
  const rows = await select(database)
    .where(ofUnits(of.unitIds))
    .orderBy(sql`${handovers.state} <> 'returned'`, desc(handovers.createdAt), desc(handovers.id))
    .limit(of.limit)
  return await assemble(database, rows)
}

/** What was sent to units: what waits for a receipt first, then the newest. */
export const incomingHandovers = async (
  database: Queryable,
  of: { readonly unitIds: readonly string[]; readonly limit: number },
): Promise<Handover[]> => {
  const rows = await select(database)
    .where(sentTo(of.unitIds))
    .orderBy(sql`${handovers.state} <> 'sent'`, desc(handovers.createdAt), desc(handovers.id))
    .limit(of.limit)
  return await assemble(database, rows)
}

/** Whose link it is, while it may be used. */
export const partyByLink = async (
  database: Queryable,
  linkHash: string,
  now: Date,
): Promise<{ readonly handoverId: string; readonly seq: number } | undefined> => {
  const [row] = await database
    .select({ handoverId: handoverParties.handoverId, seq: handoverParties.seq })
    .from(handoverParties)
    .where(and(eq(handoverParties.linkHash, linkHash), gt(handoverParties.linkExpiresAt, now)))
  return row
}

/** Through whose hands these matters have gone: who sent them and who gave them back. */
export const handsOf = async (
  database: Queryable,
  itemIds: readonly string[],
): Promise<
  { readonly itemId: string; readonly unitId: string | null; readonly body: string; readonly number: number }[]
> =>
  (
    await database.execute<{ item_id: string; unit_id: string | null; body: string; number: number }>(sql`
      with gone as (
        select h.id, h.unit_id, x.item_id from handovers h join handover_items x on x.handover_id = h.id
        where h.sent_at is not null and x.item_id = any(${arrayLiteral(itemIds)}::uuid[]))
      select g.item_id, g.unit_id, '' as body, i.number from gone g join items i on i.id = g.item_id
      union
      select g.item_id, p.unit_id, p.body, i.number from gone g
      join handover_parties p on p.handover_id = g.id and p.returned_at is not null
      join items i on i.id = g.item_id order by number`)
  ).map((row) => ({ itemId: row.item_id, unitId: row.unit_id, body: row.body, number: row.number }))

/** Of these matters those that a unit has handed over and that are still with somebody. */
export const underWay = async (
  database: Queryable,
  of: { readonly unitId: string; readonly itemIds: readonly string[] },
): Promise<number[]> => {
  const rows = await database
    .select({ number: items.number })
    .from(handoverItems)
    .innerJoin(handovers, eq(handovers.id, handoverItems.handoverId))
    .innerJoin(items, eq(items.id, handoverItems.itemId))
    .where(
      and(
        eq(handovers.unitId, of.unitId),
        inArray(handovers.state, ['draft', 'asked', 'sent', 'received']),
        inArray(handoverItems.itemId, [...of.itemIds]),
      ),
    )
  return rows.map((row) => row.number).toSorted((one, other) => one - other)
}

/** The matters that a unit was handed and has received. */
export const receivedItemIds = async (database: Queryable, unitId: string): Promise<Set<string>> => {
  const rows = await database
    .select({ id: handoverItems.itemId })
    .from(handoverItems)
    .innerJoin(handoverParties, eq(handoverParties.handoverId, handoverItems.handoverId))
    .where(and(eq(handoverParties.unitId, unitId), isNotNull(handoverParties.receivedAt)))
  return new Set(rows.map((row) => row.id))
}

export type StoredDossier = { readonly revision: number; readonly digest: string; readonly content: Buffer | null }

/** The latest revision. */
export const latestDossier = async (database: Queryable, handoverId: string): Promise<StoredDossier | undefined> => {
  const [row] = await database
    .select()
    .from(handoverDossiers)
    .where(eq(handoverDossiers.handoverId, handoverId))
    .orderBy(desc(handoverDossiers.revision))
    .limit(1)
  return row
}

/** The dossiers that hold words of a person, with the opinions that are theirs. */
export const dossiersWith = async (database: Queryable, residentId: string): Promise<Map<string, Set<string>>> => {
  const rows = await database
    .select({ handoverId: handoverOpinions.handoverId, opinionId: handoverOpinions.opinionId })
    .from(handoverOpinions)
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, handoverOpinions.opinionId))
    .where(eq(opinionAuthors.residentId, residentId))
    .orderBy(asc(handoverOpinions.handoverId))
  return new Map(
    [...Map.groupBy(rows, (row) => row.handoverId)].map(([id, some]) => [
      id,
      new Set(some.map((one) => one.opinionId)),
    ]),
  )
}

/** Known persons behind opinions, counted once each, and opinions that nobody known stands behind. */
export const personsBehind = async (
  database: Queryable,
  opinionIds: readonly string[],
): Promise<{ readonly persons: number; readonly unknown: number }> => {
  const [row] = await database.execute<{ persons: number; unknown: number }>(sql`
    select count(distinct a.resident_id)::int as persons, (count(*) filter (where a.opinion_id is null))::int as unknown
    from unnest(${arrayLiteral(opinionIds)}::uuid[]) as x (id) left join opinion_authors a on a.opinion_id = x.id`)
  return { persons: row?.persons ?? 0, unknown: row?.unknown ?? 0 }
}
