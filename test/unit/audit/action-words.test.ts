import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { phraseKeys } from '../../../src/phrases/index.ts'

const sources = new URL('../../../src/', import.meta.url)
// As a field, or handed to the small function of a file that writes its lines.
const named = /\baction:[^,\n]*|\bnote(?:Act)?\([^)]*\)/gu
const acts = /'([a-z_]+\.[a-z_-]+)'/gu

const recorded = async (): Promise<string[]> => {
  const files = (await readdir(sources, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(files.map(async (name) => await readFile(new URL(name, sources), 'utf8')))
  const found = texts.flatMap((text) =>
    [...text.matchAll(named)].flatMap(([line]) => [...line.matchAll(acts)].map(([, act]) => act ?? '')),
  )
  return [...new Set(found)].toSorted()
}

test('every act that is recorded has words that an officer reads in the audit trail', async () => {
  const words = new Set(phraseKeys('audit'))
  const all = await recorded()
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((act) => !words.has(`action.${act}`))).toEqual([])
})
