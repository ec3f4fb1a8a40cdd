import { describe, expect, test } from 'vitest'
import { classBalance, lackingClass } from '../../../src/preparation/lacking-class.ts'

const counts = (livelihood: number, idea: number, question = 0) => ({
  livelihood,
  idea,
  question,
  party_building: 0,
  government_building: 0,
})
const planned = { livelihood: 60, idea: 40 }

describe('which class lacks', () => {
  test('a class with less than half of its planned share', () => {
    expect(lackingClass(planned, counts(9, 1))).toBe('idea')
  })

  test('none at half of it', () => {
    expect(lackingClass(planned, counts(8, 2))).toBeNull()
  })

  test('none before ten have come in, and none without a plan', () => {
    expect(lackingClass(planned, counts(9, 0))).toBeNull()
    expect(lackingClass({}, counts(90, 0))).toBeNull()
  })

  test('of several the one of which most is missing', () => {
    expect(lackingClass({ livelihood: 30, idea: 50, question: 20 }, counts(20, 0, 0))).toBe('idea')
  })

  test('the shares stand on all that came in', () => {
    const idea = classBalance(planned, counts(15, 5)).find(({ opinionClass }) => opinionClass === 'idea')
    expect(idea).toEqual({ opinionClass: 'idea', count: 5, share: 25, planned: 40, isLacking: false })
  })
})
