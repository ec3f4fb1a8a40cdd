import { hash } from 'node:crypto'

// Merkle tree of RFC 6962, section 2.1: a leaf is hashed behind a zero byte, two subtrees behind a one. Hashes are
// 32 bytes. Ranges are of leaves, from `first` up to but without `end`.

const leafMark = Buffer.of(0)
const nodeMark = Buffer.of(1)

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

export const leafHash = (data: Uint8Array): Buffer => sha256(Buffer.concat([leafMark, data]))

export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.concat([nodeMark, left, right]))

/** A complete subtree: `level` 0 is a leaf, level 3 holds eight; `index` counts from the left among its level. */
export type Node = { readonly level: number; readonly index: number }
type Range = { readonly first: number; readonly end: number }

/** The largest power of two below a number above one. */
const halfOf = (size: number): number => {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

/** The complete subtrees that a range consists of, from the left; its root is what they fold to. */
export const nodesOf = ({ first, end }: Range): Node[] => {
  const nodes: Node[] = []
  for (let from = first; from < end;) {
    let level = 0
    while (from % 2 ** (level + 1) === 0 && from + 2 ** (level + 1) <= end) level += 1
    nodes.push({ level, index: from / 2 ** level })
    from += 2 ** level
  }
  return nodes
}

/** One hash of what stands beside each other, from the right; of nothing the hash of no bytes. */
export const fold = (hashes: readonly Uint8Array[]): Buffer => {
  const last = hashes.at(-1)
  if (last === undefined) return sha256(Buffer.alloc(0))
  return hashes.slice(0, -1).reduceRight<Buffer>((right, left) => nodeHash(left, right), Buffer.from(last))
}

/** What stands beside the way from a leaf up to the root of the first `size`, from the leaf on. */
export const inclusionRanges = (position: number, size: number): Range[] => {
  if (position < 0 || position >= size) throw new RangeError(`no leaf ${position} among ${size}`)
  const ranges: Range[] = []
  let first = 0
  let end = size
  while (end - first > 1) {
    const middle = first + halfOf(end - first)
    if (position < middle) {
      ranges.push({ first: middle, end })
      end = middle
    } else {
      ranges.push({ first, end: middle })
      first = middle
    }
  }
  return ranges.toReversed()
}

/** What proves that the first `size` leaves begin with the first `from`: none for the same size or for nothing. */
export const consistencyRanges = (from: number, size: number): Range[] => {
  if (from < 0 || from > size) throw new RangeError(`${from} is no beginning of ${size}`)
  if (from === 0 || from === size) return []
  const ranges: Range[] = []
  let first = 0
  let end = size
  let isWhole = true
  while (from !== end) {
    const middle = first + halfOf(end - first)
    if (from <= middle) {
      ranges.push({ first: middle, end })
      end = middle
    } else {
      ranges.push({ first, end: middle })
      first = middle
      isWhole = false
    }
  }
  if (!isWhole) ranges.push({ first, end })
  return ranges.toReversed()
}
