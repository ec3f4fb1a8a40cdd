import { describe, expect, it } from 'vitest'
import { asTold, changedFacts, noticeDue, noticeFactsOf, type Dialogue } from '../../../src/dialogues/index.ts'
import { now, sampleDialogue } from './sample-fields.ts'

const toldOf = (dialogue: Dialogue, cancelled = false) => ({
  version: dialogue.version,
  at: now.toISOString(),
  facts: noticeFactsOf(dialogue),
  cancelled,
})

describe('what people were told', () => {
  const announced = sampleDialogue({ told: toldOf(sampleDialogue()) })

  it('makes an announcement due for a draft, nothing when it says what the record says', () => {
    expect(noticeDue(sampleDialogue({ state: 'draft' }))).toBe('announcement')
    expect(noticeDue(announced)).toBeNull()
  })

  it('makes a change due when any told fact differs, and none when it is put back', () => {
    const moved = { ...announced, startsAt: new Date('2026-12-06T01:30:00Z'), place: 'Trụ sở UBND phường' }
    expect(noticeDue(moved)).toBe('change')
    expect(changedFacts(noticeFactsOf(announced), noticeFactsOf(moved))).toEqual(['startsAt', 'place'])
    expect(noticeDue({ ...moved, startsAt: announced.startsAt, place: announced.place })).toBeNull()
    expect(noticeDue({ ...announced, hosts: [{ name: 'UBND phường' }] })).toBe('change')
    expect(noticeDue({ ...announced, hosts: [...announced.hosts] })).toBeNull()
  })

  it('does not make a change due for what no notice tells', () => {
    expect(noticeDue({ ...announced, agenda: [{ minutes: 10, what: 'Khai mạc' }], councilSession: 'x' })).toBeNull()
  })

  it('makes a cancellation due until people know', () => {
    expect(noticeDue({ ...announced, state: 'cancelled' })).toBe('cancellation')
    expect(noticeDue({ ...announced, state: 'cancelled', told: toldOf(announced, true) })).toBeNull()
    expect(noticeDue(sampleDialogue({ state: 'cancelled', told: null }))).toBeNull()
  })

  it('is what the public sees: no change and no cancellation before a second person let it out', () => {
    expect(asTold(sampleDialogue({ state: 'draft' }))).toBeNull()
    const moved = { ...announced, startsAt: new Date('2026-12-06T01:30:00Z') }
    expect(asTold(moved)?.startsAt).toEqual(announced.startsAt)
    const called = { ...announced, state: 'cancelled', cancelledWhy: 'Bão' } as const
    expect(asTold(called)).toMatchObject({ state: 'announced', cancelledWhy: null })
    expect(asTold({ ...called, told: toldOf(called, true) })).toMatchObject({ state: 'cancelled', cancelledWhy: 'Bão' })
  })
})
