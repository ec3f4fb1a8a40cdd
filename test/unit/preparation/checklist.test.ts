import { describe, expect, test } from 'vitest'
import { checklistOf, checklistSteps, type ChecklistFacts } from '../../../src/preparation/checklist.ts'

const nothing: ChecklistFacts['done'] = {
  shares: false,
  pack: false,
  rule: false,
  notice: false,
  chair: false,
  triage: false,
  requests: false,
  agenda: false,
  answers: false,
  script: false,
  result: false,
}
const facts: ChecklistFacts = {
  startsAt: new Date('2026-12-05T01:30:00Z'),
  collectionClosesAt: new Date('2026-12-03T10:00:00Z'),
  noticeDay: '2026-11-28',
  resultDay: '2026-12-15',
  done: nothing,
}

describe('the checklist of a session', () => {
  test('takes the days of notice and result from the law and says so', () => {
    const lawful = checklistOf(facts, [], '2026-11-21').filter(({ isLaw }) => isLaw)
    expect(lawful.map(({ step, dueOn }) => [step, dueOn])).toEqual([
      ['notice', '2026-11-28'],
      ['result', '2026-12-15'],
    ])
  })

  test('is late the day after, not on the day', () => {
    const noticeOn = (today: `${number}-${number}-${number}`) =>
      checklistOf(facts, [], today).find(({ step }) => step === 'notice')?.isLate
    expect([noticeOn('2026-11-28'), noticeOn('2026-11-29')]).toEqual([false, true])
  })

  test('a tick counts for what an officer does, and for nothing that the service knows itself', () => {
    const tick = { doneBy: 'o', doneAt: new Date('2026-11-21T02:00:00Z') }
    const ticks = [
      { ...tick, step: 'place' },
      { ...tick, step: 'notice' },
    ]
    const done = checklistOf(facts, ticks, '2026-11-21').filter(({ isDone }) => isDone)
    expect(done.map(({ step }) => step)).toEqual(['place'])
  })

  test('nothing that rests on the collection is due before it closes or after the session', () => {
    for (const closes of ['2026-11-25T10:00:00Z', '2026-12-04T10:00:00Z', '2026-12-05T00:30:00Z']) {
      const late = { ...facts, collectionClosesAt: new Date(closes) }
      const resting = new Set(['triage', 'requests', 'agenda', 'answers', 'script', 'briefRead'])
      for (const { step, dueOn } of checklistOf(late, [], '2026-11-21')) {
        if (!resting.has(step)) continue
        expect(dueOn >= closes.slice(0, 10), `${step} ${dueOn}`).toBe(true)
        expect(dueOn <= '2026-12-05', `${step} ${dueOn}`).toBe(true)
      }
    }
  })

  test('every step has a row', () => {
    expect(checklistOf(facts, [], '2026-11-21')).toHaveLength(checklistSteps.length)
  })
})
