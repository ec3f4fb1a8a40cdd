import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../src/kernel/actor.ts'
import { addWording, eraseOpinionsOf, indexMissing, withdrawOpinion } from '../../../src/questions/index.ts'
import { searchEntries } from '../../../src/search/index.ts'
import { openQuestionHouse, type QuestionHouse } from '../questions/question-house.ts'

let stage: QuestionHouse
beforeAll(async () => {
  stage = await openQuestionHouse()
})
afterAll(async () => await stage.close())

const find = async (query: string, unitIds = ['00001']) => {
  const { hits, count } = await searchEntries(stage.house.database, stage.house.keyring, { query, unitIds })
  expect(count).toBe(hits.length)
  return hits.map((hit) => hit.id)
}

test('an opinion is found by its words with and without diacritics, in both Unicode forms, and by none that it has not', async () => {
  const { opinionId } = await stage.handIn(await stage.meet(), { text: 'Cống ở ngách 3/15 tắc, nước tràn vào nhà' })
  expect(await find('cong tac')).toEqual([opinionId])
  expect(await find('CỐNG tắc')).toEqual([opinionId])
  expect(await find('cống ngách 15'.normalize('NFD'))).toEqual([opinionId])
  expect(await find('cống đường')).toEqual([])
  expect(await find('con')).toEqual([])
})

test('words in quotation marks stand side by side', async () => {
  const { opinionId } = await stage.handIn(await stage.meet(), { text: 'Vỉa hè phố Hàng Bông bị lấn chiếm cả ngày' })
  expect(await find('"lấn chiếm"')).toEqual([opinionId])
  expect(await find('"chiếm lấn"')).toEqual([])
  expect(await find('chiếm lấn')).toEqual([opinionId])
})

test('nothing is found in another unit, and without a unit nothing at all', async () => {
  const { opinionId } = await stage.handIn(await stage.meet(), { text: 'Trạm biến áp kêu to suốt đêm' })
  expect(await find('biến áp')).toEqual([opinionId])
  expect(await find('biến áp', ['01'])).toEqual([opinionId])
  expect(await find('biến áp', ['00002'])).toEqual([])
  expect(await find('biến áp', [])).toEqual([])
  expect(await find("u:00001 ' | k:opinion", ['00002'])).toEqual([])
})

test('a later wording is found too; what was withdrawn or erased is not', async () => {
  const person = await stage.meet()
  const { opinionId } = await stage.handIn(person, { text: 'Xin mở thư viện' })
  await stage.as(person.actor, async (scope) => await addWording(scope, { opinionId, text: 'cả ngày chủ nhật' }))
  expect(await find('thư viện chủ nhật')).toEqual([opinionId])
  await stage.as(person.actor, async (scope) => await withdrawOpinion(scope, { opinionId }))
  expect(await find('thư viện')).toEqual([])

  const other = await stage.handIn(person, { text: 'Xin mở nhà bơi' })
  expect(await find('nhà bơi')).toEqual([other.opinionId])
  const { residentId } = person
  await stage.as(person.actor, async (scope) => await eraseOpinionsOf(scope, stage.storage, residentId))
  expect(await find('nhà bơi')).toEqual([])
  expect(await stage.house.database.execute(sql`select 1 from search_entries where id = ${other.opinionId}`)).toEqual(
    [],
  )
})

test('the index holds no word that somebody wrote', async () => {
  await stage.handIn(await stage.meet(), { text: 'Quán karaoke Hoamai ồn quá' })
  const rows = await stage.house.database.execute<{ words: string }>(sql`select words::text from search_entries`)
  for (const { words } of rows) expect(words).not.toMatch(/karaoke|hoamai|quan/i)
})

test('what came before there was a search is found once the job has run', async () => {
  const { opinionId } = await stage.handIn(await stage.meet(), { text: 'Cây xà cừ nghiêng' })
  await stage.house.database.execute(sql`delete from search_entries where id = ${opinionId}`)
  expect(await find('xà cừ')).toEqual([])
  expect(await stage.as(systemActor('test'), indexMissing)).toBe(1)
  expect(await find('xà cừ')).toEqual([opinionId])
  expect(await stage.as(systemActor('test'), indexMissing)).toBe(0)
})

test('many hits come page by page, newest first, each once', async () => {
  for (let n = 0; n < 7; n += 1) await stage.handIn(await stage.meet(), { text: `Bãi xe tự phát số ${n}` })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await searchEntries(stage.house.database, stage.house.keyring, {
      query: 'bãi xe tự phát',
      unitIds: ['00001'],
      limit: 3,
      ...(cursor === undefined ? {} : { cursor }),
    })
    seen.push(...page.hits.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
})

test('a thousand hits are counted, from one more on there are simply more; pages go on to the last of them either way', async () => {
  const { opinionId } = await stage.handIn(await stage.meet(), { text: 'Loa phường bật quá sớm' })
  const query = { query: 'loa phường', unitIds: ['00001'] }
  const copies = async (count: number) =>
    await stage.house.database.execute(sql`
      insert into search_entries (id, kind, at, words)
      select gen_random_uuid(), kind, at - make_interval(secs => n), words
      from search_entries, generate_series(1, ${count}) as n where id = ${opinionId}`)
  const counted = async () => (await searchEntries(stage.house.database, stage.house.keyring, query)).count
  const walked = async (): Promise<number> => {
    const seen = new Set<string>()
    for (let cursor: string | undefined; ;) {
      const page = await searchEntries(stage.house.database, stage.house.keyring, {
        ...query,
        limit: 100,
        ...(cursor === undefined ? {} : { cursor }),
      })
      for (const { id } of page.hits) seen.add(id)
      if (page.nextCursor === null) return seen.size
      cursor = page.nextCursor
    }
  }
  await copies(999)
  expect([await counted(), await walked()]).toEqual([1_000, 1_000])
  await copies(1)
  expect(await counted()).toBeNull()
  // Above two thousand they are no longer gathered, but met by going back in time.
  await copies(1_150)
  expect([await counted(), await walked()]).toEqual([null, 2_151])
})
