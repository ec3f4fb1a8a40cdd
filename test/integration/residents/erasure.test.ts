import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseInboxOf } from '../../../src/inbox/index.ts'
import { enqueueMessage, eraseOutboxOf } from '../../../src/outbox/index.ts'
import { eraseConversationsOf, forgetLostConversations } from '../../../src/conversation/index.ts'
import {
  eraseResident,
  erasedPlaces,
  erasureMap,
  makeLinkCode,
  requestData,
  requireEveryEraser,
  type Eraser,
} from '../../../src/residents/index.ts'
import { openResidents, type Residents } from './residents-house.ts'

let all: Residents
beforeAll(async () => {
  all = await openResidents()
})
afterAll(async () => await all.close())

const nothing: readonly Eraser[] = erasedPlaces.map((place) => ({ place, erase: async () => {} }))

/** Columns that lead to a person: by their names, and by keys to residents and chats. */
const personal = sql`
  select c.table_name || '.' || c.column_name as name from information_schema.columns c
  join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
  where c.table_schema = 'public' and t.relkind in ('r', 'p') and not t.relispartition
    and c.column_name ~ '^(resident_id|author_id|chat_id|chat_lookup|chat_key|subject|lookup|address)$'
  union
  select k.table_name || '.' || k.column_name from information_schema.key_column_usage k
  join information_schema.referential_constraints f on f.constraint_name = k.constraint_name
  join information_schema.constraint_column_usage u on u.constraint_name = f.unique_constraint_name
  where u.table_name in ('residents', 'chats')`

