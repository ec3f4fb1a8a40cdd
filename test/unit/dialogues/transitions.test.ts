import { describe, expect, it } from 'vitest'
import { isCollecting, mayBecome, states, transitions } from '../../../src/dialogues/index.ts'
import { requireTransition } from '../../../src/dialogues/transitions.ts'
import { sampleDialogue } from './sample-fields.ts'

describe('the states of a session', () => {
  it('are left only on the ways of the table', () => {
    const ways = states.flatMap((from) => states.filter((to) => mayBecome(from, to)).map((to) => `${from} > ${to}`))
    expect(ways.toSorted()).toEqual(
      [
        'announced > cancelled',
        'announced > held',
        'draft > announced',
        'draft > cancelled',
        'held > concluded',
      ].toSorted(),
    )
    expect(Object.keys(transitions)).toEqual([...states])
  })

  it('refuse another way with a sentence', () => {
    expect(() => requireTransition({ id: 'x', state: 'held' }, 'cancelled')).toThrow(
      expect.objectContaining({ code: 'PRECONDITION', phrase: 'dialogues:cannot.cancelled' }),
    )
    expect(() => requireTransition({ id: 'x', state: 'draft' }, 'cancelled')).not.toThrow()
  })

  it('collect from the opening up to but without the closing, only when announced', () => {
    const session = sampleDialogue()
    const opens = session.collectionOpensAt
    const closes = session.collectionClosesAt
    const before = (at: Date) => new Date(at.getTime() - 1)
    expect(isCollecting(session, before(opens))).toBe(false)
    expect(isCollecting(session, opens)).toBe(true)
    expect(isCollecting(session, before(closes))).toBe(true)
    expect(isCollecting(session, closes)).toBe(false)
    for (const state of ['draft', 'held', 'cancelled'] as const) {
      expect(isCollecting({ ...session, state }, opens)).toBe(false)
    }
  })
})
