import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../src/kernel/actor.ts'
import { countHeard, heardBelow, heardIn } from '../../../src/statistics/index.ts'
import { publicFigures } from '../../../src/statistics/index.ts'
import { openPrograms, type Programs } from '../api/programs.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { addPlace, addVoices } from './voices.ts'

let stage: Programs
const job = systemActor('test')
const year = { fromOn: '2026-01-01', untilOn: '2026-12-31' } as const
const units = ['vn', '01', ward, otherWard, '04']

beforeAll(async () => {
  stage = await openPrograms()
  await addPlace(stage, { id: '04', path: ['vn', '04'], fullName: 'Tỉnh Cao Bằng' })
  await addVoices(stage, { unitId: ward, n: 31, answeredBy: 'Ủy ban nhân dân phường', households: 40 })
  await addVoices(stage, { unitId: ward, n: 9, opinionClass: 'idea' })
  await addVoices(stage, { unitId: otherWard, n: 26, opinionClass: 'question', households: 3 })
})
afterAll(async () => await stage.close())

const told = async () => {
  const { database } = stage.house
  return await Promise.all(
    units.map(async (unitId) => [
      unitId,
      await heardIn(database, { unitId, ...year }),
      await heardBelow(database, { unitId, ...year }),
      await publicFigures(database, { unitId, ...year }),
    ]),
  )
}
const count = async (): Promise<number> => {
  let years = 0
  while ((await stage.as(job, countHeard)) > 0) years += 1
  return years
}

test('what was counted ahead is what is counted as one asks, in each unit, on each page', async () => {
  const asked = await told()
  expect(await count()).toBe(1)
  expect(await stage.sql`select 1 from heard_years`).toHaveLength(4)
  expect(await told()).toEqual(asked)
})

test('it is counted again after an hour, another year after a day, and no other period reads it', async () => {
  expect(await count()).toBe(0)
  await addVoices(stage, { unitId: ward, n: 5 })
  const before = await heardIn(stage.house.database, { unitId: ward, ...year })
  const part = { unitId: ward, fromOn: '2026-01-01', untilOn: '2026-12-30' } as const
  expect((await heardIn(stage.house.database, part)).opinions).toBe(before.opinions + 5)
  stage.house.clock.advance(3_600_000)
  expect(await count()).toBe(1)
  expect((await heardIn(stage.house.database, { unitId: ward, ...year })).opinions).toBe(before.opinions + 5)
  stage.house.clock.advance(70 * 86_400_000)
  // The running year has begun and the former one is a day old.
  expect(await count()).toBe(2)
  stage.house.clock.advance(2 * 3_600_000)
  expect(await count()).toBe(1)
})
