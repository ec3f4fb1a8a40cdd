import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { Node } from './merkle.ts'

/** The hashes of complete subtrees, in the order asked for. One that is not there is an error of ours, or of whoever removed it. */
export const readNodes = async (database: Queryable, logId: string, nodes: readonly Node[]): Promise<Buffer[]> => {
  if (nodes.length === 0) return []
  const rows = await database.execute<{ at: string; hash: Buffer | null }>(sql`
    select n.at, coalesce(l.hash, m.hash) as hash
    from unnest(${arrayLiteral(nodes.map(({ level }) => level))}::smallint[],
      ${arrayLiteral(nodes.map(({ index }) => index))}::bigint[]) with ordinality as n(level, index, at)
    left join receipt_leaves l on n.level = 0 and l.log_id = ${logId}::uuid and l.position = n.index
    left join receipt_nodes m on n.level > 0 and m.log_id = ${logId}::uuid and m.level = n.level and m.index = n.index
    order by n.at`)
  return rows.map(({ hash }, at) => {
    if (hash) return hash
    const node = nodes[at]
    throw new Error(`receipt log ${logId} lacks its node ${node?.level}/${node?.index}`)
  })
}
