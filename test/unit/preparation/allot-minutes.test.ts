import { describe, expect, test } from 'vitest'
import { allotMinutes } from '../../../src/preparation/allot-minutes.ts'

const total = (given: readonly (number | null)[]): number => given.reduce<number>((sum, one) => sum + (one ?? 0), 0)

/** A small generator, the same in every run. */
const numbers = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

describe('allotting minutes', () => {
  test('shares by weight, adds up, and leaves nobody below the floor', () => {
    expect(allotMinutes(60, [{ weight: 100 }, { weight: 50 }, { weight: 50 }])).toEqual([28, 16, 16])
  })

  test('whatever the weights, the minutes add up, the floor holds, and the weightier never gets less', () => {
    const next = numbers(7)
    for (let round = 0; round < 200; round += 1) {
      const minutes = next(180)
      const shares = Array.from({ length: 1 + next(20) }, () => ({ weight: next(260) }))
      const given = allotMinutes(minutes, shares)
      const some = given.some((one) => one !== null)
      expect(total(given)).toBe(some ? minutes : 0)
      for (const [index, one] of given.entries()) {
        if (one !== null) expect(one).toBeGreaterThanOrEqual(3)
        for (const [other, two] of given.entries()) {
          if ((shares[index]?.weight ?? 0) > (shares[other]?.weight ?? 0) && (shares[other]?.weight ?? 0) >= 1) {
            expect(one ?? 0).toBeGreaterThanOrEqual(two ?? 0)
          }
        }
      }
    }
  })

  test('what is pinned keeps its minutes, and the rest is shared among the others', () => {
    expect(allotMinutes(30, [{ weight: 1, pinned: 12 }, { weight: 10 }, { weight: 10 }])).toEqual([12, 9, 9])
  })

  test('for the lightest there is no time when the floor no longer fits', () => {
    expect(allotMinutes(7, [{ weight: 1 }, { weight: 30 }, { weight: 20 }])).toEqual([null, 4, 3])
  })

  test('pinned minutes beyond the session leave nothing for the others', () => {
    expect(allotMinutes(10, [{ weight: 5, pinned: 15 }, { weight: 5 }])).toEqual([15, null])
  })

  test('minutes that are no whole number are a mistake of ours', () => {
    expect(() => allotMinutes(1.5, [])).toThrow(RangeError)
    expect(() => allotMinutes(-1, [])).toThrow(RangeError)
  })
})
