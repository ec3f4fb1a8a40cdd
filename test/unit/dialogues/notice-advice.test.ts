import { describe, expect, it } from 'vitest'
import { noticeAdvice } from '../../../src/dialogues/index.ts'
import type { Rule } from '../../../src/rules/index.ts'
import { sampleDialogue } from './sample-fields.ts'

const rule: Rule = {
  key: 'dialogue.notice',
  measure: { kind: 'days', days: 7, counting: 'calendar' },
  appliesTo: 'communal_dialogue',
  source: 'Luật Tổ chức chính quyền địa phương 2025, Điều 43',
  sourceDate: '2025-06-16',
  validFrom: '2025-07-01',
  validUntil: null,
  state: 'verified',
  isOn: true,
}

describe('noticeAdvice', () => {
  // 00:30 on 5 December in Vietnam is still the 4th in Greenwich.
  const session = sampleDialogue({ startsAt: new Date('2026-12-04T17:30:00Z') })

  it.each([
    ['2026-11-27', 'in_time', 1],
    ['2026-11-28', 'last_day', 0],
    ['2026-11-29', 'late', -1],
  ] as const)('says on %s that the notice is %s, by the date in Vietnam', (today, kind, daysLeft) => {
    expect(noticeAdvice(session, today, rule)).toEqual({
      kind,
      daysLeft,
      lastDay: '2026-11-28',
      days: 7,
      source: rule.source,
    })
  })

  it('knows no rule where none is switched on or the session has another legal basis', () => {
    expect(noticeAdvice(session, '2026-11-27', null)).toEqual({ kind: 'no_rule' })
    expect(noticeAdvice({ ...session, legalBasis: 'decision_2200' }, '2026-11-27', rule)).toEqual({ kind: 'no_rule' })
  })
})
