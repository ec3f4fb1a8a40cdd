import { afterEach, beforeEach, expect, test } from 'vitest'
import { readClocks, type Clock } from '../../../src/clocks/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { openRequests, recountDeadlines, requestData } from '../../../src/residents/index.ts'
import { amendRule, findRule, saveHolidays, switchRule } from '../../../src/rules/index.ts'
import { openWard, otherWard, ward } from '../broadcasts/ward.ts'

type Ward = Awaited<ReturnType<typeof openWard>>
let stage: Ward
let front: OfficerActor
let admin: OfficerActor

beforeEach(async () => {
  stage = await openWard()
  front = await stage.officer(['front_officer'])
  admin = await stage.officer(['admin'], 'vn')
})
afterEach(async () => await stage.close())

const at = (day: string): void => stage.house.clock.set(new Date(`${day}T02:00:00Z`))
const clocks = async (unitIds: readonly string[] = [ward]): Promise<Clock[]> =>
  await readClocks(stage.house.database, { unitIds, now: stage.house.clock.now() })
/** Kind, day and colour of what the ward owes; of one kind when asked. */
const owed = async (kind?: Clock['kind']): Promise<string[]> =>
  (await clocks())
    .filter((one) => kind === undefined || one.kind === kind)
    .map((one) => `${one.kind} ${one.dueOn ?? '-'} ${one.tone}`)

test('the notice of a session turns amber three days before its last day and red after it, until people are told', async () => {
  const { id } = await stage.call(front)
  expect(await owed('notice')).toEqual([])
  at('2026-11-25')
  expect(await owed('notice')).toEqual(['notice 2026-11-28 amber'])
  at('2026-11-29')
  expect(await owed('notice')).toEqual(['notice 2026-11-28 red'])
  await stage.sql`update dialogues set state = 'announced', told = '{}'::jsonb where id = ${id}`
  expect(await owed('notice')).toEqual([])
})

test('the result of a session that was held is owed for ten days and no more once it is published', async () => {
  const { id } = await stage.call(front)
  await stage.sql`update dialogues set state = 'held' where id = ${id}`
  at('2026-12-06')
  expect(await owed('result')).toEqual([])
  at('2026-12-12')
  expect(await owed('result')).toEqual(['result 2026-12-15 amber'])
  at('2026-12-16')
  expect(await owed('result')).toEqual(['result 2026-12-15 red'])
  await stage.sql`update dialogues set state = 'concluded' where id = ${id}`
  expect(await owed('result')).toEqual([])
})

test('a commune that has held no dialogue is on the list at the end of the year, and of the former year until March', async () => {
  at('2026-09-01')
  expect(await owed('yearly')).toEqual([])
  at('2026-11-02')
  const both = await clocks(['01'])
  expect(
    both
      .filter(({ kind }) => kind === 'yearly')
      .map(({ unitId }) => unitId)
      .toSorted(),
  ).toEqual([ward, otherWard].toSorted())
  at('2027-02-01')
  expect(await owed('yearly')).toEqual(['yearly 2026-12-31 red'])
  // A house that was set up in January knows nothing of the year before.
  await stage.sql`insert into installation (key, value, at) values ('test', '', '2027-01-04T00:00:00Z')`
  expect(await owed('yearly')).toEqual([])
  await stage.sql`delete from installation where key = 'test'`
  const { id } = await stage.call(front, {
    startsAt: new Date('2027-02-20T01:30:00Z'),
    endsAt: new Date('2027-02-20T04:30:00Z'),
    collectionClosesAt: new Date('2027-02-18T01:30:00Z'),
  })
  await stage.sql`update dialogues set state = 'held', starts_at = '2026-12-05T01:30:00Z', ends_at = null where id = ${id}`
  expect(await owed('yearly')).toEqual([])
  at('2027-04-01')
  expect(await owed('yearly')).toEqual([])
})