describe('The erasure map', () => {
  test('knows every column of the database that leads to a person', async () => {
    const found = await all.house.database.execute<{ name: string }>(personal)
    const names = found.map(({ name }) => name)
    expect(names).toContain('opinion_authors.resident_id')
    const known = new Set(Object.keys(erasureMap))
    // The address of a chat leaves with its row, which the map names by its key.
    expect(names.filter((name) => !known.has(name) && name !== 'chats.address')).toEqual([])
  })

  test('names no column that does not exist', async () => {
    const found = await all.house.database.execute<{ name: string }>(
      sql`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    )
    const names = new Set(found.map(({ name }) => name))
    expect(Object.keys(erasureMap).filter((name) => !names.has(name))).toEqual([])
  })

  test('every place that it names has its eraser, or the house does not start', () => {
    expect(() => requireEveryEraser(nothing)).not.toThrow()
    expect(() => requireEveryEraser(nothing.slice(1))).toThrow(nothing[0]?.place)
    expect(() => requireEveryEraser([...nothing, ...nothing.slice(0, 1)])).toThrow(nothing[0]?.place)
    const named = new Set(Object.values(erasureMap).flatMap((fate) => ('by' in fate ? [fate.by] : [])))
    expect([...named].filter((place) => place !== 'residents').toSorted()).toEqual([...erasedPlaces].toSorted())
  })
})

describe('Erasing a resident', () => {
  test('leaves no row of theirs in any table of people, and settles what they had asked for', async () => {
    const person = await all.meet('zalo', '00082')
    const second = await all.addContact(person, 'web')
    await all.as(person.actor, async (scope) => {
      await makeLinkCode(scope)
      await requestData(scope, { kind: 'correct' })
    })
    await all.house.database.execute(sql`insert into link_guesses (chat_id, since, count) values (${second}, now(), 2)`)
    const input = { chatId: person.chatId, residentId: person.residentId, at: all.house.clock.now() }
    const request = await all.as(person.actor, async (scope) => await eraseResident(scope, input, nothing))
    expect(request?.kind).toBe('erase')
    for (const table of ['contacts', 'consents', 'link_codes', 'unit_questions']) {
      const left = await all.house.database.execute(
        sql`select 1 from ${sql.identifier(table)} where resident_id = ${person.residentId}`,
      )
      expect([table, left.length]).toEqual([table, 0])
    }
    const chats = await all.house.database.execute<{ marked: boolean }>(
      sql`select erase_at is not null as marked from chats where id in (${person.chatId}, ${second})`,
    )
    expect(chats.map(({ marked }) => marked)).toEqual([true, true])
    expect((await all.house.database.execute(sql`select 1 from link_guesses where chat_id = ${second}`)).length).toBe(0)
    const open = await all.house.database.execute(sql`select 1 from data_requests where done_at is null`)
    expect(open.length).toBe(0)
    const [entry] = await all.house.database.execute<{ details: unknown }>(
      sql`select details from audit_entries where action = 'resident.erased' and subject_id = ${person.residentId}`,
    )
    expect(entry?.details).toEqual({ request: request?.number, chats: 2 })
  })

  test('takes what waits and is parked in the inbox, not what was sent after it', async () => {
    const person = await all.meet('zalo', '00082')
    const at = all.house.clock.now()
    const add = async (platformAt: Date, state: string) =>
      await all.house.database.execute(sql`
        insert into inbox (account_id, chat_lookup, key, platform_at, platform_seq, received_at, due_at, state, payload)
        select 'zalo:1', lookup, gen_random_uuid(), ${platformAt.toISOString()}::timestamptz, 0, ${at.toISOString()}::timestamptz,
          ${at.toISOString()}::timestamptz, ${state}, '\\x00' from chats where id = ${person.chatId}`)
    await add(new Date(at.getTime() - 5_000), 'parked')
    await add(new Date(at.getTime() - 1_000), 'waiting')
    await add(at, 'waiting')
    await add(new Date(at.getTime() + 1_000), 'waiting')
    await all.as(all.system, async (scope) => await eraseInboxOf(scope, { chatIds: [person.chatId], at }))
    const left = await all.house.database.execute<{ later: boolean }>(sql`
      select platform_at >= ${at.toISOString()}::timestamptz as later from inbox
      where chat_lookup = (select lookup from chats where id = ${person.chatId})`)
    expect(left.map(({ later }) => later)).toEqual([true, true])
  })

  test('takes what waits in the outbox and says in the history why', async () => {
    const person = await all.meet('zalo', '00082')
    await all.as(all.system, async (scope) => {
      const message = { text: 'Thông báo', locale: 'vi' } as const
      await enqueueMessage(scope, {
        accountId: 'zalo:1',
        chatId: person.chatId,
        message,
        priority: 'bulk',
        ref: 'broadcast:x',
      })
      await eraseOutboxOf(scope, { chatIds: [person.chatId] })
    })
    expect((await all.house.database.execute(sql`select 1 from outbox where chat_id = ${person.chatId}`)).length).toBe(
      0,
    )
    const history = await all.house.database.execute(
      sql`select outcome, why, ref from outbox_history where chat_id = ${person.chatId}`,
    )
    expect([...history]).toEqual([{ outcome: 'replaced', why: 'erased', ref: 'broadcast:x' }])
  })

  test('the dialogue state goes, and what a last turn left of it goes with the chat', async () => {
    const person = await all.meet('web', '00082')
    const { database } = all.house
    const keep = sql`insert into conversations (chat_id, updated_at) values (${person.chatId}, now())`
    await database.execute(keep)
    await all.as(all.system, async (scope) => await eraseConversationsOf(scope, { chatIds: [person.chatId] }))
    expect((await database.execute(sql`select 1 from conversations where chat_id = ${person.chatId}`)).length).toBe(0)
    await database.execute(keep)
    expect(await forgetLostConversations(database)).toBe(0)
    await database.execute(sql`delete from chats where id = ${person.chatId}`)
    expect(await forgetLostConversations(database)).toBe(1)
  })

  test('is for the person and their platform: neither a neighbour nor an officer may do it', async () => {
    const person = await all.meet('zalo', '00082')
    const neighbour = await all.meet('zalo', '00082')
    const admin = {
      kind: 'officer',
      officerId: 'x',
      grants: [{ role: 'admin', unitId: 'vn', unitPath: ['vn'] }],
    } as const
    const input = { chatId: person.chatId, residentId: person.residentId, at: all.house.clock.now() }
    for (const actor of [neighbour.actor, admin]) {
      const erasing = all.as(actor, async (scope) => await eraseResident(scope, input, nothing))
      await expect(erasing).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
  })

  test('all of it is undone when one eraser fails', async () => {
    const person = await all.meet('zalo', '00082')
    const failing: readonly Eraser[] = nothing.map((eraser, at) =>
      at === nothing.length - 1 ? { ...eraser, erase: () => Promise.reject(new Error('no disk')) } : eraser,
    )
    const input = { chatId: person.chatId, residentId: person.residentId, at: all.house.clock.now() }
    await expect(all.as(person.actor, async (scope) => await eraseResident(scope, input, failing))).rejects.toThrow(
      'no disk',
    )
    const left = await all.house.database.execute(sql`select 1 from contacts where resident_id = ${person.residentId}`)
    expect(left.length).toBe(1)
  })
})
