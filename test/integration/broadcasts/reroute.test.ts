import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  approveBroadcast,
  broadcastProgress,
  draftAnnouncement,
  releaseHeld,
  runFanOut,
} from '../../../src/broadcasts/index.ts'
import { closeWay } from '../../../src/channels/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { openWard, type Ward } from './ward.ts'

describe('a way that closes while a notice is being sent', () => {
  let place: Ward
  beforeEach(async () => {
    place = await openWard()
  })
  afterEach(async () => {
    await place.close()
  })

  const run = async (): Promise<void> => await runFanOut({ house: place.house, audience: audiencePage })
  const announce = async (): Promise<string> => {
    const front = await place.officer(['front_officer'])
    const session = await place.call(front)
    const { broadcast } = await place.as(front, (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
    const approver = await place.officer(['approver'])
    await place.as(approver, (scope) => approveBroadcast(scope, { id: broadcast.id, version: 1 }))
    return broadcast.id
  }
  /** The platform's answer to some that are in line: the quota is spent, until the next morning. */
  const turnAway = async (id: string, chatIds: readonly number[]): Promise<void> => {
    await place.deliver(`broadcast:${id}`, 'refused', chatIds)
    await place.sql`update outbox_history set outcome = 'unreachable', why = 'closed: zalo -211' where outcome = 'refused'`
    const since = place.house.clock.now()
    const until = new Date(since.getTime() + 12 * 3_600_000)
    await closeWay(place.house.database, { accountId: 'zalo:oa', what: 'paid', why: 'zalo -211', since, until })
  }
  const counts = async (id: string) =>
    (await broadcastProgress(place.house.database, id, place.house.clock.now()))?.counts

  it('takes out of line whoever waits for it, so that nobody is asked for in vain', async () => {
    const paid = await place.residents(40, { silentHours: 100 })
    const id = await announce()
    await run()
    await place.deliver(`broadcast:${id}`, 'sent', paid.slice(0, 3))
    await turnAway(id, paid.slice(3, 5))
    await run()
    expect(await counts(id)).toMatchObject({ recipients: 40, sent: 3, held: 37, waiting: 0, unreachable: 0 })
    expect(await place.sql`select 1 from outbox`).toHaveLength(0)
    const progress = await broadcastProgress(place.house.database, id, place.house.clock.now())
    expect(progress).toMatchObject({
      state: 'done',
      closed: [{ accountId: 'zalo:oa', what: ['paid'], held: 37, moved: 2, againAt: new Date('2026-11-21T23:00:00Z') }],
    })
  })

  it('does not stop a broadcast as refusals of people would', async () => {
    const paid = await place.residents(30, { silentHours: 100 })
    const id = await announce()
    await run()
    await turnAway(id, paid)
    await run()
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      state: 'done',
      pausedWhy: null,
      counts: { held: 30, unreachable: 0 },
    })
  })

  it('leaves other ways alone, and who writes gets it then and not again in the morning', async () => {
    const [paid = 0] = await place.residents(1, { silentHours: 100 })
    await place.residents(2)
    const id = await announce()
    await run()
    await turnAway(id, [paid])
    await run()
    expect(await counts(id)).toMatchObject({ waiting: 2, held: 1 })
    await place.sql`update chats set window_opened_at = ${place.house.clock.now().toISOString()} where id = ${paid}`
    const released = await place.as(systemActor('test'), (scope) =>
      releaseHeld(scope, { chatId: paid, accountId: 'zalo:oa' }),
    )
    expect(released).toBe(1)
    await place.deliver(`broadcast:${id}`)
    place.house.clock.advance(24 * 3_600_000)
    await run()
    expect(await counts(id)).toMatchObject({ recipients: 3, sent: 3, held: 0, waiting: 0 })
    expect(await place.sql`select 1 from outbox`).toHaveLength(0)
  })

  it('is tried again in the morning; who cannot be reached then stays held until they write', async () => {
    const [soon = 0] = await place.residents(1, { silentHours: 100 })
    await place.residents(1, { silentHours: 160 })
    const id = await announce()
    await run()
    await turnAway(id, await place.messagesOf(`broadcast:${id}`))
    await run()
    expect(await counts(id)).toMatchObject({ held: 2 })
    place.house.clock.advance(23 * 3_600_000)
    await run()
    expect((await place.sql`select chat_id from outbox`).map((row) => Number(row['chat_id']))).toEqual([soon])
    await place.deliver(`broadcast:${id}`)
    await run()
    expect(await counts(id)).toMatchObject({ recipients: 2, sent: 1, held: 1 })
    expect(await place.sql`select 1 from broadcast_recipients where again_at is not null`).toHaveLength(0)
  })
})