test('reports on voters’ opinions are owed before and after a session of the National Assembly, and of no other council', async () => {
  const session = async (body: string, name: string): Promise<void> => {
    const now = stage.house.clock.now().toISOString()
    await stage.sql`insert into council_sessions (id, unit_id, body, name, opens_on, closes_on, created_by, created_at, updated_at)
      values (${newId()}, ${ward}, ${body}, ${name}, '2026-12-20', '2027-01-10', ${front.officerId}, ${now}, ${now})`
  }
  await session('national_assembly', 'Kỳ họp thứ 3, Quốc hội khóa XVI')
  await session('province', 'Kỳ họp thứ 9, Hội đồng nhân dân thành phố')
  at('2026-12-01')
  expect(await owed('synthesis_before')).toEqual(['synthesis_before 2026-12-05 amber'])
  at('2026-12-06')
  expect(await owed('synthesis_before')).toEqual(['synthesis_before 2026-12-05 red'])
  at('2027-01-21')
  expect(await owed('synthesis_before')).toEqual([])
  expect(await owed('synthesis_after')).toEqual(['synthesis_after 2027-01-25 amber'])
  await stage.sql`insert into syntheses (id, unit_id, from_on, until_on, council_session, mood, proposals, state, figures,
      written_by, created_at, updated_at, approved_at) values (${newId()}, ${ward}, '2026-12-01', '2027-01-10',
      'Kỳ họp thứ 3, Quốc hội khóa XVI', '', '', 'approved', '{}', ${front.officerId}, now(), now(), '2027-01-20T02:00:00Z')`
  expect(await owed('synthesis_after')).toEqual([])
})

const opinion = async (receivedAt: string, opinionClass: string): Promise<void> => {
  const id = newId()
  await stage.sql`insert into opinions (id, code_hash, unit_id, opinion_class, naming, channel, language, state, triage, received_at)
    values (${id}, gen_random_uuid(), ${ward}, ${opinionClass}, 'sealed', 'web', 'vi', 'received', 'waiting', ${receivedAt})`
}

test('a petition on the building of the Party is taken in within ten working days; Tết and days to make up count', async () => {
  await opinion('2026-11-05T02:00:00Z', 'livelihood')
  expect(await owed('petition_accepted')).toEqual([])
  await opinion('2026-11-09T02:00:00Z', 'party_building')
  await opinion('2026-11-10T02:00:00Z', 'party_building')
  // Ten working days from Monday the 9th.
  expect(await owed('petition_accepted')).toEqual(['petition_accepted 2026-11-23 amber'])
  const [row] = (await clocks()).filter(({ kind }) => kind === 'petition_accepted')
  expect(row?.count).toBe(2)
  const csv = '20/11/2026;nghỉ;Ngày thử nghiệm'
  const holidays = { year: 2026, csv, source: 'Thông báo thử nghiệm', sourceDate: '2026-11-01' } as const
  const saved = await stage.as(admin, async (scope) => await saveHolidays(scope, holidays))
  expect(saved.kind).toBe('saved')
  // The day off moves the last day, at once.
  expect(await owed('petition_accepted')).toEqual(['petition_accepted 2026-11-24 amber'])
  at('2026-11-25')
  expect(await owed('petition_accepted')).toEqual(['petition_accepted 2026-11-24 red'])
})

