import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { addDays, atVietnamTime, type PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Rhythm, SessionType } from './past.ts'

/** The tiers of today. */
export const levels = ['province', 'commune', 'group'] as const
export type Level = (typeof levels)[number]

export type Period = { readonly unitId: string; readonly fromOn: PlainDate; readonly untilOn: PlainDate }

/** Sessions of one sort that were held, and who came to them. */
export type SessionFigure = {
  readonly level: Level
  readonly type: SessionType
  readonly rhythm: Rhythm
  readonly isThematic: boolean
  readonly held: number
}

/** Held in the period by the unit or below it; `d` the sessions, `u` their units. */
export const heldIn = ({ unitId, fromOn, untilOn }: Period): SQL => sql`
  u.path @> array[${unitId}]::text[] and d.state in ('held', 'concluded')
  and d.starts_at >= ${atVietnamTime(fromOn, '00:00').toISOString()}::timestamptz
  and d.starts_at < ${atVietnamTime(addDays(untilOn, 1), '00:00').toISOString()}::timestamptz`

/** By tier of the host, type, rhythm and whether about one matter. Every session is in exactly one of them. */
export const sessionFigures = async (database: Queryable, period: Period): Promise<readonly SessionFigure[]> => [
  ...(await database.execute<SessionFigure>(sql`
    select u.level, d.type, d.rhythm, d.is_thematic as "isThematic", count(*)::int as held
    from dialogues d join units u on u.id = d.unit_id where ${heldIn(period)} and u.level <> 'country'
    group by 1, 2, 3, 4
    order by array_position(array['province', 'commune', 'group'], u.level), d.type, d.rhythm, d.is_thematic`)),
]

export type SessionFilter = Period & {
  readonly level?: Level
  readonly type?: SessionType
  readonly rhythm?: Rhythm
  readonly isThematic?: boolean
}

export type HeldSession = {
  readonly id: string
  readonly title: string
  readonly unitName: string
  readonly startsAt: Date
  readonly place: string
}

/** The sessions behind a number, in the order of their days. */
export const sessionsBehind = async (
  database: Queryable,
  filter: SessionFilter,
  limit: number,
): Promise<readonly HeldSession[]> => {
  const { level, type, rhythm, isThematic } = filter
  const rows = await database.execute<Omit<HeldSession, 'startsAt'> & { startsAt: string }>(sql`
    select d.id, d.title, u.full_name as "unitName", d.starts_at as "startsAt", d.place
    from dialogues d join units u on u.id = d.unit_id where ${heldIn(filter)} and u.level <> 'country'
      and (${level ?? null}::text is null or u.level = ${level ?? null}::text)
      and (${type ?? null}::text is null or d.type = ${type ?? null}::text)
      and (${rhythm ?? null}::text is null or d.rhythm = ${rhythm ?? null}::text)
      and (${isThematic ?? null}::boolean is null or d.is_thematic = ${isThematic ?? null}::boolean)
    order by d.starts_at, d.id limit ${limit}`)
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}
