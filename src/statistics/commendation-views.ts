import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { heardBelow } from './heard-views.ts'
import { publicLeast } from './public-figures.ts'
import { heldIn, type Period } from './session-figures-views.ts'

/** What a unit or a body is put forward for; each is a number that anybody can check. Shares in percent. */
export type Criteria = {
  readonly sessions: number
  /** Opinions below which a share says nothing. */
  readonly base: number
  readonly answeredShare: number
  readonly inTimeShare: number
  /** Of those who rated an answer of the body. */
  readonly satisfiedShare: number
  /** Of its answers at most this share was asked about again. */
  readonly reopenedShare: number
}
export const usualCriteria: Criteria = {
  sessions: 1,
  base: 10,
  answeredShare: 90,
  inTimeShare: 90,
  satisfiedShare: 80,
  reopenedShare: 10,
}

export type Candidate = {
  readonly id: string
  readonly name: string
  readonly held: number
  readonly opinions: number
  readonly answered: number
  /** Tasks of conclusions whose day lay in the period, and those of them that were done by then. */
  readonly due: number
  readonly inTime: number
}

const meets = (part: number, base: number, share: number): boolean => base > 0 && part * 100 >= share * base

/** By body, never by person. */
export const isWorthy = (one: Candidate, criteria: Criteria): boolean =>
  one.held >= criteria.sessions &&
  one.opinions >= criteria.base &&
  meets(one.answered, one.opinions, criteria.answeredShare) &&
  // Who was given no task was late with none.
  (one.due === 0 || meets(one.inTime, one.due, criteria.inTimeShare))

/** The units right below one, with what the criteria ask of each. */
export const candidates = async (database: Queryable, period: Period): Promise<readonly Candidate[]> => {
  const part = sql`u.path[1 + (select cardinality(path) from units where id = ${period.unitId})]`
  const [heard, sessions, tasks] = await Promise.all([
    heardBelow(database, period),
    database.execute<{ id: string | null; held: number }>(sql`
      select ${part} as id, count(*)::int as held from dialogues d join units u on u.id = d.unit_id
      where ${heldIn(period)} group by 1`),
    database.execute<{ id: string | null; due: number; inTime: number }>(sql`
      select ${part} as id, count(*)::int as due,
        (count(*) filter (where t.state = 'done' and t.closed_on <= t.due_on))::int as "inTime"
      from conclusion_tasks t join conclusions c on c.id = t.conclusion_id join units u on u.id = c.unit_id
      where u.path @> array[${period.unitId}]::text[] and c.state in ('approved', 'published') and t.state <> 'dropped'
        and t.due_on between ${period.fromOn}::date and ${period.untilOn}::date
      group by 1`),
  ])
  return heard.map(({ id, name, opinions, answered }) => {
    const task = tasks.find((one) => one.id === id)
    const held = sessions.find((one) => one.id === id)?.held ?? 0
    return { id, name, held, opinions, answered, due: task?.due ?? 0, inTime: task?.inTime ?? 0 }
  })
}

export type BodyCandidate = {
  readonly body: string
  readonly answers: number
  /** Opinions that its answers went to. */
  readonly opinions: number
  /** Null where fewer than five people rated: then nothing is said of it. */
  readonly ratings: { readonly all: number; readonly satisfied: number } | null
  readonly reopened: number
}

export const isWorthyBody = ({ opinions, answers, ratings, reopened }: BodyCandidate, criteria: Criteria): boolean =>
  opinions >= criteria.base &&
  reopened * 100 <= criteria.reopenedShare * answers &&
  (ratings === null || meets(ratings.satisfied, ratings.all, criteria.satisfiedShare))

/** The bodies that answered in the period within a unit, by the name that their answers bear. */
export const bodyCandidates = async (database: Queryable, period: Period): Promise<readonly BodyCandidate[]> => {
  const rows = await database.execute<Omit<BodyCandidate, 'ratings'> & { ratings: number; satisfied: number }>(sql`
    select a.answering_body as body, count(*)::int as answers, coalesce(sum(o.n), 0)::int as opinions,
      coalesce(sum(r.n), 0)::int as ratings, coalesce(sum(r.satisfied), 0)::int as satisfied,
      (count(*) filter (where exists (select 1 from item_reopenings p where p.answer_id = a.id)))::int as reopened
    from item_answers a join units u on u.id = a.unit_id
    cross join lateral (
      select count(*) as n from opinions o where o.item_id = a.item_id and o.state = 'received') o
    cross join lateral (
      select count(*) as n, count(*) filter (where r.score = 'satisfied') as satisfied
      from answer_ratings r where r.answer_id = a.id) r
    where u.path @> array[${period.unitId}]::text[] and a.state = 'approved'
      and a.answered_on between ${period.fromOn}::date and ${period.untilOn}::date
    group by 1 order by 1`)
  return rows.map(({ ratings, satisfied, ...row }) => ({
    ...row,
    ratings: ratings < publicLeast ? null : { all: ratings, satisfied },
  }))
}
