import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

/**
 * The oldest opinions of before whose author is still known lose them: the link, the name to be shown, the sealed code,
 * and what was disclosed. Words, class and state stay. Returns how many.
 */
export const forgetAuthors = async (tx: Transaction, before: Date, limit: number): Promise<number> => {
  const rows = await tx.execute<{ id: string }>(sql`
    select o.id from opinions o
    where o.received_at < ${before.toISOString()}::timestamptz and o.state <> 'erased'
      and (o.code is not null or o.shown_name is not null
        or exists (select 1 from opinion_authors a where a.opinion_id = o.id))
    order by o.received_at, o.id limit ${limit} for update skip locked`)
  if (rows.length === 0) return 0
  const ids = sql`(${sql.join(
    rows.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  )})`
  await tx.execute(sql`delete from opinion_authors where opinion_id in ${ids}`)
  await tx.execute(sql`delete from disclosures where opinion_id in ${ids}`)
  await tx.execute(sql`
    update opinions set code = null, shown_name = null, version = version + 1,
      naming = case when naming = 'named' then 'sealed' else naming end where id in ${ids}`)
  return rows.length
}
