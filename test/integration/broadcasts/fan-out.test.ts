import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  approveBroadcast,
  broadcastProgress,
  draftAnnouncement,
  draftCancellation,
  draftChange,
  fanOutStep,
  findBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  runFanOut,
  stopBroadcast,
  type AudienceSource,
  type FanOutOptions,
} from '../../../src/broadcasts/index.ts'
import { cancelDialogue, changeDialogue, type Dialogue } from '../../../src/dialogues/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { openWords, type OutboxWords } from '../../support/open-words.ts'
import { openWard, otherWard, type Ward } from './ward.ts'

describe('the fan-out of a notice', () => {
  let place: Ward
  let front: OfficerActor
  let approver: OfficerActor
  let session: Dialogue
  let options: FanOutOptions
  beforeEach(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'])
    approver = await place.officer(['approver'])
    session = await place.call(front)
    options = { house: place.house, audience: audiencePage, batch: 10 }
  })
  afterEach(async () => {
    await place.close()
  })

  const approve = async (id: string): Promise<string> => {
    await place.as(approver, (scope) => approveBroadcast(scope, { id, version: 1 }))
    return id
  }
  const announce = async (): Promise<string> => {
    const drafted = await place.as(front, (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
    return await approve(drafted.broadcast.id)
  }
  const change = async (changes: object, version = 1): Promise<string> => {
    await place.as(front, (scope) => changeDialogue(scope, { id: session.id, version, changes }))
    const drafted = await place.as(front, (scope) => draftChange(scope, { dialogueId: session.id }))
    return await approve(drafted.broadcast.id)
  }
  const ref = (id: string): string => `broadcast:${id}`
  const got = async (id: string): Promise<number[]> => await place.messagesOf(ref(id))
  const later = (seconds = 1): void => place.house.clock.advance(seconds * 1000)

  it('reaches each resident of the unit once, in their language, and is done when all is settled', async () => {
    const vi = await place.residents(23)
    const en = await place.residents(2, { account: 'web:chat', language: 'en' })
    await place.residents(3, { unitId: otherWard })
    const id = await announce()
    await runFanOut(options)
    expect(await got(id)).toEqual([...vi, ...en])
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'running',
      counts: { recipients: 25, waiting: 25, sent: 0 },
    })
    const [row] = await place.sql`select * from outbox where chat_id = ${en[0] ?? 0}`
    expect(row).toMatchObject({ priority: 2, lane: 'lane:web:chat', account_id: 'web:chat', ref: ref(id) })
    expect(new Date(row?.['expires_at'] as string)).toEqual(session.startsAt)
    expect(await openWords(place.house, row as unknown as OutboxWords)).toEqual({
      locale: 'en',
      text: expect.stringContaining('invites you to this thematic dialogue session'),
    })
    await place.deliver(ref(id), 'refused', vi.slice(0, 4))
    await place.deliver(ref(id))
    await runFanOut(options)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'done',
      finishedAt: place.house.clock.now(),
      counts: { recipients: 25, waiting: 0, sending: 0, sent: 21, refused: 4 },
    })
  })

  it('repeats nobody and loses nobody when a step dies after its cursor has moved', async () => {
    const chats = await place.residents(35)
    const id = await announce()
    let calls = 0
    const dying: AudienceSource = async (db, page) => {
      calls += 1
      return await audiencePage(db, page)
    }
    // The constraint is checked at commit: all of the step is written by then, and all of it goes.
    await place.sql`create sequence steps`
    await place.sql`create function die() returns trigger language plpgsql as
      $$ begin if nextval('steps') % 3 <> 0 then raise exception 'killed'; end if; return null; end $$`
    await place.sql`create constraint trigger dying after update on broadcasts deferrable initially deferred
      for each row when (new.cursor <> old.cursor) execute function die()`
    let deaths = 0
    for (let step = 0; step < 200; step += 1) {
      const outcome = await fanOutStep({ ...options, audience: dying }, id).catch(() => 'died' as const)
      if (outcome === 'died') deaths += 1
      else if (outcome === 'draining') break
    }
    await place.sql`drop trigger dying on broadcasts`
    expect({ calls, deaths }).toEqual({ calls: 12, deaths: 8 })
    expect(await got(id)).toEqual(chats)
    const recipients =
      await place.sql`select chat_id from broadcast_recipients where broadcast_id = ${id} order by chat_id`
    expect(recipients.map((row) => Number(row['chat_id']))).toEqual(chats)
    expect(await findBroadcast(place.house.database, id)).toMatchObject({ recipients: 35 })
  })

  it('is shared by workers that start at once without a repeat or a gap', async () => {
    const chats = await place.residents(95)
    const id = await announce()
    await Promise.all([runFanOut(options), runFanOut(options), runFanOut(options)])
    await runFanOut(options)
    expect(await got(id)).toEqual(chats)
  })

  it('leaves out who joined after the approval, and goes on past people who leave meanwhile', async () => {
    const chats = await place.residents(15)
    const id = await announce()
    later()
    const late = await place.residents(5)
    expect(await fanOutStep(options, id)).toBe('more')
    await place.sql`delete from contacts where chat_id = ${chats[0] ?? 0}`
    await place.sql`update residents set notices_stopped_at = now()
      where id = (select resident_id from contacts where chat_id = ${chats[12] ?? 0})`
    await runFanOut(options)
    expect(await got(id)).toEqual(chats.filter((_, at) => at !== 12))
    expect(late).toHaveLength(5)
  })

  it('feeds the outbox no more than its window, and goes on as that empties', async () => {
    const chats = await place.residents(30)
    const id = await announce()
    const narrow = { ...options, window: 12 }
    const inLine = async () => (await place.sql`select 1 from outbox where ref = ${ref(id)}`).length
    await runFanOut(narrow)
    expect(await inLine()).toBe(12)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      counts: { recipients: 30, waiting: 30 },
    })
    expect(await fanOutStep(narrow, id)).toBe('full')
    await place.deliver(ref(id), 'sent', chats.slice(0, 5))
    await runFanOut(narrow)
    expect(await inLine()).toBe(12)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      counts: { waiting: 25, sent: 5 },
    })
    for (let round = 0; round < 5; round += 1) {
      await place.deliver(ref(id))
      await runFanOut(narrow)
    }
    expect(await got(id)).toEqual(chats)
    expect(await findBroadcast(place.house.database, id)).toMatchObject({ state: 'done' })
  })

  it('of a change goes to those who got the announcement and to nobody else', async () => {
    const chats = await place.residents(12)
    const id = await announce()
    await runFanOut(options)
    const [failed = 0, stopped = 0, erased = 0, uncertain = 0] = chats
    await place.deliver(ref(id), 'refused', [failed])
    await place.deliver(ref(id))
    await place.sql`update outbox_history set outcome = 'uncertain' where chat_id = ${uncertain}`
    await runFanOut(options)
    later()
    await place.residents(4)
    await place.sql`update residents set notices_stopped_at = now()
      where id = (select resident_id from contacts where chat_id = ${stopped})`
    await place.sql`update chats set erase_at = now() where id = ${erased}`
    const changeId = await change({ startsAt: new Date('2026-12-08T01:30:00Z'), endsAt: null })
    await runFanOut(options)
    const readers = chats.filter((chat) => ![failed, stopped, erased].includes(chat))
    expect(await got(changeId)).toEqual(readers)
    const [row] = await place.sql`select expires_at from outbox where ref = ${ref(changeId)} limit 1`
    expect(new Date(row?.['expires_at'] as string)).toEqual(new Date('2026-12-08T01:30:00Z'))

    // The second change goes to the same people, though the first one did not reach one of them.
    await place.deliver(ref(changeId), 'refused', readers.slice(0, 1))
    await place.deliver(ref(changeId))
    await runFanOut(options)
    later()
    const second = await change({ place: 'Trụ sở UBND phường' }, 2)
    await runFanOut(options)
    expect(await got(second)).toEqual(readers)
    await place.deliver(ref(second))
    await runFanOut(options)

    await place.as(front, (scope) => cancelDialogue(scope, { id: session.id, reason: 'Bão số 12' }))
    const drafted = await place.as(front, (scope) => draftCancellation(scope, { dialogueId: session.id }))
    const cancellation = await approve(drafted.broadcast.id)
    await runFanOut(options)
    expect(await got(cancellation)).toEqual(readers)
  })

  it('stops by itself when the session is called off, and those who got it can be told', async () => {
    const chats = await place.residents(25)
    const id = await announce()
    expect(await fanOutStep(options, id)).toBe('more')
    const [first = 0, inFlight = 0] = chats
    await place.deliver(ref(id), 'sent', [first])
    await place.sql`update outbox set state = 'attempting' where chat_id = ${inFlight}`
    await place.as(front, (scope) => cancelDialogue(scope, { id: session.id, reason: 'Bão số 12' }))
    await runFanOut(options)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'stopped',
      finishedAt: null,
      counts: { recipients: 10, waiting: 0, sending: 1, sent: 1, replaced: 8 },
    })
    const drafted = await place.as(front, (scope) => draftCancellation(scope, { dialogueId: session.id }))
    const cancellation = await approve(drafted.broadcast.id)
    await runFanOut(options)
    expect(await got(cancellation)).toEqual([first, inFlight])
    // It came back to wait after the stop: it is taken back as well.
    await place.sql`update outbox set state = 'waiting' where chat_id = ${inFlight} and ref = ${ref(id)}`
    await runFanOut(options)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      finishedAt: place.house.clock.now(),
      counts: { waiting: 0, sending: 0, replaced: 9 },
    })
  })

  it('waits for an officer when the record was changed on the way', async () => {
    await place.residents(25)
    const id = await announce()
    await fanOutStep(options, id)
    const changes = { place: 'Trụ sở UBND phường' }
    await place.as(front, (scope) => changeDialogue(scope, { id: session.id, version: 1, changes }))
    await runFanOut(options)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'paused',
      pausedWhy: 'record-changed',
      counts: { recipients: 10 },
    })
    const [due] =
      await place.sql`select count(*)::int as count from outbox where due_at <= ${place.house.clock.now().toISOString()}::timestamptz`
    expect(due).toEqual({ count: 0 })
  })

  it('pauses at once and goes on where it was', async () => {
    const chats = await place.residents(25)
    const id = await announce()
    await fanOutStep(options, id)
    await place.as(front, (scope) => pauseBroadcast(scope, { id }))
    const dueNow = async (): Promise<unknown> => {
      const now = place.house.clock.now().toISOString()
      const [row] = await place.sql`select count(*)::int as count from outbox where due_at <= ${now}::timestamptz`
      return row?.['count']
    }
    await runFanOut(options)
    expect(await dueNow()).toBe(0)
    expect(await got(id)).toHaveLength(10)
    await place.as(approver, (scope) => resumeBroadcast(scope, { id }))
    await runFanOut(options)
    expect(await dueNow()).toBe(25)
    expect(await got(id)).toEqual(chats)
    await expect(place.as(front, (scope) => resumeBroadcast(scope, { id }))).rejects.toMatchObject({
      code: 'PRECONDITION',
    })
  })

  it('takes back what has not left when it is stopped; a new announcement leaves out who got the first', async () => {
    const chats = await place.residents(15)
    const id = await announce()
    await fanOutStep(options, id)
    await place.deliver(ref(id), 'sent', chats.slice(0, 3))
    await place.as(front, (scope) => stopBroadcast(scope, { id }))
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'stopped',
      counts: { recipients: 10, sent: 3, replaced: 7, waiting: 0 },
    })
    await expect(place.as(front, (scope) => stopBroadcast(scope, { id }))).rejects.toMatchObject({
      code: 'PRECONDITION',
    })
    later()
    const again = await announce()
    await runFanOut(options)
    expect(await got(again)).toEqual(chats.slice(3))
  })

  it('adds nobody once the session has begun', async () => {
    await place.residents(5)
    const id = await announce()
    place.house.clock.set(session.startsAt)
    await runFanOut(options)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'done',
      counts: { recipients: 0 },
    })
  })

  it('writes no text in the clear into the database beyond the approved words', async () => {
    await place.residents(1)
    await announce()
    await runFanOut(options)
    const [row] = await place.sql`select payload from outbox_contents`
    const payload = row?.['payload'] as Buffer
    expect(payload.length).toBeGreaterThan(500)
    expect(payload.includes('KIEMTRA')).toBe(false)
    expect(JSON.stringify(await place.sql`select details from audit_entries`)).not.toContain('Nhà văn hóa')
  })
})
