import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { opinions } from '../database/tables/questions.ts'
import type { ListPlace } from './list-cursor.ts'

/** Up to so many units are asked one by one for their newest; more are met by going back through all opinions. */
const unitsOneByOne = 300

/** Units at or below one that have opinions; `all` for the country, of which every opinion is. */
export const unitsWithOpinions = async (
  database: Queryable,
  unitPath: readonly string[],
): Promise<string[] | 'all'> => {
  if (unitPath.length === 1) return 'all'
  const rows = await database.execute<{ id: string }>(sql`
    select u.id from units u where u.path @> array[${unitPath.at(-1) ?? ''}]::text[]
      and exists (select 1 from opinions o where o.unit_id = u.id)`)
  return rows.map(({ id }) => id)
}

/**
 * The ids of the newest opinions of some units that fit, newest first. A list of a ward of 20,000 opinions, or of a
 * country of a million, touches no more rows than it shows: each small set of units has an index of its own order.
 */
export const newestIds = async (
  database: Queryable,
  asked: {
    readonly units: readonly string[] | 'all'
    readonly fits: SQL
    readonly before: ListPlace | undefined
    readonly limit: number
  },
): Promise<string[]> => {
  const { units, fits, before, limit } = asked
  if (units.length === 0) return []
  const older = before
    ? sql`and (opinions.received_at, opinions.id) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)`
    : sql``
  const order = sql`order by opinions.received_at desc, opinions.id desc limit ${limit}`
  const rows =
    units !== 'all' && units.length <= unitsOneByOne
      ? await database.execute<{ id: string }>(sql`
          select n.id from unnest(${arrayLiteral(units)}::text[]) as wanted(id),
            lateral (select opinions.id, opinions.received_at from ${opinions}
              where opinions.unit_id = wanted.id and ${fits} ${older} ${order}) n
          order by n.received_at desc, n.id desc limit ${limit}`)
      : await database.execute<{ id: string }>(sql`
          select opinions.id from ${opinions}
          where ${units === 'all' ? sql`true` : sql`opinions.unit_id = any(${arrayLiteral(units)}::text[])`}
            and ${fits} ${older} ${order}`)
  return rows.map(({ id }) => id)
}
