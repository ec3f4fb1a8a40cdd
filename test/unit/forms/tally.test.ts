import { expect, test } from 'vitest'
import type { FormContent, Question } from '../../../src/forms/content.ts'
import { stepOf, tally, type Counted } from '../../../src/forms/tally.ts'

const content: FormContent = {
  title: { vi: 'Phiếu' },
  intro: { vi: 'Để biết.' },
  inEnglish: false,
  isNoDecision: false,
  sections: [
    {
      id: 's',
      title: { vi: '' },
      items: [
        {
          kind: 'ranking',
          id: 'r',
          text: { vi: 'Xếp thứ tự' },
          required: false,
          choices: [
            { id: 'a', text: { vi: 'A' } },
            { id: 'b', text: { vi: 'B' } },
          ],
        },
        { kind: 'long_text', id: 't', text: { vi: 'Nói thêm' }, required: false },
      ],
    },
  ],
}

const one = (changes: Partial<Counted> = {}): Counted => ({
  version: 1,
  answers: { r: { choices: ['b', 'a'] }, t: { text: '' } },
  placeId: 'to-5',
  isPaper: false,
  countsPerson: true,
  countsHousehold: false,
  ...changes,
})

const find = (answers: readonly Counted[], question: string, value: string, dimension = 'all') =>
  tally(new Map([[1, content]]), answers)
    .filter((line) => line.question === question && line.value === value && line.dimension === dimension)
    .map(({ cell, isPaper, persons, households, aside }) => ({ cell, isPaper, persons, households, aside }))

test('a ranking is counted by choice and place, an open question by whether it was answered', () => {
  expect(find([one(), one({ answers: { r: null } })], 'r', 'b@1')).toEqual([
    { cell: '', isPaper: false, persons: 1, households: 0, aside: 0 },
  ])
  expect(find([one(), one({ answers: { r: null } })], 'r', '-')).toMatchObject([{ persons: 1 }])
  expect(find([one()], 't', '*')).toMatchObject([{ persons: 1 }])
})

test('persons, households and what is kept aside are never added together; paper stands apart', () => {
  const all = [
    one({ countsHousehold: true }),
    one({ countsPerson: false, countsHousehold: true, isPaper: true }),
    one({ countsPerson: false }),
  ]
  expect(find(all, '*', '*')).toEqual([
    { cell: '', isPaper: false, persons: 1, households: 1, aside: 1 },
    { cell: '', isPaper: true, persons: 0, households: 1, aside: 0 },
  ])
  expect(find([one({ placeId: null })], '*', '*', 'place')).toMatchObject([{ cell: '?', persons: 1 }])
})

test('numbers of a wide range are counted in twenty steps that cover it without a gap', () => {
  const wide: Extract<Question, { kind: 'number' }> = {
    kind: 'number',
    id: 'n',
    text: { vi: 'Bao nhiêu?' },
    required: true,
    least: 0,
    most: 1_000,
  }
  const steps = Array.from({ length: 1_001 }, (_none, at) => stepOf(wide, at))
  expect(new Set(steps).size).toBe(20)
  expect([steps[0], steps.at(-1)]).toEqual(['0..50', '969..1000'])
  expect(stepOf({ ...wide, most: 100 }, 7)).toBe('7')
})
