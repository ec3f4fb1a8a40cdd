import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { findHome } from '../../../src/cli/find-home.ts'

const base = mkdtempSync(join(tmpdir(), 'nhip-cau home '))
afterAll(() => rmSync(base, { recursive: true }))

it('is the folder of the sources from anywhere below it, and another folder only with settings of its own', () => {
  const root = join(base, 'nhịp cầu')
  const below = join(root, 'docs', 'officers')
  const sibling = join(base, 'nhịp cầu cũ')
  for (const folder of [below, sibling]) mkdirSync(folder, { recursive: true })
  expect(findHome(root, root)).toBe(root)
  expect(findHome(below, root)).toBe(root)
  expect(findHome(sibling, root)).toBe(root)
  writeFileSync(join(sibling, '.env'), '')
  expect(findHome(sibling, root)).toBe(sibling)
  writeFileSync(join(below, '.env'), '')
  expect(findHome(below, root)).toBe(root)
})
