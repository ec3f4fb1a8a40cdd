import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { isId } from '../kernel/ids.ts'

export type Log = {
  readonly id: string
  readonly kind: 'dialogue' | 'unit' | 'form' | 'requests'
  readonly unitId: string
  readonly unitName: string | null
  /** Of the session or the form. */
  readonly title: string | null
  readonly year: number | null
}

export type FixedRoot = {
  readonly seq: number
  readonly size: number
  readonly root: Buffer
  readonly counts: Readonly<Record<string, number>>
  readonly closedAt: Date
}

type ClosingRow = Omit<FixedRoot, 'size' | 'closedAt'> & { readonly size: string; readonly closedAt: string }
const asClosing = (row: ClosingRow): FixedRoot => ({
  ...row,
  size: Number(row.size),
  closedAt: new Date(row.closedAt),
})
const closingColumns = sql.raw(`seq, size, root, counts, closed_at as "closedAt"`)

const logColumns = sql.raw(`g.id, g.kind, g.unit_id as "unitId", u.full_name as "unitName", g.year,
  coalesce(d.title, (select v.content -> 'title' ->> 'vi' from form_versions v
    where v.form_id = g.form_id and v.approved_at is not null order by v.number desc limit 1)) as title`)
const logTables = sql.raw(`receipt_logs g left join units u on u.id = g.unit_id
  left join dialogues d on d.id = g.dialogue_id`)

export const findLog = async (database: Queryable, id: string): Promise<Log | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await database.execute<Log>(sql`select ${logColumns} from ${logTables} where g.id = ${id}::uuid`)
  return row
}

/** Logs that have a closing, the one closed last first. */
export const newestLogs = async (
  database: Queryable,
  limit: number,
): Promise<readonly (Log & { readonly latest: FixedRoot })[]> => {
  const rows = await database.execute<Log & { latestSeq: number }>(sql`
    select ${logColumns} from ${logTables}
    join lateral (select closed_at from receipt_closings where log_id = g.id order by seq desc limit 1) c on true
    order by c.closed_at desc, g.id limit ${limit}`)
  if (rows.length === 0) return []
  const closings = await database.execute<ClosingRow & { logId: string }>(sql`
    select distinct on (log_id) log_id as "logId", ${closingColumns} from receipt_closings
    where log_id = any(${arrayLiteral(rows.map(({ id }) => id))}::uuid[]) order by log_id, seq desc`)
  const latest = new Map(closings.map(({ logId, ...row }) => [logId, asClosing(row)]))
  return rows.flatMap((row) => {
    const last = latest.get(row.id)
    return last ? [{ ...row, latest: last }] : []
  })
}

/** All closings of a log, the first one first; one a day at the most, beside the last of a collection. */
export const closingsOf = async (database: Queryable, logId: string): Promise<readonly FixedRoot[]> =>
  (
    await database.execute<ClosingRow>(sql`
      select ${closingColumns} from receipt_closings where log_id = ${logId}::uuid order by seq`)
  ).map(asClosing)

export type Fixed = { readonly logId: string; readonly position: number; readonly closing: FixedRoot }

/** Where a leaf stands and which closing fixed it; undefined while it waits. */
export const fixedAt = async (database: Queryable, hash: Buffer): Promise<Fixed | undefined> => {
  const [row] = await database.execute<ClosingRow & { logId: string; position: string }>(sql`
    select l.log_id as "logId", l.position, c.seq, c.size, c.root, c.counts, c.closed_at as "closedAt"
    from receipt_leaves l join lateral (
      select * from receipt_closings c where c.log_id = l.log_id and c.size > l.position order by c.size limit 1
    ) c on true
    where l.hash = ${hash}`)
  if (!row) return undefined
  const { logId, position, ...closing } = row
  return { logId, position: Number(position), closing: asClosing(closing) }
}
