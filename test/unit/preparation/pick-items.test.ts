import { describe, expect, test } from 'vitest'
import { departures } from '../../../src/preparation/agenda.ts'
import { pickItems, type Candidate } from '../../../src/preparation/pick-items.ts'

const one = (id: string, weight: number, opinionClass: string, areas: string[] = ['g1']): Candidate => ({
  id,
  weight,
  opinionClass,
  areas,
})
const candidates = [
  one('a', 90, 'livelihood'),
  one('b', 80, 'livelihood', ['g1', 'g2']),
  one('c', 70, 'livelihood'),
  one('d', 20, 'idea', ['g3']),
  one('e', 10, 'party_building', ['g2']),
]

describe('picking matters for the hall', () => {
  test('the weightiest first takes them by weight alone', () => {
    expect(pickItems('weightiest', candidates, 3)).toEqual(['a', 'b', 'c'])
  })

  test('under each class every class that wrote has a place before a second one of another', () => {
    expect(pickItems('each_class', candidates, 3)).toEqual(['a', 'd', 'e'])
    expect(pickItems('each_class', candidates, 4)).toEqual(['a', 'b', 'd', 'e'])
  })

  test('under each area one matter may stand for several places', () => {
    expect(pickItems('each_area', candidates, 3)).toEqual(['a', 'b', 'd'])
  })

  test('there are never more than there are places, nor fewer while there are matters', () => {
    for (const rule of ['weightiest', 'each_class', 'each_area'] as const) {
      for (const places of [0, 1, 2, 5, 9]) {
        expect(pickItems(rule, candidates, places)).toHaveLength(Math.min(places, candidates.length))
      }
    }
  })

  test('what is in the hall against the rule, and what is missing, is named', () => {
    const lines = [
      { itemId: 'a', place: 'hall' as const },
      { itemId: 'c', place: 'hall' as const },
      { itemId: 'b', place: 'written' as const },
      { itemId: null, place: 'hall' as const },
    ]
    expect(departures(lines, ['a', 'b'])).toEqual({ added: ['c'], missing: ['b'] })
  })
})
