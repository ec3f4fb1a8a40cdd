import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditHead, chainAudit, createAuditSequencer, recordAudit, verifyAudit } from '../../../src/audit/index.ts'
import { act, type Transaction } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let stage: TestHouse
beforeAll(async () => {
  stage = await createTestHouse()
})
beforeEach(async () => {
  await stage.house.database.$client`truncate audit_entries, audit_chain`
})
afterAll(async () => await stage.close())

const record = async (n: number, inTheSame?: (tx: Transaction) => Promise<void>): Promise<void> =>
  await act(stage.house, systemActor('test'), async (scope) => {
    await recordAudit(scope, {
      action: 'thing.done',
      subject: { kind: 'thing', id: String(n) },
      details: { b: n, a: ['x', n] },
    })
    await inTheSame?.(scope.tx)
  })

const chained = async (): Promise<string[]> => {
  const rows = await stage.house.database.execute<{ subject_id: string }>(sql`
    select e.subject_id from audit_chain c join audit_entries e on e.id = c.entry_id order by c.seq`)
  return rows.map((row) => row.subject_id)
}

test('entries get their place in the order in which they were made, each once, over any number of runs', async () => {
  for (let n = 1; n <= 5; n += 1) await record(n)
  expect(await chainAudit(stage.house.database)).toBe(5)
  expect(await chainAudit(stage.house.database)).toBe(0)
  await record(6)
  expect(await chainAudit(stage.house.database)).toBe(1)
  expect(await chained()).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(await verifyAudit(stage.house.database)).toMatchObject({ ok: true, entries: 6, waiting: 0 })
})

test('more entries than one group are chained in one go', async () => {
  await stage.house.database.execute(sql`
    insert into audit_entries (id, at, actor_kind, actor_id, action, subject_kind, subject_id)
    select uuidv7(), '2026-11-21T02:00:00Z', 'system', 'test', 'many', 'thing', n::text from generate_series(1, 1203) n`)
  expect(await chainAudit(stage.house.database)).toBe(1_203)
  expect(await verifyAudit(stage.house.database)).toMatchObject({ ok: true, entries: 1_203 })
})

test('an act that was undone leaves no entry; one that commits late still finds its place', async () => {
  const late = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const slow = record(1, async () => {
    written.resolve()
    await late.promise
  })
  await written.promise
  await record(2)
  await record(3, async () => await Promise.reject(new Error('undone'))).catch(() => undefined)
  expect(await chainAudit(stage.house.database)).toBe(1)
  late.resolve()
  await slow
  expect(await chainAudit(stage.house.database)).toBe(1)
  expect(await chained()).toEqual(['2', '1'])
  expect(await verifyAudit(stage.house.database)).toMatchObject({ ok: true, entries: 2, waiting: 0 })
})

test('two processes that chain at once give every entry one place', async () => {
  for (let n = 1; n <= 20; n += 1) await record(n)
  const done = await Promise.all([1, 2, 3].map(async () => await chainAudit(stage.house.database)))
  const rest = await chainAudit(stage.house.database)
  expect(done.reduce((sum, n) => sum + n, rest)).toBe(20)
  expect(await verifyAudit(stage.house.database)).toMatchObject({ ok: true, entries: 20 })
})

test.each([
  ['changed', sql`update audit_entries set action = 'thing.undone' where subject_id = '3'`, { seq: 3, why: 'changed' }],
  [
    're-dated',
    sql`update audit_entries set at = at - interval '1 second' where subject_id = '1'`,
    { seq: 1, why: 'changed' },
  ],
  ['taken out', sql`delete from audit_entries where subject_id = '4'`, { seq: 4, why: 'missing' }],
  [
    'taken out with its link',
    sql`with gone as (delete from audit_chain where seq = 2 returning entry_id)
      delete from audit_entries where id in (select entry_id from gone)`,
    { seq: 2, why: 'gap' },
  ],
])('an entry that was %s shows', async (_what, tamper, verdict) => {
  for (let n = 1; n <= 5; n += 1) await record(n)
  await chainAudit(stage.house.database)
  await stage.house.database.execute(tamper)
  expect(await verifyAudit(stage.house.database)).toEqual({ ok: false, ...verdict })
})

test('an entry slipped in with an old date never enters the chain and is reported as waiting', async () => {
  await record(1)
  await chainAudit(stage.house.database)
  await stage.house.database.execute(sql`
    insert into audit_entries (id, at, actor_kind, actor_id, action, subject_kind, subject_id)
    values ('01800000-0000-7000-8000-000000000000', '2022-04-01', 'system', 'x', 'forged', 'thing', 'f')`)
  expect(await chainAudit(stage.house.database)).toBe(0)
  expect(await verifyAudit(stage.house.database)).toMatchObject({ ok: true, entries: 1, waiting: 1 })
})

test('the service’s role can neither change nor remove an entry or a link', async () => {
  await record(1)
  await chainAudit(stage.house.database)
  for (const statement of [
    sql`update audit_entries set action = 'x'`,
    sql`delete from audit_entries`,
    sql`update audit_chain set seq = 9`,
    sql`delete from audit_chain`,
    sql`truncate audit_entries`,
    sql`truncate audit_chain`,
  ]) {
    const denied = stage.house.database.transaction(async (tx) => {
      await tx.execute(sql`set local role nhip_cau_service`)
      await tx.execute(statement)
    })
    await expect(denied).rejects.toMatchObject({ cause: { code: '42501' } })
  }
})

test('the sequencer chains soon after a commit and stops cleanly', async () => {
  const sequencer = createAuditSequencer(stage.house)
  sequencer.start()
  await record(1)
  await expect.poll(async () => (await chained()).length).toBe(1)
  await sequencer.stop()
})

test('a head that was noted is found again, and a chain that was written anew no longer holds it', async () => {
  for (let n = 1; n <= 3; n += 1) await record(n)
  await chainAudit(stage.house.database)
  const head = await auditHead(stage.house.database)
  await record(4)
  await chainAudit(stage.house.database)
  expect(await verifyAudit(stage.house.database, { head: head?.hash ?? '' })).toMatchObject({ ok: true, notedAt: 3 })
  // Whoever owns the database takes an entry out and chains the rest anew: each link fits, the noted head is gone.
  await stage.house.database.execute(sql`truncate audit_chain`)
  await stage.house.database.execute(sql`delete from audit_entries where subject_id = '2'`)
  await chainAudit(stage.house.database)
  expect(await verifyAudit(stage.house.database)).toMatchObject({ ok: true, entries: 3 })
  expect(await verifyAudit(stage.house.database, { head: head?.hash ?? '' })).toEqual({
    ok: false,
    why: 'another-chain',
    entries: 3,
  })
})
