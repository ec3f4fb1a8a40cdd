import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { heardBelow } from './heard-views.ts'
import { heldIn, type Period } from './session-figures-views.ts'

/** What a unit is put forward for; each is a number that anybody can check. Shares in percent. */
export type Criteria = {
  readonly sessions: number
  /** Opinions below which a share says nothing. */
  readonly base: number
  readonly answeredShare: number
  readonly inTimeShare: number
}
export const usualCriteria: Criteria = { sessions: 1, base: 10, answeredShare: 90, inTimeShare: 90 }

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
