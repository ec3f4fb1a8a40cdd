import { and, desc, eq, inArray, isNull, ne, notInArray, sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import {
  dialogueRequestJoins,
  dialogueRequestLetters,
  dialogueRequests,
  dialogueRequestSheets,
} from '../database/tables/requests.ts'
import { residents } from '../database/tables/residents.ts'
import { units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { shinglesOf, similarity } from '../kernel/vietnamese/similar-text.ts'
import type { GuardMark } from '../questions/index.ts'
import { openWords } from './sealed-words.ts'
import type { DialogueRequest, RequestChannel, RequestState } from './request.ts'

type Row = typeof dialogueRequests.$inferSelect
type Joined = { readonly request: Row; readonly path: string[] | null; readonly unitName: string | null }

const asRequest = (keyring: Keyring, { request, path, unitName }: Joined): DialogueRequest => ({
  id: request.id,
  unitId: request.unitId,
  unitPath: path ?? [request.unitId],
  unitName: unitName ?? request.unitId,
  title: request.title,
  words: request.words && openWords(keyring, request.id, request.words),
  hasAuthor: request.authorId !== null,
  channel: request.channel as RequestChannel,
  guardMark: request.guardMark as GuardMark | null,
  state: request.state as RequestState,
  askedAt: request.askedAt,
  checkedAt: request.checkedAt,
  openUntil: request.openUntil as PlainDate | null,
  reachedAt: request.reachedAt,
  handedOverAt: request.handedOverAt,
  reason: request.reason,
  endedAt: request.endedAt,
  dialogueId: request.dialogueId,
  version: request.version,
})

const select = (database: Queryable) =>
  database
    .select({ request: dialogueRequests, path: units.path, unitName: units.fullName })
    .from(dialogueRequests)
    .leftJoin(units, eq(units.id, dialogueRequests.unitId))
    .$dynamic()

export const findDialogueRequest = async (
  database: Queryable,
  keyring: Keyring,
  id: string,
): Promise<DialogueRequest | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await select(database).where(eq(dialogueRequests.id, id))
  return row && asRequest(keyring, row)
}

const stateOrder = sql`array_position(array['asked', 'reached', 'open', 'handed_over'], ${dialogueRequests.state})`

/** Requests of units and all below: what waits for an officer first, then the newest. What was withdrawn is left out. */
export const listDialogueRequests = async (
  database: Queryable,
  keyring: Keyring,
  asked: { readonly unitIds: readonly string[]; readonly limit: number },
): Promise<DialogueRequest[]> => {
  const rows = await select(database)
    .where(
      and(
        sql`${units.path} && ${arrayLiteral(asked.unitIds)}::text[]`,
        notInArray(dialogueRequests.state, ['withdrawn']),
      ),
    )
    .orderBy(sql`${stateOrder} nulls last`, desc(dialogueRequests.askedAt), desc(dialogueRequests.id))
    .limit(asked.limit)
  return rows.map((row) => asRequest(keyring, row))
}

/** What a resident sees of a request that people may join. */
export type OpenRequest = {
  readonly id: string
  readonly title: string
  /** Everybody who asks for it, each once. */
  readonly joined: number
  readonly hasJoined: boolean
}

// Written out: in a query of one table drizzle names a column without its table, and the joins have an id too.
const own = sql.raw('dialogue_requests.id')
const joinedCount = sql<number>`(select count(*)::int from ${dialogueRequestJoins} j
  where j.request_id = ${own} and j.same_resident_id is null)`
const hasJoined = (residentId: string): SQL<boolean> =>
  sql<boolean>`exists (select 1 from ${dialogueRequestJoins} j
    where j.request_id = ${own} and j.resident_id = ${residentId}::uuid)`

/** Requests of a unit that people may join, those that most ask for first. */
export const openRequestsFor = async (
  database: Queryable,
  asked: { readonly unitId: string; readonly residentId: string; readonly limit: number; readonly offset?: number },
): Promise<OpenRequest[]> => {
  const rows = await database
    .select({
      id: dialogueRequests.id,
      title: dialogueRequests.title,
      joined: joinedCount,
      hasJoined: hasJoined(asked.residentId),
    })
    .from(dialogueRequests)
    .where(and(eq(dialogueRequests.unitId, asked.unitId), inArray(dialogueRequests.state, ['open', 'reached'])))
    .orderBy(desc(joinedCount), desc(dialogueRequests.id))
    .limit(asked.limit)
    .offset(asked.offset ?? 0)
  return rows.flatMap(({ title, ...row }) => (title === null ? [] : [{ ...row, title }]))
}

const alike = 0.4
const comparedMax = 200

/** The open request of the same unit whose title says most of what these words say; null where none is like enough. */
export const findLikeRequest = async (
  database: Queryable,
  asked: { readonly unitId: string; readonly residentId: string; readonly text: string },
): Promise<OpenRequest | null> => {
  const asks = shinglesOf(asked.text)
  if (asks.length === 0) return null
  const open = await openRequestsFor(database, { ...asked, limit: comparedMax })
  const [best] = open
    .map((request) => ({ request, score: similarity(asks, shinglesOf(request.title)) }))
    .filter(({ score }) => score >= alike)
    .toSorted((one, other) => other.score - one.score)
  return best?.request ?? null
}

/** What one person asked for or joined, the newest first. */
export type OwnRequest = {
  readonly id: string
  /** The words where nobody has put a title yet. */
  readonly title: string
  readonly state: RequestState
  readonly joined: number
}

export const requestsOfResident = async (
  database: Queryable,
  keyring: Keyring,
  asked: { readonly residentId: string; readonly limit: number },
): Promise<OwnRequest[]> => {
  const rows = await database
    .select({ request: dialogueRequests, joined: joinedCount })
    .from(dialogueRequests)
    .innerJoin(dialogueRequestJoins, eq(dialogueRequestJoins.requestId, dialogueRequests.id))
    .where(
      and(eq(dialogueRequestJoins.residentId, asked.residentId), notInArray(dialogueRequests.state, ['withdrawn'])),
    )
    .orderBy(desc(dialogueRequestJoins.joinedAt))
    .limit(asked.limit)
  return rows.map(({ request, joined }) => ({
    id: request.id,
    title: request.title ?? (request.words ? openWords(keyring, request.id, request.words) : ''),
    state: request.state as RequestState,
    joined,
  }))
}

export const countRequestsOfResident = async (database: Queryable, residentId: string): Promise<number> =>
  await database.$count(dialogueRequestJoins, eq(dialogueRequestJoins.residentId, residentId))

/** The commune in which somebody lives, whether they named it or a village of it; null while they named none. */
export const communeOfResident = async (database: Queryable, residentId: string): Promise<string | null> => {
  const [row] = await database
    .select({ id: units.id, level: units.level, parentId: units.parentId })
    .from(residents)
    .innerJoin(units, eq(units.id, residents.unitId))
    .where(eq(residents.id, residentId))
  if (!row) return null
  return row.level === 'group' ? row.parentId : row.level === 'commune' ? row.id : null
}

/** A paper list that was entered, as a line. */
export type EnteredSheet = {
  readonly id: string
  readonly label: string
  readonly collectedOn: PlainDate
  readonly slips: number
  readonly enteredBy: string
  readonly enteredAt: Date
}

/** The paper lists of a request, the newest first; slips that were struck count no more. */
export const sheetsOfRequest = async (database: Queryable, requestId: string): Promise<EnteredSheet[]> => {
  const rows = await database
    .select({ sheet: dialogueRequestSheets, slips: sql<number>`count(${dialogueRequestJoins.id})::int` })
    .from(dialogueRequestSheets)
    .leftJoin(dialogueRequestJoins, eq(dialogueRequestJoins.sheetId, dialogueRequestSheets.id))
    .where(eq(dialogueRequestSheets.requestId, requestId))
    .groupBy(dialogueRequestSheets.id)
    .orderBy(desc(dialogueRequestSheets.enteredAt), desc(dialogueRequestSheets.id))
  return rows.map(({ sheet, slips }) => ({ ...sheet, slips, collectedOn: sheet.collectedOn as PlainDate }))
}

/** The first number above all slips that were entered: the next sheet to be printed begins with it. */
export const nextSlip = async (database: Queryable, requestId: string): Promise<number> => {
  const [row] = await database
    .select({ last: sql<number>`coalesce(max(${dialogueRequestJoins.slip}), 0)::int` })
    .from(dialogueRequestJoins)
    .where(eq(dialogueRequestJoins.requestId, requestId))
  return (row?.last ?? 0) + 1
}

/** The request for which a session was called; null where it was called for another reason. */
export const requestOfSession = async (
  database: Queryable,
  dialogueId: string,
): Promise<{ readonly id: string; readonly title: string } | null> => {
  const [row] = await database
    .select({ id: dialogueRequests.id, title: dialogueRequests.title })
    .from(dialogueRequests)
    .where(eq(dialogueRequests.dialogueId, dialogueId))
  return row ? { id: row.id, title: row.title ?? '' } : null
}

/** How many requests of units and all below wait for an officer: to be checked, to be written up, to be approved. */
export type WaitingRequests = { readonly asked: number; readonly toWrite: number; readonly toApprove: number }

/** Of what is written, `officerId`'s own letters are left out: a second person approves them. */
export const countWaitingRequests = async (
  database: Queryable,
  asked: { readonly unitIds: readonly string[]; readonly officerId: string },
): Promise<WaitingRequests> => {
  const count = (where: SQL | undefined): SQL<number> => sql<number>`count(*) filter (where ${where})::int`
  const { state } = dialogueRequests
  const { writtenBy } = dialogueRequestLetters
  const [row] = await database
    .select({
      asked: count(eq(state, 'asked')),
      toWrite: count(and(eq(state, 'reached'), isNull(writtenBy))),
      toApprove: count(and(eq(state, 'reached'), ne(writtenBy, asked.officerId))),
    })
    .from(dialogueRequests)
    .innerJoin(units, eq(units.id, dialogueRequests.unitId))
    .leftJoin(dialogueRequestLetters, eq(dialogueRequestLetters.requestId, dialogueRequests.id))
    .where(and(inArray(state, ['asked', 'reached']), sql`${units.path} && ${arrayLiteral(asked.unitIds)}::text[]`))
  return row ?? { asked: 0, toWrite: 0, toApprove: 0 }
}
