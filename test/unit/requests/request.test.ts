import { expect, test } from 'vitest'
import { shareOf } from '../../../src/requests/letter.ts'
import { neededVoters, standingOf } from '../../../src/requests/request.ts'

test('at least ten in a hundred: a part of a voter is a whole one', () => {
  expect(neededVoters(1_000, 10)).toBe(100)
  expect(neededVoters(1_001, 10)).toBe(101)
  expect(neededVoters(9, 10)).toBe(1)
})

test('a share is never rounded up to a threshold that is not reached', () => {
  expect(shareOf(9_999, 100_000)).toBe('9,9')
  expect(shareOf(31, 577)).toBe('5,3')
  expect(shareOf(100, 1_000)).toBe('10')
})

const counts = { inChat: 7, verified: 3, onPaper: 4, twice: 2 }
const rule = { percent: 10, source: 'Luật', legalBasis: 'communal_dialogue' }

test('those in the chat and slips are each counted once; only verified voters and slips count toward the share', () => {
  const base = { voters: 100, source: 'Danh sách', asOf: '2026-03-15' } as const
  const standing = standingOf(counts, { rule, base, needed: 10 })
  expect([standing.joined, standing.counted, standing.lacking]).toEqual([11, 7, 3])
})

test('without a stated base nothing is computed', () => {
  expect(standingOf(counts, { rule, base: null, needed: null }).lacking).toBeNull()
})
