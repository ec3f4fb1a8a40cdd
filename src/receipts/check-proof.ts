import { nodeHash } from './merkle.ts'

type Bytes = Uint8Array

const same = (one: Bytes, other: Bytes): boolean => Buffer.compare(one, other) === 0

/** The root that a leaf and its path lead to (RFC 9162, section 2.1.3.2); null where the path does not fit the size. */
export const rootOfPath = (leaf: Bytes, position: number, size: number, path: readonly Bytes[]): Buffer | null => {
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(size) || position < 0 || position >= size) return null
  let at = position
  let last = size - 1
  let root: Buffer = Buffer.from(leaf)
  for (const beside of path) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      root = nodeHash(beside, root)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else root = nodeHash(root, beside)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? root : null
}

type Sized = { readonly size: number; readonly root: Bytes }

/** Whether the later root stands over the same leaves as the earlier one, and more behind them (RFC 9162, 2.1.4.2). */
export const isConsistent = (earlier: Sized, later: Sized, path: readonly Bytes[]): boolean => {
  if (earlier.size > later.size || earlier.size < 1) return false
  if (earlier.size === later.size) return path.length === 0 && same(earlier.root, later.root)
  const isPower = Number.isInteger(Math.log2(earlier.size))
  const [start, ...rest] = isPower ? [earlier.root, ...path] : path
  if (start === undefined) return false
  let at = earlier.size - 1
  let last = later.size - 1
  while (at % 2 === 1) {
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  let before: Buffer = Buffer.from(start)
  let after: Buffer = Buffer.from(start)
  for (const beside of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      before = nodeHash(beside, before)
      after = nodeHash(beside, after)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else after = nodeHash(after, beside)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && same(before, earlier.root) && same(after, later.root)
}
