import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { broadcasts } from '../database/tables/broadcasts.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import { items, opinionAuthors, opinions, topics } from '../database/tables/questions.ts'
import { units } from '../database/tables/units.ts'

const keptOf = (dialogueId: string) =>
  and(eq(opinions.dialogueId, dialogueId), eq(opinions.state, 'received'), eq(opinions.triage, 'kept'))

export type TopicPeople = {
  /** People who are known to the service, each once. */
  readonly persons: number
  /** Opinions whose author nobody knows: handed in anonymously or entered at the desk. */
  readonly unknown: number
}

/** How many people stand behind the opinions of each topic; '' for those without one. */
export const peopleByTopic = async (
  database: Queryable,
  dialogueId: string,
): Promise<ReadonlyMap<string, TopicPeople>> => {
  const rows = await database
    .select({
      topicId: items.topicId,
      persons: sql<number>`count(distinct ${opinionAuthors.residentId})::int`,
      unknown: sql<number>`(count(*) filter (where ${opinionAuthors.residentId} is null))::int`,
    })
    .from(opinions)
    .innerJoin(items, eq(items.id, opinions.itemId))
    .leftJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(keptOf(dialogueId))
    .groupBy(items.topicId)
  return new Map(rows.map(({ topicId, persons, unknown }) => [topicId ?? '', { persons, unknown }]))
}

export type Area = { readonly name: string; readonly count: number }

/** From which units the opinions of each topic come, the most first. */
export const areasByTopic = async (
  database: Queryable,
  dialogueId: string,
): Promise<ReadonlyMap<string, readonly Area[]>> => {
  const count = sql<number>`count(*)::int`
  const rows = await database
    .select({ topicId: items.topicId, name: units.fullName, count })
    .from(opinions)
    .innerJoin(items, eq(items.id, opinions.itemId))
    .innerJoin(units, eq(units.id, opinions.unitId))
    .where(keptOf(dialogueId))
    .groupBy(items.topicId, units.fullName)
    .orderBy(desc(count), units.fullName)
  return Map.groupBy(rows, ({ topicId }) => topicId ?? '')
}

/** Which topic each kept opinion of a session belongs to; '' for none. */
export const topicOfOpinions = async (
  database: Queryable,
  dialogueId: string,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await database
    .select({ id: opinions.id, topicId: items.topicId })
    .from(opinions)
    .innerJoin(items, eq(items.id, opinions.itemId))
    .where(keptOf(dialogueId))
  return new Map(rows.map(({ id, topicId }) => [id, topicId ?? '']))
}

export type FormerSession = {
  readonly id: string
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly legalBasis: string
  readonly state: string
  /** When the letter with its result was approved; null where none was. */
  readonly resultAt: Date | null
}

/** The session of a unit before a moment that was held, and what is known of its result. */
export const formerSession = async (
  database: Queryable,
  input: { readonly unitId: string; readonly before: Date },
): Promise<FormerSession | null> => {
  const [row] = await database
    .select({
      id: dialogues.id,
      title: dialogues.title,
      startsAt: dialogues.startsAt,
      endsAt: dialogues.endsAt,
      legalBasis: dialogues.legalBasis,
      state: dialogues.state,
    })
    .from(dialogues)
    .where(
      and(
        eq(dialogues.unitId, input.unitId),
        lt(dialogues.startsAt, input.before),
        inArray(dialogues.state, ['held', 'concluded']),
      ),
    )
    .orderBy(desc(dialogues.startsAt), desc(dialogues.id))
    .limit(1)
  if (!row) return null
  const [result] = await database
    .select({ at: sql<string | null>`min(${broadcasts.approvedAt})` })
    .from(broadcasts)
    .where(and(eq(broadcasts.dialogueId, row.id), eq(broadcasts.kind, 'result')))
  return { ...row, resultAt: result?.at == null ? null : new Date(result.at) }
}

export type ReturningTopic = {
  readonly topicId: string
  readonly nameVi: string
  readonly nameEn: string
  /** In how many of the last sessions it was among the weightiest. */
  readonly times: number
}

/** So many sessions are looked at, and so many of the weightiest topics of each. */
export const sessionsLooked = 4
const weightiest = 3
/** Of a session with thousands of matters the weightiest tell what it was about. */
const mattersWeighed = 200

/** Topics that were among the weightiest in at least two of the last four sessions of a unit, this one included. */
export const returningTopics = async (
  database: Queryable,
  input: { readonly unitId: string; readonly until: Date },
): Promise<ReturningTopic[]> => {
  const rows = await database.execute<{ topic_id: string; name_vi: string; name_en: string; times: number }>(sql`
    with looked as (
      select id from ${dialogues}
      where unit_id = ${input.unitId} and starts_at <= ${input.until.toISOString()}::timestamptz
        and state in ('announced', 'held', 'concluded')
      order by starts_at desc, id desc limit ${sessionsLooked}
    ), ranked as (
      select i.dialogue_id, i.topic_id,
        rank() over (partition by i.dialogue_id order by sum(i.weight) desc, count(*) desc) as place
      from looked, lateral (
        select dialogue_id, topic_id, weight from ${items}
        where dialogue_id = looked.id and state = 'open' and topic_id is not null
        order by weight desc nulls last, id limit ${mattersWeighed}
      ) i
      group by i.dialogue_id, i.topic_id
    )
    select t.id as topic_id, t.name_vi, t.name_en, count(*)::int as times
    from ranked join ${topics} t on t.id = ranked.topic_id
    where ranked.place <= ${weightiest}
    group by t.id, t.name_vi, t.name_en having count(*) >= 2 order by count(*) desc, t.name_vi`)
  return [...rows].map((row) => ({
    topicId: row.topic_id,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    times: row.times,
  }))
}
