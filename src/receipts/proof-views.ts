import type { Queryable } from '../database/index.ts'
import { consistencyRanges, fold, inclusionRanges, nodesOf } from './merkle.ts'
import { readNodes } from './node-views.ts'

type Range = ReturnType<typeof inclusionRanges>[number]

const hashesOf = async (database: Queryable, logId: string, ranges: readonly Range[]): Promise<Buffer[]> => {
  const nodes = ranges.map(nodesOf)
  const hashes = await readNodes(database, logId, nodes.flat())
  let from = 0
  return nodes.map((of) => {
    from += of.length
    return fold(hashes.slice(from - of.length, from))
  })
}

/** What leads from a leaf to the root of the first `size`, from the leaf up (RFC 6962, 2.1.1). */
export const inclusionPath = async (
  database: Queryable,
  logId: string,
  position: number,
  size: number,
): Promise<Buffer[]> => await hashesOf(database, logId, inclusionRanges(position, size))

/** What shows that the first `size` leaves begin with the first `from` (RFC 6962, 2.1.2). Both within the log. */
export const consistencyPath = async (
  database: Queryable,
  logId: string,
  from: number,
  size: number,
): Promise<Buffer[]> => await hashesOf(database, logId, consistencyRanges(from, size))
