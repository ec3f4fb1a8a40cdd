import { afterAll, beforeAll, expect, test } from 'vitest'
import { acquireLanes, beat, leave, releaseLane, untilLeaseEnds } from '../../../src/channels/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { createLaneKeeper, type Lease } from '../../../src/outbox/index.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let place: TestHouse

beforeAll(async () => {
  place = await createTestHouse()
  await place.house.database.$client`insert into lanes (id) values ('quick'), ('silent')`
})
afterAll(async () => await place.close())

test('a lane that cannot be handed over yet, because its platform is silent, does not cost the others their lease', async () => {
  const { database } = place.house
  const processId = newId()
  const leases: Lease[] = []
  const silence = Promise.withResolvers<void>()
  const keeper = createLaneKeeper({
    house: place.house,
    processId,
    version: 'test',
    run(lease) {
      leases.push(lease)
      return { stop: async () => await silence.promise }
    },
  })
  await keeper.tick()
  expect(leases.map(({ lane }) => lane).sort()).toEqual(['quick', 'silent'])

  // Another process is there now: one of the two lanes is to be handed over, and its last message is still on its way.
  await beat(database, newId(), 'test')
  await keeper.tick()
  await database.$client`update lanes set expires_at = clock_timestamp() + interval '100 milliseconds'`
  await database.$client`update processes set beat_at = clock_timestamp() - interval '3 seconds' where id = ${processId}`
  await keeper.tick()
  const rows = await database.$client`
    select extract(epoch from expires_at - clock_timestamp())::float as left from lanes where owner = ${processId}`
  expect(rows.map((row) => Number(row['left']) > 3)).toEqual([true, true])
  const [own] = await database.$client`select clock_timestamp() - beat_at < interval '1 second' as fresh from processes
    where id = ${processId}`
  expect(own?.['fresh']).toBe(true)
  expect(leases.filter((lease) => lease.isHeld())).toHaveLength(2)

  silence.resolve()
  await keeper.stop()
  expect(leases).toHaveLength(2)
  expect(await database.$client`select 1 from lanes where owner is not null`).toHaveLength(0)
})

test('a process that stops keeps its lanes until its last message has its answer', async () => {
  const { database } = place.house
  const processId = newId()
  await database.$client`delete from processes`
  const answer = Promise.withResolvers<void>()
  const keeper = createLaneKeeper({
    house: place.house,
    processId,
    version: 'test',
    run: () => ({ stop: async () => await answer.promise }),
  })
  await keeper.tick()
  const stopping = keeper.stop()
  await database.$client`update lanes set expires_at = clock_timestamp() + interval '100 milliseconds'`
  await keeper.tick()
  const rows = await database.$client`
    select extract(epoch from expires_at - clock_timestamp())::float as left from lanes where owner = ${processId}`
  expect(rows.map((row) => Number(row['left']) > 3)).toEqual([true, true])
  answer.resolve()
  await stopping
  expect(await database.$client`select 1 from lanes where owner is not null`).toHaveLength(0)
})

test('a lane that was lost and comes back is served again only after the former sender has ended', async () => {
  const { database } = place.house
  const processId = newId()
  await database.$client`delete from processes`
  const answer = Promise.withResolvers<void>()
  const epochs: string[] = []
  const keeper = createLaneKeeper({
    house: place.house,
    processId,
    version: 'test',
    run(lease) {
      epochs.push(`${lease.lane} ${epochs.length < 2 ? 'first' : 'again'}`)
      return { stop: async () => await answer.promise }
    },
  })
  await keeper.tick()
  // The database was away for longer than a lease lasts.
  await database.$client`update lanes set expires_at = clock_timestamp() - interval '1 second'`
  await keeper.tick()
  expect(epochs.toSorted()).toEqual(['quick first', 'silent first'])
  answer.resolve()
  await answer.promise
  await keeper.tick()
  expect(epochs.toSorted()).toEqual(['quick again', 'quick first', 'silent again', 'silent first'])
  await keeper.stop()
})

test('the moment is known at which the lease of another process ends; our own and ended ones do not count', async () => {
  const { database } = place.house
  const [own, other] = [newId(), newId()]
  await database.$client`update lanes set owner = ${own}, expires_at = clock_timestamp() + interval '1 second'`
  expect(await untilLeaseEnds(database, own)).toBeNull()
  await database.$client`
    update lanes set owner = ${other}, expires_at = clock_timestamp() + interval '30 seconds' where id = 'silent'`
  const leftMs = (await untilLeaseEnds(database, own)) ?? 0
  expect(leftMs).toBeGreaterThan(0)
  expect(leftMs).toBeLessThanOrEqual(30_000)
  await database.$client`update lanes set expires_at = clock_timestamp() - interval '1 second'`
  expect(await untilLeaseEnds(database, own)).toBeNull()
})

test('a lane that was let go of just now is taken over as one that has sent until then; a dead one is not', async () => {
  const { database } = place.house
  const [former, next] = [newId(), newId()]
  await database.$client`delete from processes`
  await database.$client`update lanes set owner = null, expires_at = null`
  await beat(database, former, 'test')
  expect((await acquireLanes(database, former)).map((lane) => lane.isHandedOver)).toEqual([false, false])
  await releaseLane(database, former, 'quick')
  await leave(database, former)
  await database.$client`update lanes set owner = ${former}, expires_at = clock_timestamp() - interval '1 second'
    where id = 'silent'`
  await beat(database, next, 'test')
  const taken = await acquireLanes(database, next)
  expect(taken.map((lane) => `${lane.id} ${lane.isHandedOver}`).toSorted()).toEqual(['quick true', 'silent false'])
})
