import { afterAll, beforeAll, expect, test } from 'vitest'
import { acquireLanes, beat, countSurplus, leave, releaseLane, untilLeaseEnds } from '../../../src/channels/index.ts'
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

test('the moment is known at which the lease of another process ends, also when it has passed; our own do not count', async () => {
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
  expect(await untilLeaseEnds(database, own)).toBeLessThanOrEqual(-1000)
})

test('a lease that ends while the keeper is looking at the lanes is taken in the look after it, not at the next beat', async () => {
  const { database } = place.house
  const dead = newId()
  await database.$client`delete from processes`
  await database.$client`
    update lanes set owner = ${dead}, expires_at = clock_timestamp() + interval '1 hour' where id = 'quick'`
  await database.$client`update lanes set owner = null, expires_at = null where id = 'silent'`
  // Its last statement of the first look finds the lease ended, which its statements before could not see.
  const endsUnseen = new Proxy(database.$client, {
    apply(target, _self, [strings, ...values]: [TemplateStringsArray, ...unknown[]]) {
      const ask = async () => await (Reflect.apply(target, undefined, [strings, ...values]) as Promise<unknown>)
      if (!strings.join('').includes('min(expires_at)')) return Reflect.apply(target, undefined, [strings, ...values])
      return database.$client`update lanes set expires_at = clock_timestamp() where owner = ${dead}`.then(ask)
    },
  })
  const leases: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const keeper = createLaneKeeper({
    house: place.house,
    database: Object.assign(Object.create(database) as typeof database, { $client: endsUnseen }),
    processId: newId(),
    version: 'test',
    run({ lane }) {
      leases.push(lane)
      if (lane === 'quick') resolve()
      return { stop: async () => await Promise.resolve() }
    },
  })
  // Not started: it has no beats, only what it plans by itself.
  await keeper.tick()
  expect(leases).toEqual(['silent'])
  await promise
  expect(leases).toEqual(['silent', 'quick'])
  await keeper.stop()
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

test('who died does not keep a share of the lanes from those who live', async () => {
  const { database } = place.house
  const [former, dead, next] = [newId(), newId(), newId()]
  const hold = async (secondsAgo: number) =>
    await database.$client`
    update lanes set owner = ${former}, expires_at = clock_timestamp() - make_interval(secs => ${secondsAgo})`
  const beatsAgo = async (processId: string, secondsAgo: number) => {
    await beat(database, processId, 'test')
    await database.$client`
      update processes set beat_at = clock_timestamp() - make_interval(secs => ${secondsAgo}) where id = ${processId}`
  }
  await database.$client`delete from processes`
  // Its last beat is so long ago that it is dead or will beat any moment.
  await beatsAgo(dead, 2.5)
  await beat(database, next, 'test')
  await hold(0.01)
  expect(await acquireLanes(database, next)).toHaveLength(2)
  // One that has just beaten has its share left to it, for a moment.
  await beatsAgo(dead, 0.5)
  await hold(0.01)
  expect(await acquireLanes(database, next)).toHaveLength(1)
  await hold(0.6)
  expect(await acquireLanes(database, next)).toHaveLength(2)
})

test('a lane that was let go of in order to share is not taken back, and nothing is let go of for a dead process', async () => {
  const { database } = place.house
  const [own, other] = [newId(), newId()]
  await database.$client`delete from processes`
  await database.$client`update lanes set owner = null, expires_at = null`
  await beat(database, own, 'test')
  expect(await acquireLanes(database, own)).toHaveLength(2)
  await beat(database, other, 'test')
  expect(await countSurplus(database, own)).toBe(1)
  await releaseLane(database, own, 'quick')
  await database.$client`update lanes set expires_at = clock_timestamp() - interval '3 seconds' where id = 'quick'`
  expect(await acquireLanes(database, own)).toEqual([])
  await database.$client`update processes set beat_at = clock_timestamp() - interval '2.5 seconds' where id = ${other}`
  expect((await acquireLanes(database, own)).map(({ id }) => id)).toEqual(['quick'])
  expect(await countSurplus(database, own)).toBe(0)
})
