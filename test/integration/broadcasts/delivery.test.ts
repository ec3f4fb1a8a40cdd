import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  approveBroadcast,
  arrangeDelivery,
  broadcastProgress,
  draftAnnouncement,
  draftCancellation,
  findBroadcast,
  planDrafts,
  relayGroups,
  releaseHeld,
  resumeBroadcast,
  runFanOut,
} from '../../../src/broadcasts/index.ts'
import { saveAccount } from '../../../src/channels/index.ts'
import { cancelDialogue, type Dialogue } from '../../../src/dialogues/index.ts'
import { systemActor, type OfficerActor } from '../../../src/kernel/actor.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { openWords, type OutboxWords } from '../../support/open-words.ts'
import { group, openWard, ward, wardPath, type Ward } from './ward.ts'

describe('the way of a notice', () => {
  let place: Ward
  let front: OfficerActor
  let approver: OfficerActor
  let session: Dialogue
  beforeEach(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'])
    approver = await place.officer(['approver'])
    session = await place.call(front)
  })
  afterEach(async () => {
    await place.close()
  })

  const run = async (): Promise<void> => await runFanOut({ house: place.house, audience: audiencePage })
  const draft = async (): Promise<string> => {
    const drafted = await place.as(front, (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
    return drafted.broadcast.id
  }
  const approve = async (id: string): Promise<string> => {
    await place.as(approver, (scope) => approveBroadcast(scope, { id, version: 1 }))
    return id
  }
  const inLine = async (id: string): Promise<number[]> => await place.messagesOf(`broadcast:${id}`)
  const ways = async (id: string) =>
    (await place.sql`select chat_id, way from broadcast_recipients where broadcast_id = ${id} order by position`).map(
      (row) => [Number(row['chat_id']), row['way']],
    )
  const plan = async (id: string) => {
    await planDrafts({ house: place.house, audience: audiencePage })
    return (await findBroadcast(place.house.database, id))?.plan
  }
  const writes = async (chatId: number): Promise<number> => {
    await place.sql`update chats set window_opened_at = ${place.house.clock.now().toISOString()} where id = ${chatId}`
    return await place.as(systemActor('test'), (scope) => releaseHeld(scope, { chatId, accountId: 'zalo:oa' }))
  }
  const hours = (count: number): void => place.house.clock.advance(count * 3_600_000)

  it('is foreseen before anybody approves: people, money, time, and whom nothing reaches', async () => {
    await place.residents(5)
    await place.residents(3, { silentHours: 100 })
    await place.residents(2, { silentHours: 1000 })
    await place.residents(1, { account: 'web:chat' })
    const [blocked = 0] = await place.residents(1)
    await place.sql`update chats set reachability = 'blocked' where id = ${blocked}`
    expect(await plan(await draft())).toMatchObject({
      persons: 12,
      cost: 165,
      unreachable: 1,
      byWay: {
        'zalo-free': { persons: 5, cost: 0 },
        'zalo-paid': { persons: 3, cost: 165 },
        web: { persons: 1, cost: 0 },
        held: { persons: 2, cost: 0 },
      },
      // Eight messages through an account that may send 100 a minute.
      lastAfterSeconds: 5,
    })
  })

  it('is the same people that the plan foresaw, and money is kept where an officer says so', async () => {
    const free = await place.residents(2)
    const paid = await place.residents(2, { silentHours: 100 })
    const id = await draft()
    expect(await plan(id)).toMatchObject({ cost: 110 })
    await place.as(front, (scope) => arrangeDelivery(scope, { id, mayCost: false, beginsAt: null }))
    expect(await plan(id)).toMatchObject({ cost: 0, byWay: { held: { persons: 2 } } })
    await approve(id)
    await run()
    expect(await inLine(id)).toEqual(free)
    expect(await ways(id)).toEqual([...free.map((chat) => [chat, 'zalo-free']), ...paid.map((chat) => [chat, 'held'])])
  })

  it('held for somebody goes once as soon as they write, and counts as sent', async () => {
    const [silent = 0] = await place.residents(1, { silentHours: 500 })
    const id = await approve(await draft())
    await run()
    expect(await inLine(id)).toEqual([])
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'done',
      counts: { recipients: 1, held: 1, waiting: 0 },
    })
    hours(20)
    expect(await writes(silent)).toBe(1)
    expect(await writes(silent)).toBe(0)
    const [row] = await place.sql`select * from outbox where chat_id = ${silent}`
    expect((await openWords(place.house, row as unknown as OutboxWords)).text).toContain('Đối thoại về thu gom rác')
    await place.deliver(`broadcast:${id}`)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      counts: { held: 0, sent: 1 },
    })
  })

  it('held is not released to who has stopped notices, nor after the session, nor when it was called off', async () => {
    const [stopped = 0, late = 0, never = 0] = await place.residents(3, { silentHours: 500 })
    await approve(await draft())
    await run()
    await place.sql`update residents set notices_stopped_at = now()
      where id = (select resident_id from contacts where chat_id = ${stopped})`
    expect(await writes(stopped)).toBe(0)
    await place.as(front, (scope) => cancelDialogue(scope, { id: session.id, version: 1, reason: 'Bão' }))
    const { broadcast } = await place.as(front, (scope) => draftCancellation(scope, { dialogueId: session.id }))
    await approve(broadcast.id)
    expect(await writes(never)).toBe(0)
    hours(24 * 30)
    expect(await writes(late)).toBe(0)
  })

  it('is chosen again when the turn of a person comes: a window that has closed meanwhile costs nobody a refusal', async () => {
    const [first = 0, second = 0] = await place.residents(2, { silentHours: 47 })
    const id = await approve(await draft())
    await runFanOut({ house: place.house, audience: audiencePage, window: 1 })
    expect(await ways(id)).toEqual([
      [first, 'zalo-free'],
      [second, 'zalo-free'],
    ])
    hours(2)
    await place.deliver(`broadcast:${id}`)
    await run()
    expect(await ways(id)).toEqual([
      [first, 'zalo-free'],
      [second, 'zalo-paid'],
    ])
  })

  it('leaves out who has stopped all notices before their turn came', async () => {
    const [first = 0, second = 0] = await place.residents(2)
    const id = await approve(await draft())
    await runFanOut({ house: place.house, audience: audiencePage, window: 1 })
    await place.sql`update residents set notices_stopped_at = now()
      where id = (select resident_id from contacts where chat_id = ${second})`
    await place.deliver(`broadcast:${id}`)
    await run()
    expect(await inLine(id)).toEqual([first])
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'done',
      counts: { recipients: 2, sent: 1, replaced: 1 },
    })
  })

  it('begins when it was arranged, and not at night', async () => {
    const chats = await place.residents(1)
    const id = await draft()
    // The clock shows nine in the morning; ten in the evening is night.
    const beginsAt = new Date(place.house.clock.now().getTime() + 13 * 3_600_000)
    await place.as(front, (scope) => arrangeDelivery(scope, { id, mayCost: true, beginsAt }))
    await approve(id)
    for (const wait of [0, 12, 2, 7]) {
      hours(wait)
      await run()
      expect(await inLine(id)).toEqual([])
    }
    hours(2)
    await run()
    expect(await inLine(id)).toEqual(chats)
  })

  const closedOn = async (...days: readonly string[]): Promise<void> => {
    await place.sql`update rules set is_on = true, state = 'verified' where key = 'notice.quiet_holidays'`
    for (const day of days) {
      await place.sql`insert into holidays (date, kind, name, source, source_date, state, changed_at)
        values (${day}, 'off', 'Nghỉ lễ', 'thử', '2026-01-01', 'verified', now()) on conflict (date) do nothing`
    }
  }
  const rest = async (id: string) => (await broadcastProgress(place.house.database, id, place.house.clock.now()))?.rest

  it('waits for the end of a holiday where the Front keeps quiet, and says so', async () => {
    const chats = await place.residents(1)
    await closedOn('2026-11-21', '2026-11-22')
    const id = await approve(await draft())
    await run()
    expect([await inLine(id), await rest(id)]).toEqual([[], 'holiday'])
    hours(13)
    expect(await rest(id)).toBe('night')
    hours(24 + 11)
    await run()
    expect([await inLine(id), await rest(id)]).toEqual([chats, null])
  })

  it('does not wait for the end of a holiday that would make it late by law', async () => {
    const chats = await place.residents(1)
    // The last lawful day is 28 November.
    await closedOn('2026-11-27', '2026-11-28', '2026-11-29')
    hours(6 * 24)
    await place.sql`update chats set window_opened_at = ${place.house.clock.now().toISOString()}`
    const id = await approve(await draft())
    await run()
    expect([await inLine(id), await rest(id)]).toEqual([chats, null])
  })

  it('is not arranged for a moment that has passed or comes too late, nor once it runs', async () => {
    const id = await draft()
    const arrange = async (beginsAt: Date | null) =>
      await place.as(front, (scope) => arrangeDelivery(scope, { id, mayCost: true, beginsAt }))
    const now = place.house.clock.now()
    await expect(arrange(now)).rejects.toMatchObject({ code: 'INVALID', phrase: 'broadcasts:begins.past' })
    await expect(arrange(session.startsAt)).rejects.toMatchObject({ phrase: 'broadcasts:begins.late' })
    await expect(arrange(new Date(Number.NaN))).rejects.toMatchObject({ code: 'INVALID', field: 'beginsAt' })
    await approve(id)
    await expect(arrange(null)).rejects.toMatchObject({ code: 'PRECONDITION' })
  })

  it('pauses by itself when one in five is refused, says why, and goes on when an officer has looked', async () => {
    const chats = await place.residents(100)
    const id = await approve(await draft())
    const options = { house: place.house, audience: audiencePage, window: 90 }
    await runFanOut(options)
    await place.deliver(`broadcast:${id}`, 'sent', chats.slice(0, 60))
    await place.deliver(`broadcast:${id}`, 'refused', chats.slice(60, 75))
    await runFanOut(options)
    expect(await findBroadcast(place.house.database, id)).toMatchObject({ state: 'running' })
    await place.deliver(`broadcast:${id}`, 'refused', chats.slice(75, 80))
    await runFanOut(options)
    expect(await findBroadcast(place.house.database, id)).toMatchObject({ state: 'paused', pausedWhy: 'refusals' })
    place.house.clock.advance(1000)
    await place.as(front, (scope) => resumeBroadcast(scope, { id }))
    await place.deliver(`broadcast:${id}`)
    await runFanOut(options)
    await place.deliver(`broadcast:${id}`)
    await runFanOut(options)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'done',
      counts: { recipients: 100, sent: 80, refused: 20 },
    })
  })

  it('is refused when it would come later than the law asks, unless the session is one at short notice with a reason', async () => {
    await place.residents(1)
    const inDays = (days: number): Date => new Date(place.house.clock.now().getTime() + days * 86_400_000)
    const call = async (days: number, rhythm: 'periodic' | 'ad_hoc'): Promise<string> => {
      session = await place.call(front, {
        rhythm,
        startsAt: inDays(days),
        endsAt: null,
        collectionClosesAt: inDays(days - 1),
      })
      return await draft()
    }
    const approveBecause = async (id: string, lateBecause?: string) =>
      await place.as(approver, (scope) =>
        approveBroadcast(scope, { id, version: 1, ...(lateBecause === undefined ? {} : { lateBecause }) }),
      )
    const late = await call(6, 'periodic')
    await expect(approveBecause(late, 'Rác ùn ứ từ ba ngày nay')).rejects.toMatchObject({
      code: 'PRECONDITION',
      phrase: 'broadcasts:cannot.late',
      values: { days: 7, lastDay: '20/11/2026' },
    })
    expect((await approveBecause(await call(7, 'periodic'))).lateNote).toBeNull()
    const urgent = await call(2, 'ad_hoc')
    await expect(approveBecause(urgent)).rejects.toMatchObject({ code: 'INVALID', field: 'lateBecause' })
    await expect(approveBecause(urgent, '   gấp   ')).rejects.toMatchObject({ code: 'INVALID' })
    expect((await approveBecause(urgent, ' Rác ùn ứ từ ba ngày nay ')).lateNote).toBe('Rác ùn ứ từ ba ngày nay')
    const audited = await place.sql`select details from audit_entries where action = 'broadcast.approved' order by id`
    expect(audited.map((row) => (row['details'] as { isLate: boolean }).isLate)).toEqual([false, true])
  })

  it('counts from the day on which it is arranged to begin', async () => {
    const id = await draft()
    const beginsAt = new Date(session.startsAt.getTime() - 3 * 86_400_000)
    await place.as(front, (scope) => arrangeDelivery(scope, { id, mayCost: true, beginsAt }))
    await expect(approve(id)).rejects.toMatchObject({ phrase: 'broadcasts:cannot.late' })
  })

  it('leaves a list of the groups where people have to carry it, those without anybody first, and no names', async () => {
    await place.sql`insert into units (id, parent_id, path, level, type, name, full_name, folded, valid_from)
      values ('group-6', ${ward}, ${[...wardPath, 'group-6']}, 'group', 'ward_group', 'số 6', 'Tổ dân phố số 6', 'so 6', '2025-07-01')`
    const [told = 0, held = 0] = [...(await place.residents(1)), ...(await place.residents(1, { silentHours: 500 }))]
    await place.sql`update residents set group_unit_id = ${group}
      where id in (select resident_id from contacts where chat_id in (${told}, ${held}))`
    const id = await approve(await draft())
    await run()
    const broadcast = await findBroadcast(place.house.database, id)
    if (!broadcast) throw new Error('not there')
    expect(await relayGroups(place.house.database, broadcast)).toEqual([
      { groupId: 'group-6', name: 'Tổ dân phố số 6', known: 0, told: 0 },
      { groupId: group, name: 'Tổ dân phố số 5', known: 2, told: 1 },
    ])
  })

  it('may be an approved template where the window is closed', async () => {
    await saveAccount(
      place.house.database,
      {
        id: 'zalo:oa',
        platform: 'zalo',
        externalId: 'zalo:oa',
        name: 'OA',
        lane: 'lane:zalo:oa',
        credentials: null,
        capabilities: { 'template:announcement': '7001' },
      },
      place.house.clock.now(),
    )
    const [silent = 0] = await place.residents(1, { silentHours: 500 })
    const id = await approve(await draft())
    await run()
    expect(await ways(id)).toEqual([[silent, 'zalo-template']])
    const [row] = await place.sql`select * from outbox where chat_id = ${silent}`
    const { template } = await openWords(place.house, row as unknown as OutboxWords)
    expect(template).toMatchObject({
      templateId: '7001',
      data: { tieu_de: session.title, thoi_gian: '8 giờ 30, thứ Bảy, ngày 05/12/2026' },
      trackingId: id,
    })
  })
})
