import { expect, it } from 'vitest'
import { faultOfChange, passedOn, type UnitChange } from '../../../src/units/unit-change.ts'

const change = (input: Partial<UnitChange>): UnitChange => ({
  effectiveOn: '2027-01-01',
  source: 'resolution',
  opens: [],
  moves: [{ fromId: 'a', to: 'b', share: 'whole' }],
  ...input,
})
const opened = { key: 'b', parentId: '01', fullName: 'Phường B', code: '00001' }

it('accepts a merger, a split and a shifted boundary', () => {
  expect(faultOfChange(change({ opens: [opened] }))).toBeUndefined()
  const split = [
    { fromId: 'a', to: 'b', share: 'part' },
    { fromId: 'a', to: 'c', share: 'rest' },
  ] as const
  expect(faultOfChange(change({ moves: split }))).toBeUndefined()
  const shifted = [
    { fromId: 'a', to: 'a', share: 'rest' },
    { fromId: 'a', to: 'b', share: 'part' },
  ] as const
  expect(faultOfChange(change({ moves: shifted }))).toBeUndefined()
})

it('names what contradicts itself', () => {
  expect(faultOfChange(change({ moves: [] }))).toBe('nothing_to_do')
  expect(faultOfChange(change({ source: '' }))).toBe('no_source')
  expect(faultOfChange(change({ opens: [opened, opened] }))).toBe('key_twice')
  expect(faultOfChange(change({ opens: [{ ...opened, key: 'unused' }] }))).toBe('opened_without_move')
  const twice = { fromId: 'a', to: 'b', share: 'part' } as const
  expect(faultOfChange(change({ moves: [twice, twice] }))).toBe('move_twice')
})

it('keeps the share of an old name through a second change only while one of the two was whole', () => {
  expect(passedOn('whole', 'part')).toBe('part')
  expect(passedOn('rest', 'whole')).toBe('rest')
  expect(passedOn('part', 'rest')).toBe('unknown')
})
