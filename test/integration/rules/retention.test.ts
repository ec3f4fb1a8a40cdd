import { afterAll, beforeAll, expect, test } from 'vitest'
import { runRetention } from '../../../src/app/run-retention.ts'
import { ensureHistoryMonths } from '../../../src/database/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import {
  findRetention,
  lastRetentionRuns,
  retentionRules,
  setRetention,
  type RetentionInput,
} from '../../../src/rules/index.ts'
import { officer, openQuestionHouse, type QuestionHouse } from '../questions/question-house.ts'

let all: QuestionHouse
beforeAll(async () => {
  all = await openQuestionHouse()
})
afterAll(async () => await all.close())

const dayMs = 86_400_000
const admin = officer('admin', ['vn'])
const wait = (days: number): void => all.house.clock.advance(days * dayMs)
const run = async (): Promise<void> => await runRetention({ house: all.house, storage: all.storage })
const countOf = async (kind: string): Promise<number | undefined> =>
  (await lastRetentionRuns(all.house.database)).get(kind)?.count
const set = async (changes: Partial<RetentionInput>, actor: OfficerActor = admin): Promise<void> => {
  const kind = changes.kind ?? 'opinion-authors'
  const rule = await findRetention(all.house.database, kind)
  if (!rule) throw new Error('no rule')
  const input = { kind, version: rule.version, days: rule.days, source: rule.source, isVerified: true, isOn: true }
  await all.as(actor, async (scope) => await setRetention(scope, { ...input, ...changes }))
}

test('each kind has a source and bounds around its days, and the ones promised to residents are fixed', async () => {
  const rules = await retentionRules(all.house.database)
  expect(rules.length).toBe(10)
  for (const rule of rules) {
    expect([rule.kind, rule.source.length > 10 && rule.least <= rule.days && rule.days <= rule.most]).toEqual([
      rule.kind,
      true,
    ])
  }
  expect(rules.filter(({ least, most }) => least === most).map(({ kind }) => kind)).toEqual([
    'held-texts',
    'unclaimed-files',
    'web-pages',
  ])
})

test('an opinion loses its author, name and code after its days, not a day before; its words stay', async () => {
  const sql = all.house.database.$client
  const person = await all.meet()
  const { opinionId } = await all.handIn(person, { naming: 'named', name: 'Trần Văn An', text: 'Cống ở ngõ 5 bị tắc' })
  const known = async () => {
    const [row] = await sql`
      select o.code is not null as code, o.shown_name is not null as name, o.state, o.naming,
        exists (select 1 from opinion_authors a where a.opinion_id = o.id) as author,
        exists (select 1 from opinion_wordings w where w.opinion_id = o.id) as words
      from opinions o where o.id = ${opinionId}`
    return row
  }
  const before = await known()
  expect(before).toMatchObject({ author: true, name: true, words: true })
  wait(1095)
  await run()
  expect(await known()).toEqual(before)
  wait(1)
  await run()
  expect(await countOf('opinion-authors')).toBe(1)
  expect(await known()).toMatchObject({ author: false, name: false, code: false, words: true, state: 'received' })
  await run()
  expect(await countOf('opinion-authors')).toBe(0)
})

test('more opinions than one transaction takes are gone through in one night', async () => {
  const sql = all.house.database.$client
  const at = all.house.clock.now().toISOString()
  await sql`
    with made as (
      insert into opinions (id, code_hash, code, unit_id, opinion_class, naming, channel, language, received_at)
      select gen_random_uuid(), gen_random_uuid(), '\\x01'::bytea, '00001', 'idea', 'sealed', 'web', 'vi', ${at}::timestamptz
      from generate_series(1, 1100) returning id)
    insert into opinion_authors (opinion_id, resident_id) select id, gen_random_uuid() from made`
  wait(1096)
  await run()
  expect(await countOf('opinion-authors')).toBe(1100)
})

test('months of history that ended before the period are dropped whole; the others stay', async () => {
  const sql = all.house.database.$client
  const months = async (): Promise<string[]> => {
    const rows = await sql<{ name: string }[]>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'inbox_history'::regclass order by 1`
    return rows.map(({ name }) => name.slice(-6))
  }
  const now = all.house.clock.now()
  await ensureHistoryMonths(all.house.database, now)
  const first = now.toISOString().slice(0, 7).replace('-', '')
  expect(await months()).toContain(first)
  wait(400)
  await ensureHistoryMonths(all.house.database, all.house.clock.now())
  await run()
  // That month had not ended 400 days ago.
  expect(await months()).toContain(first)
  wait(32)
  await run()
  expect(await months()).not.toContain(first)
  expect(await months()).toContain(all.house.clock.now().toISOString().slice(0, 7).replace('-', ''))
})

test('a kind that is switched off is kept, and one that fails does not hold up the others', async () => {
  const sql = all.house.database.$client
  await set({ kind: 'sign-in-traces', isOn: false })
  const { opinionId } = await all.handIn(await all.meet())
  await sql`update inbox_seen set seen_at = seen_at`
  wait(1096)
  await sql`alter table attendance_invitations rename to gone_for_a_moment`
  await expect(run()).rejects.toThrow('1 kinds')
  await sql`alter table gone_for_a_moment rename to attendance_invitations`
  expect(await sql`select 1 from opinion_authors where opinion_id = ${opinionId}`).toHaveLength(0)
  const ran = await sql`
    select distinct subject_id from audit_entries where action = 'retention.run' and at = ${all.house.clock.now().toISOString()}`
  const kinds = ran.map((row) => row['subject_id'])
  expect(kinds).toContain('web-pages')
  expect(kinds).not.toContain('sign-in-traces')
  expect(kinds).not.toContain('attendance-invitees')
})

test('an administrator sets days within the bounds; nobody else, not without a source, not over somebody else’s change', async () => {
  await set({ days: 730, source: 'Quyết định 12/QĐ-MTTQ' })
  expect(await findRetention(all.house.database, 'opinion-authors')).toMatchObject({
    days: 730,
    changedBy: admin.officerId,
  })
  await expect(set({ days: 10 })).rejects.toMatchObject({ phrase: 'retention:daysBounds', field: 'days' })
  await expect(set({ days: Number.NaN })).rejects.toMatchObject({ field: 'days' })
  await expect(set({ kind: 'held-texts', days: 2 })).rejects.toMatchObject({ phrase: 'retention:daysFixed' })
  await expect(set({ kind: 'held-texts', isOn: false })).rejects.toMatchObject({ phrase: 'retention:staysOn' })
  await expect(set({ source: ' ' })).rejects.toMatchObject({ field: 'source' })
  await expect(set({ isVerified: false })).rejects.toMatchObject({ phrase: 'retention:verifyFirst' })
  await expect(set({ version: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
  const front = officer('front_officer', ['vn', '01', '00001'])
  await expect(set({ days: 400 }, front)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
