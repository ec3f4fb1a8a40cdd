import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../src/receipts/canonical.ts'
import { isConsistent, rootOfPath } from '../../../src/receipts/check-proof.ts'
import { checkReceipt } from '../../../src/receipts/check-receipt.ts'
import { growTree, rootOf } from '../../../src/receipts/grow-tree.ts'
import { leafOf, type LeafContent } from '../../../src/receipts/leaf.ts'
// @ts-expect-error A program of its own, without types.
import { verifyConsistency, verifyReceipt } from '../../independent/verify-receipt.mjs'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
type Sized = { readonly size: number; readonly root: string }
type Vectors = {
  readonly leaves: readonly { content: LeafContent & { v: 1 }; salt: string; canonical: string; leaf: string }[]
  readonly roots: readonly Sized[]
  readonly inclusion: readonly { position: number; size: number; path: string[] }[]
  readonly consistency: readonly { from: number; to: number; path: string[] }[]
  readonly receipt: { readonly leaves: readonly Record<string, unknown>[] } & Record<string, unknown>
}
const vectors = JSON.parse(readFileSync(at('../../vectors/receipts.json'), 'utf8')) as Vectors
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')
const rootAt = (size: number): string => vectors.roots.find((one) => one.size === size)?.root ?? ''

describe('the published vectors of receipts', () => {
  test('give the leaves, roots and proofs that our code makes', () => {
    for (const { content, salt, canonical, leaf } of vectors.leaves) {
      const { v: _v, ...rest } = content
      expect(canonicalJson(content as never)).toBe(canonical)
      expect(leafOf(rest as LeafContent, bytes(salt)).toString('hex')).toBe(leaf)
    }
    const leaves = vectors.leaves.map(({ leaf }) => bytes(leaf))
    for (const { size, root } of vectors.roots) {
      expect(rootOf(growTree({ size: 0, hashes: [] }, leaves.slice(0, size)).edge).toString('hex')).toBe(root)
    }
    for (const { position, size, path } of vectors.inclusion) {
      const root = rootOfPath(leaves[position] ?? bytes(''), position, size, path.map(bytes))
      expect(root?.toString('hex')).toBe(rootAt(size))
    }
    for (const { from, to, path } of vectors.consistency) {
      const earlier = { size: from, root: bytes(rootAt(from)) }
      expect(isConsistent(earlier, { size: to, root: bytes(rootAt(to)) }, path.map(bytes))).toBe(true)
      verifyConsistency({ size: from, root: rootAt(from) }, { size: to, root: rootAt(to) }, path)
    }
  })

  test('hold a receipt that ours and the independent program accept', () => {
    expect(checkReceipt(vectors.receipt)).toMatchObject({ ok: true, code: '482193706514' })
    expect(checkReceipt(vectors.receipt, rootAt(7))).toMatchObject({ ok: true })
    verifyReceipt(vectors.receipt)
    verifyReceipt(vectors.receipt, rootAt(5))
  })

  test('words in which half a pair of surrogates stands are hashed as they are kept', () => {
    expect(canonicalJson({ words: 'a\ud83d' })).toBe('{"words":"a\ufffd"}')
  })

  const change = (changes: Record<string, unknown>, leaf: Record<string, unknown> = {}): unknown => ({
    ...vectors.receipt,
    leaves: [{ ...vectors.receipt.leaves[0], ...leaf }, ...vectors.receipt.leaves.slice(1)],
    ...changes,
  })
  const first = vectors.receipt.leaves[0] ?? {}
  const hash = 'ab'.repeat(32)
  const cases = {
    'changed words': [
      change({}, { content: { ...(first['content'] as object), words: 'Đường tốt' } }),
      'words-changed',
    ],
    'another salt': [change({}, { salt: hash }), 'words-changed'],
    'another code': [change({ code: '204812000000' }), 'other-code'],
    'another place': [change({}, { position: 2 }), 'not-in-log'],
    'another root': [change({}, { closing: { seq: 1, size: 5, root: hash, closedAt: '' } }), 'not-in-log'],
    'a path that is cut': [change({}, { path: [] }), 'not-in-log'],
    'another latest root': [change({}, { latest: { seq: 2, size: 7, root: hash, closedAt: '' } }), 'log-rewritten'],
    'no leaf': [change({ leaves: [] }), 'no-receipt'],
    'another format': [change({ format: 'nhip-cau-receipt/2' }), 'no-receipt'],
  } as const
  for (const [name, [receipt, fault]] of Object.entries(cases)) {
    test(`refuse a receipt with ${name}`, () => {
      expect(checkReceipt(receipt)).toMatchObject({ ok: false, fault })
      expect(() => verifyReceipt(receipt)).toThrow()
    })
  }

  test('refuse a receipt under another root than the one that was noted', () => {
    expect(checkReceipt(vectors.receipt, hash)).toMatchObject({ ok: false, fault: 'root-elsewhere' })
    expect(() => verifyReceipt(vectors.receipt, hash)).toThrow('another root')
  })

  test('of nothing that is no receipt the check breaks down', () => {
    for (const file of [null, 1, 'x', [], {}, { format: 'nhip-cau-receipt/1', leaves: [null, 3, {}] }]) {
      expect(checkReceipt(file)).toMatchObject({ ok: false, fault: 'no-receipt' })
    }
  })

  test('the independent program imports nothing but Node', () => {
    const source = readFileSync(at('../../independent/verify-receipt.mjs'), 'utf8')
    expect([...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['node:crypto', 'node:fs'])
    expect(() =>
      execFileSync(process.execPath, [at('../../independent/verify-receipt.mjs'), at('../../vectors/receipts.json')], {
        stdio: 'pipe',
      }),
    ).toThrow()
  })
})
