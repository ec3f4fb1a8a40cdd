import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isConsistent, rootOfPath } from '../../../src/receipts/check-proof.ts'
import { growTree, rootOf, type Edge } from '../../../src/receipts/grow-tree.ts'
import { consistencyRanges, fold, inclusionRanges, leafHash, nodesOf } from '../../../src/receipts/merkle.ts'

// The definitions of RFC 6962, section 2.1, word for word, sharing nothing with ours.
const sha = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1))
const mth = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves
  if (only === undefined) return sha()
  if (leaves.length === 1) return only
  const k = split(leaves.length)
  return sha(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)))
}
const path = (m: number, leaves: readonly Buffer[]): Buffer[] => {
  if (leaves.length <= 1) return []
  const k = split(leaves.length)
  return m < k
    ? [...path(m, leaves.slice(0, k)), mth(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), mth(leaves.slice(0, k))]
}
const subproof = (m: number, leaves: readonly Buffer[], whole: boolean): Buffer[] => {
  if (m === leaves.length) return whole ? [] : [mth(leaves)]
  const k = split(leaves.length)
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), mth(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))]
}

const most = 130
const leaves = Array.from({ length: most }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)))
const first = (size: number): Buffer[] => leaves.slice(0, size)

const stored = new Map<string, Buffer>(leaves.map((hash, index) => [`0/${index}`, hash]))
for (const { level, index, hash } of growTree({ size: 0, hashes: [] }, leaves).nodes) {
  stored.set(`${level}/${index}`, hash)
}
const hashOf = (range: { first: number; end: number }): Buffer =>
  fold(
    nodesOf(range).map(({ level, index }) => {
      const hash = stored.get(`${level}/${index}`)
      if (!hash) throw new Error(`no node ${level}/${index}`)
      return hash
    }),
  )

describe('the tree of RFC 6962', () => {
  test('hashes what the known vectors of Certificate Transparency hash', () => {
    const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
    const edge = growTree(
      { size: 0, hashes: [] },
      known.map((hex) => leafHash(Buffer.from(hex, 'hex'))),
    ).edge
    expect(rootOf({ size: 0, hashes: [] }).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    )
    expect(rootOf(edge).toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
  })

  test('has the root of the definition for every size, grown in pieces of any length', () => {
    let edge: Edge = { size: 0, hashes: [] }
    for (let size = 0, step = 1; size <= most; size += step, step = (step % 7) + 1) {
      expect(rootOf(edge)).toEqual(mth(first(size)))
      edge = growTree(edge, leaves.slice(size, size + step)).edge
    }
    for (let size = 1; size <= most; size += 1) expect(hashOf({ first: 0, end: size })).toEqual(mth(first(size)))
  })

  test('proves every leaf in every size as defined, and no other leaf, place or size', () => {
    for (let size = 1; size <= most; size += 1) {
      const root = mth(first(size))
      for (let position = 0; position < size; position += 1) {
        const proof = inclusionRanges(position, size).map(hashOf)
        const leaf = leaves[position] ?? Buffer.alloc(0)
        if (size % 13 === 0 || size < 20) expect(proof).toEqual(path(position, first(size)))
        expect(rootOfPath(leaf, position, size, proof)?.equals(root)).toBe(true)
        expect(rootOfPath(leafHash(leaf), position, size, proof)?.equals(root) ?? false).toBe(false)
        if (size > 1) {
          expect(rootOfPath(leaf, (position + 1) % size, size, proof)?.equals(root) ?? false).toBe(false)
          expect(rootOfPath(leaf, position, size, proof.slice(1))).toBeNull()
        }
        expect(rootOfPath(leaf, position, size, [...proof, leaf])).toBeNull()
      }
      expect(rootOfPath(Buffer.alloc(32), size, size, [])).toBeNull()
    }
  })

  test('proves every beginning of every size as defined, and nothing that was changed', () => {
    for (let size = 1; size <= most; size += 1) {
      const later = { size, root: mth(first(size)) }
      for (let from = 1; from <= size; from += 1) {
        const earlier = { size: from, root: hashOf({ first: 0, end: from }) }
        const proof = consistencyRanges(from, size).map(hashOf)
        if (size % 13 === 0 || size < 20) expect(proof).toEqual(from === size ? [] : subproof(from, first(size), true))
        expect(isConsistent(earlier, later, proof)).toBe(true)
        expect(isConsistent({ ...earlier, root: randomBytes(32) }, later, proof)).toBe(false)
        expect(isConsistent(earlier, { ...later, root: randomBytes(32) }, proof)).toBe(false)
        expect(isConsistent(earlier, later, [...proof, randomBytes(32)])).toBe(false)
        if (proof.length > 0) expect(isConsistent(earlier, later, proof.slice(1))).toBe(false)
      }
    }
  })

  test('refuses places and beginnings outside the tree', () => {
    expect(() => inclusionRanges(3, 3)).toThrow(RangeError)
    expect(() => inclusionRanges(-1, 3)).toThrow(RangeError)
    expect(() => consistencyRanges(4, 3)).toThrow(RangeError)
    expect(isConsistent({ size: 3, root: mth(first(3)) }, { size: 2, root: mth(first(2)) }, [])).toBe(false)
  })
})
