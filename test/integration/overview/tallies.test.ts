import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldTallies, recountTallies } from '../../../src/overview/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { countsFrom, keepOpinion, tallies, withdrawOpinion } from '../../../src/questions/index.ts'
import { city, officer, openQuestionHouse, otherWard, ward, type QuestionHouse } from '../questions/question-house.ts'

let stage: QuestionHouse
beforeAll(async () => {
  stage = await openQuestionHouse()
})
afterAll(async () => await stage.close())

const units = [ward, otherWard, city].map((path) => path.at(-1) ?? '')

const counted = async () => {
  const found = await tallies(stage.house.database, { unitIds: units })
  return Object.fromEntries([...found].map(([id, rows]) => [id, countsFrom(rows)]))
}

/** The same by counting every row. */
const plain = async (path: readonly string[]) => {
  const rows = await stage.house.database.execute<{ n: number; waiting: number }>(sql`
    select count(*)::int as n, (count(*) filter (where triage = 'waiting'))::int as waiting
    from opinions o join units u on u.id = o.unit_id
    where u.path @> array[${path.at(-1)}]::text[] and o.state = 'received' and o.held_why is null`)
  return rows[0]
}

const expectTrue = async () => {
  const seen = await counted()
  for (const path of [ward, otherWard, city]) {
    const row = await plain(path)
    expect(seen[path.at(-1) ?? '']).toMatchObject({ listed: row?.n, waiting: row?.waiting })
  }
  return seen
}

test('tallies are exact before and after they are folded, whatever becomes of an opinion', async () => {
  const person = await stage.meet()
  const first = await stage.handIn(person)
  const second = await stage.handIn(person, { text: 'Đèn đường ngõ 5 hỏng', opinionClass: 'question' })
  await stage.handIn(await stage.meet(), { unitId: otherWard.at(-1) ?? '', text: 'Chợ lấn vỉa hè' })
  expect(await expectTrue()).toMatchObject({ '00001': { listed: 2, waiting: 2 }, '01': { listed: 3 } })

  expect(await stage.as(systemActor('test'), foldTallies)).toBeGreaterThan(0)
  expect(await stage.as(systemActor('test'), foldTallies)).toBe(0)
  await expectTrue()

  await stage.as(officer('front_officer', ward), async (scope) => {
    await keepOpinion(scope, {
      opinionId: first.opinionId,
      opinionClass: 'idea',
      kind: 'petition',
      topicId: null,
      reach: 'person',
      households: null,
      isRisk: false,
      isHotSpot: false,
      competence: 'commune',
      competentBody: null,
    })
  })
  await stage.as(person.actor, async (scope) => await withdrawOpinion(scope, { opinionId: second.opinionId }))
  const now = await expectTrue()
  expect(now['00001']).toMatchObject({ listed: 1, waiting: 0, byClass: { idea: 1, livelihood: 0, question: 0 } })

  await stage.as(systemActor('test'), foldTallies)
  expect(await counted()).toEqual(now)
  await stage.as(systemActor('test'), recountTallies)
  expect(await counted()).toEqual(now)
})

test('a resident folds nothing', async () => {
  const person = await stage.meet()
  await expect(stage.as(person.actor, foldTallies)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(stage.as(person.actor, recountTallies)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