test('an unverified rule counts nowhere until it is switched on, and an amended one from its day only', async () => {
  const { id } = await stage.call(front, {
    type: 'voter_contact',
    legalBasis: 'voter_contact_council',
    purpose: 'voter_contact',
    deputies: ['Nguyễn Văn An'],
    councilSession: 'Kỳ họp thứ 9, Hội đồng nhân dân thành phố',
  })
  await stage.sql`insert into items (id, unit_id, dialogue_id, number, opinion_class, kind, reach, competence, state,
      opinion_count, support_count, weight, created_by, created_at, updated_at)
    values (${newId()}, ${ward}, ${id}, 1, 'livelihood', 'petition', 'person', 'commune', 'open', 1, 0, 1,
      ${front.officerId}, '2026-10-01T02:00:00Z', '2026-10-01T02:00:00Z')`
  expect(await owed('petition_answer')).toEqual([])
  const old = await stage.sql`select valid_from::text as day from rules where key = 'voter_petition.answer'`
  const validFrom = String(old[0]?.['day']) as '2012-09-27'
  const turn = { key: 'voter_petition.answer', validFrom, isOn: true, verified: true } as const
  await stage.as(admin, async (scope) => await switchRule(scope, turn))
  expect(await owed('petition_answer')).toEqual(['petition_answer 2026-11-30 amber'])
  const amendment = { key: 'voter_petition.answer', value: 30, source: 'Luật mới, Điều 1', sourceDate: null } as const
  const amend = async (changes: object) =>
    await stage.as(
      admin,
      async (scope) => await amendRule(scope, { ...amendment, validFrom: '2026-11-01', ...changes }),
    )
  await expect(amend({ value: 0 })).rejects.toMatchObject({ field: 'value' })
  await expect(amend({ value: 2.5 })).rejects.toMatchObject({ field: 'value' })
  await expect(amend({ source: 'x' })).rejects.toMatchObject({ field: 'source' })
  await expect(amend({ validFrom: '2001-01-01' })).rejects.toMatchObject({ field: 'validFrom' })
  await expect(amend({ key: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    stage.as(front, async (scope) => await amendRule(scope, { ...amendment, validFrom: '2026-11-01' })),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await amend({})
  // What began before keeps its days; what begins from then on has the new ones.
  expect(await owed('petition_answer')).toEqual(['petition_answer 2026-11-30 amber'])
  expect((await findRule(stage.house.database, 'voter_petition.answer', '2026-10-31'))?.measure).toMatchObject({
    days: 60,
  })
  expect((await findRule(stage.house.database, 'voter_petition.answer', '2026-11-01'))?.measure).toMatchObject({
    days: 30,
  })
})

test('data requests are owed by their register; a holiday that is entered later moves what is open', async () => {
  const [chat] = await stage.residents(1)
  const [found] = await stage.sql`select resident_id from contacts where chat_id = ${chat ?? 0}`
  const residentId = String(found?.['resident_id'])
  await stage.as(
    { kind: 'resident', residentId, chatId: String(chat) },
    async (scope) => await requestData(scope, { kind: 'correct' }),
  )
  const [before] = await openRequests(stage.house.database)
  expect(await owed('data_answer')).toEqual(['data_answer 2026-11-24 amber'])
  const csv = '24/11/2026;nghỉ;Ngày thử nghiệm'
  const holidays = { year: 2026, csv, source: 'Thông báo thử nghiệm', sourceDate: '2026-11-01' } as const
  const moved = await stage.as(admin, async (scope) => {
    await saveHolidays(scope, holidays)
    return await recountDeadlines(scope)
  })
  expect(moved).toBe(1)
  const [after] = await openRequests(stage.house.database)
  expect(Number(after?.answerDueAt)).toBe(Number(before?.answerDueAt) + 86_400_000)
  at('2026-11-22')
  expect(await owed('data_answer')).toEqual(['data_answer 2026-11-25 amber'])
  at('2026-11-27')
  expect(await owed('data_answer')).toEqual(['data_answer 2026-11-25 red'])
  await expect(stage.as(front, recountDeadlines)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('nobody sees the clocks of another unit, the level above sees those of all below, and nobody asks for none', async () => {
  await stage.call(front)
  at('2026-11-29')
  expect((await clocks([otherWard])).filter(({ kind }) => kind === 'notice')).toEqual([])
  expect((await clocks(['01'])).filter(({ kind }) => kind === 'notice')).toMatchObject([{ unitId: ward }])
  expect(await clocks([])).toEqual([])
})
