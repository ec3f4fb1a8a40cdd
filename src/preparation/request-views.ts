import { and, asc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import { answerRequests } from '../database/tables/preparation.ts'
import { units } from '../database/tables/units.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import type { AnswerRequest, RequestState } from './request.ts'

const select = async (database: Queryable, where: SQL | undefined, limit = 500): Promise<AnswerRequest[]> => {
  const rows = await database
    .select({
      request: answerRequests,
      path: units.path,
      unitName: units.fullName,
      title: dialogues.title,
      startsAt: dialogues.startsAt,
    })
    .from(answerRequests)
    .innerJoin(dialogues, eq(dialogues.id, answerRequests.dialogueId))
    .leftJoin(units, eq(units.id, answerRequests.unitId))
    .where(where)
    .orderBy(asc(sql`${answerRequests.state} <> 'asked'`), asc(answerRequests.dueOn), asc(answerRequests.id))
    .limit(limit)
  return rows.map(({ request, path, unitName, title, startsAt }) => ({
    id: request.id,
    dialogueId: request.dialogueId,
    unitId: request.unitId,
    unitPath: path ?? [request.unitId],
    unitName: unitName ?? request.unitId,
    officerId: request.officerId,
    body: request.body,
    itemId: request.itemId,
    topicId: request.topicId,
    about: request.about,
    question: request.question,
    askedOn: request.askedOn as PlainDate,
    dueOn: request.dueOn as PlainDate,
    state: request.state as RequestState,
    answer: request.answer,
    answeredBy: request.answeredBy,
    answeredOn: request.answeredAt && vietnamDate(request.answeredAt),
    version: request.version,
    sessionTitle: title,
    sessionStartsAt: startsAt,
  }))
}

/** What agencies were asked for one session: what is open first, by the day it is due. */
export const requestsOfSession = async (database: Queryable, dialogueId: string): Promise<AnswerRequest[]> =>
  await select(database, eq(answerRequests.dialogueId, dialogueId))

export const findRequest = async (database: Queryable, id: string): Promise<AnswerRequest | undefined> =>
  isId(id) ? (await select(database, eq(answerRequests.id, id), 1))[0] : undefined

type Asked = {
  /** Units on which the responder works, with all below. */
  readonly unitIds: readonly string[]
  readonly officerId: string
}

/** What waits for a responder, and what they have answered: of their units, and nobody else's by name. */
export const requestsForResponder = async (
  database: Queryable,
  { unitIds, officerId }: Asked,
): Promise<AnswerRequest[]> =>
  await select(
    database,
    and(
      sql`${units.path} && ${arrayLiteral(unitIds)}::text[]`,
      inArray(answerRequests.state, ['asked', 'answered']),
      or(isNull(answerRequests.officerId), eq(answerRequests.officerId, officerId)),
    ),
  )

/** What is open of the sessions that these units and those below host, for the officers who asked. */
export const openRequests = async (database: Queryable, unitIds: readonly string[]): Promise<AnswerRequest[]> =>
  await select(
    database,
    and(
      eq(answerRequests.state, 'asked'),
      sql`exists (select 1 from ${units} host where host.id = ${dialogues.unitId}
        and host.path && ${arrayLiteral(unitIds)}::text[])`,
    ),
    200,
  )
