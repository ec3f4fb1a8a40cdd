import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'

/**
 * How many residents each of these accounts alone reaches: they have no other contact on an account that works. With
 * `unitIds` only those who live in these units or below. An account that nobody depends on is absent.
 */
export const countOnlyReached = async (
  database: Queryable,
  query: { readonly accountIds: readonly string[]; readonly unitIds?: readonly string[] },
): Promise<ReadonlyMap<string, number>> => {
  if (query.accountIds.length === 0) return new Map()
  const lives =
    query.unitIds === undefined
      ? sql`true`
      : sql`exists (select 1 from residents r join units u on u.id in (r.unit_id, r.group_unit_id)
          where r.id = k.resident_id and u.path && ${arrayLiteral(query.unitIds)}::text[])`
  const rows = await database.execute<{ account_id: string; persons: string }>(sql`
    select k.account_id, count(distinct k.resident_id) as persons
    from contacts k join chats h on h.id = k.chat_id
    where k.account_id = any(${arrayLiteral(query.accountIds)}::text[]) and h.erase_at is null and ${lives}
      and not exists (
        select 1 from contacts o join chats c on c.id = o.chat_id join accounts a on a.id = o.account_id
        where o.resident_id = k.resident_id and o.account_id <> k.account_id and a.state = 'active'
          and c.reachability = 'reachable' and c.erase_at is null)
    group by k.account_id`)
  return new Map(rows.map((row) => [row.account_id, Number(row.persons)]))
}
