import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveBroadcast, draftAnnouncement, runFanOut } from '../../../src/broadcasts/index.ts'
import { readAccountEvent } from '../../../src/channels/index.ts'
import { templateQuotaOf } from '../../../src/delivery/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { openWard, type Ward } from '../broadcasts/ward.ts'

let place: Ward
beforeAll(async () => {
  place = await openWard()
})
afterAll(async () => await place.close())

const quota = async () => await templateQuotaOf(place.house.database, 'zalo:oa', place.house.clock.now())
const tell = async (previous: number, next: number): Promise<void> => {
  const at = place.house.clock.now()
  const event = { accountId: 'zalo:oa', at, name: 'change_oa_daily_quota', values: { previous, next } }
  await place.as(systemActor('test'), (scope) => readAccountEvent(scope, event))
}

test('what is left of the day is the newest quota that Zalo told, less what notices sent today; tomorrow all of it', async () => {
  expect(await quota()).toBeNull()
  await tell(500, 300)
  place.house.clock.advance(1000)
  await tell(300, 50)
  expect(await quota()).toEqual({ daily: 50, left: 50 })

  const chats = await place.residents(6)
  const front = await place.officer(['front_officer'])
  const session = await place.call(front)
  const { broadcast } = await place.as(front, (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
  const approver = await place.officer(['approver'])
  await place.as(approver, (scope) => approveBroadcast(scope, { id: broadcast.id, version: 1 }))
  await runFanOut({ house: place.house, audience: audiencePage })
  // Four of them by template; one of these was refused.
  await place.sql`update broadcast_recipients set way = 'zns' where chat_id = any(${chats.slice(0, 4)}::bigint[])`
  await place.deliver(`broadcast:${broadcast.id}`, 'refused', chats.slice(0, 1))
  await place.deliver(`broadcast:${broadcast.id}`)
  expect(await quota()).toEqual({ daily: 50, left: 47 })
  place.house.clock.advance(24 * 3_600_000)
  expect(await quota()).toEqual({ daily: 50, left: 50 })
})
