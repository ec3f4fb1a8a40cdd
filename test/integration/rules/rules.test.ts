import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { deadlineFor, findRule, listRules, rulesFor, switchRule } from '../../../src/rules/index.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let home: TestHouse
beforeAll(async () => {
  home = await createTestHouse()
})
afterAll(async () => await home.close())

describe('Rules of the law', () => {
  test('every clock of the domain is there with its days, its counting, its source and its state', async () => {
    const found = await listRules(home.house.database)
    expect(found.map(({ key, measure, state, isOn }) => [key, measure, state, isOn])).toEqual([
      ['dialogue.notice', { kind: 'days', days: 7, counting: 'calendar' }, 'verified', true],
      ['dialogue.on_request', { kind: 'percent', percent: 10 }, 'verified', true],
      ['dialogue.result', { kind: 'days', days: 10, counting: 'calendar' }, 'verified', true],
      ['dialogue.yearly', { kind: 'times-a-year', times: 1 }, 'verified', true],
      ['notice.quiet_holidays', { kind: 'days', days: 1, counting: 'calendar' }, 'unverified', false],
      ['petition.accepted', { kind: 'days', days: 10, counting: 'working' }, 'verified', true],
      ['data_request.answer', { kind: 'days', days: 2, counting: 'working' }, 'verified', true],
      ['data_request.stop', { kind: 'days', days: 15, counting: 'calendar' }, 'verified', true],
      ['reminder.quiet_holidays', { kind: 'days', days: 1, counting: 'calendar' }, 'unverified', false],
      ['voter_contact.synthesis_after', { kind: 'days', days: 15, counting: 'calendar' }, 'verified', true],
      ['voter_contact.synthesis_before', { kind: 'days', days: 15, counting: 'calendar' }, 'verified', true],
      ['voter_petition.answer', { kind: 'days', days: 60, counting: 'calendar' }, 'unverified', false],
    ])
    expect(found.every(({ source }) => source.length > 10)).toBe(true)
  })

  test('a rule holds from its first day on, and not before', async () => {
    const { database } = home.house
    expect(await findRule(database, 'data_request.answer', '2025-12-31')).toBeNull()
    expect((await findRule(database, 'data_request.answer', '2026-01-01'))?.source).toBe('Nghị định 356/2025/NĐ-CP')
  })

  test('the legal basis selects its rules', async () => {
    const found = await rulesFor(home.house.database, 'communal_dialogue', '2026-11-21')
    expect(found.map(({ key }) => key)).toEqual([
      'dialogue.notice',
      'dialogue.on_request',
      'dialogue.result',
      'dialogue.yearly',
    ])
    expect(await rulesFor(home.house.database, 'voter_petition', '2026-11-21')).toEqual([])
  })

  test('two working days from a Friday evening end with the next Tuesday in Vietnam', async () => {
    const due = await deadlineFor(home.house.database, 'data_request.answer', new Date('2026-11-20T16:30:00Z'))
    expect(due?.date).toBe('2026-11-24')
    expect(due?.at.toISOString()).toBe('2026-11-24T17:00:00.000Z')
  })

  test('fifteen calendar days count weekends', async () => {
    const due = await deadlineFor(home.house.database, 'data_request.stop', new Date('2026-11-20T16:30:00Z'))
    expect(due?.date).toBe('2026-12-05')
  })

  test('an unverified rule gives no deadline until an administrator switches it on', async () => {
    const { house } = home
    const start = new Date('2026-11-20T02:00:00Z')
    expect(await deadlineFor(house.database, 'voter_petition.answer', start)).toBeNull()
    await act(house, systemActor('test'), async (scope) => {
      await switchRule(scope, { key: 'voter_petition.answer', validFrom: '2012-09-27', isOn: true, verified: true })
    })
    const due = await deadlineFor(house.database, 'voter_petition.answer', start)
    expect([due?.date, due?.rule.state]).toEqual(['2027-01-19', 'verified'])
  })

  test('only an administrator may switch a rule', async () => {
    const leader = {
      kind: 'officer',
      officerId: 'x',
      grants: [{ role: 'leader', unitId: 'vn', unitPath: ['vn'] }],
    } as const
    const input = { key: 'dialogue.notice', validFrom: '2025-07-01', isOn: false } as const
    await expect(act(home.house, leader, async (scope) => await switchRule(scope, input))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(await findRule(home.house.database, 'dialogue.notice', '2026-11-21')).not.toBeNull()
  })

  test('a rule has one measure: the database refuses days and a share at once', async () => {
    const both = home.house.database.execute(sql`
      insert into rules (key, days, counting, percent, applies_to, source, valid_from, state, is_on)
      values ('x', 1, 'calendar', 10, 'y', 'z', '2026-01-01', 'verified', true)`)
    await expect(both).rejects.toThrow()
  })

  test('a period without an end of holidays known says for which years', async () => {
    const due = await deadlineFor(home.house.database, 'petition.accepted', new Date('2029-12-28T02:00:00Z'))
    expect(due?.yearsWithoutHolidays).toContain(2030)
  })
})
