import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  describeItem,
  eraseOpinionsOf,
  moveAuthorship,
  objectToMerge,
  opinionIdsOfItem,
  withdrawOpinion,
  withdrawSupport,
} from '../../../../src/questions/index.ts'
import { officer, otherWard, ward } from '../question-house.ts'
import { openItemStage, plainHead, type ItemStage } from './item-stage.ts'

let stage: ItemStage
beforeAll(async () => {
  stage = await openItemStage()
})
afterAll(async () => await stage.close())

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    return (error as { phrase?: string }).phrase ?? String(error)
  }
  return 'nothing was refused'
}

describe('joining', () => {
  test('keeps every opinion with its words, author and time, and every item with its number and title', async () => {
    const one = await stage.keep({ text: 'Rác ở ngõ 12 ba ngày không ai thu' }, { title: 'Thu gom rác ở ngõ 12' })
    const two = await stage.keep({ text: 'Ngo 12 rac ngap dau' }, { title: 'Rác' })
    const before = await stage.house.database.execute(
      sql`select id, received_at, channel, naming from opinions order by id`,
    )
    const done = await stage.merge(one.itemId, [two.itemId])
    expect(done).toMatchObject({ itemId: one.itemId, opinionCount: 2 })
    expect((await opinionIdsOfItem(stage.house.database, one.itemId)).toSorted()).toEqual(
      [one.opinionId, two.opinionId].toSorted(),
    )
    expect(await stage.words(two.opinionId)).toEqual(['Ngo 12 rac ngap dau'])
    expect(
      await stage.house.database.execute(sql`select id, received_at, channel, naming from opinions order by id`),
    ).toEqual(before)
    expect(await stage.item(one.itemId)).toMatchObject({
      opinionCount: 2,
      state: 'open',
      title: 'Thu gom rác ở ngõ 12',
    })
    expect(await stage.item(two.itemId)).toMatchObject({
      opinionCount: 0,
      state: 'merged',
      mergedInto: one.itemId,
      title: 'Rác',
      number: two.number,
    })
  })

  test('undone, everything lies as it lay: opinions, supports, titles and states', async () => {
    const one = await stage.keep({ text: 'Đèn đường tổ 5 hỏng' }, { title: 'Đèn đường' })
    const two = await stage.keep({ text: 'Den duong to 5 toi om' })
    const three = await stage.keep({ text: 'Tổ 5 không có đèn' })
    const [fan, other] = [await stage.meet(), await stage.meet()]
    await stage.support(fan, one.itemId)
    await stage.support(fan, two.itemId)
    await stage.support(other, three.itemId)
    const before = await stage.picture()
    const done = await stage.merge(one.itemId, [two.itemId, three.itemId])
    expect(await stage.item(one.itemId)).toMatchObject({ opinionCount: 3, supportCount: 2 })
    await stage.undo(done.batchId)
    expect(await stage.picture()).toEqual(before)
    expect(await refusal(stage.undo(done.batchId))).toBe('items:refused.undone')
  })

  test('of several mergings one on the other only the last can be undone, then the one before', async () => {
    const [one, two, three] = [await stage.keep(), await stage.keep({ text: 'Hai' }), await stage.keep({ text: 'Ba' })]
    await stage.support(await stage.meet(), one.itemId)
    const before = await stage.picture()
    const first = await stage.merge(two.itemId, [one.itemId])
    const middle = await stage.picture()
    const second = await stage.merge(three.itemId, [two.itemId])
    expect(await stage.item(three.itemId)).toMatchObject({ opinionCount: 3, supportCount: 1 })
    expect(await refusal(stage.undo(first.batchId))).toBe('items:refused.standsOn')
    await stage.undo(second.batchId)
    expect(await stage.picture()).toEqual(middle)
    await stage.undo(first.batchId)
    expect(await stage.picture()).toEqual(before)
  })

  test('is refused across sessions, units and for officers of another unit, and for items that are closed', async () => {
    const one = await stage.keep()
    const elsewhere = await stage.keep({ text: 'Ở buổi', dialogueId: '019a0000-0000-7000-8000-000000000001' })
    expect(await refusal(stage.merge(one.itemId, [elsewhere.itemId]))).toBe('items:refused.otherPlace')
    expect(await refusal(stage.merge(one.itemId, [one.itemId]))).toBe('items:refused.alone')
    const two = await stage.keep({ text: 'Hai' })
    const stranger = officer('front_officer', otherWard)
    expect(await refusal(stage.merge(one.itemId, [two.itemId], {}, stranger))).toBe('errors:forbidden')
    const leader = officer('leader', ward)
    expect(await refusal(stage.merge(one.itemId, [two.itemId], {}, leader))).toBe('errors:forbidden')
    const three = await stage.keep({ text: 'Ba' })
    await stage.merge(one.itemId, [two.itemId])
    expect(await refusal(stage.merge(three.itemId, [two.itemId]))).toBe('items:refused.closed')
    expect(await refusal(stage.merge(two.itemId, [three.itemId]))).toBe('items:refused.closed')
  })

  test('refuses what an officer saw in another version', async () => {
    const [one, two] = [await stage.keep(), await stage.keep({ text: 'Hai' })]
    const { version } = await stage.item(two.itemId)
    await stage.as(
      stage.front,
      async (scope) => await describeItem(scope, { ...plainHead, itemId: two.itemId, version, title: 'Tên mới' }),
    )
    const versions = { [two.itemId]: version }
    expect(await refusal(stage.merge(one.itemId, [two.itemId], { versions }))).toBe(
      'questions:refused.changedMeanwhile',
    )
    const late = stage.as(
      stage.front,
      async (scope) => await describeItem(scope, { ...plainHead, itemId: two.itemId, version, title: 'Tên cũ' }),
    )
    expect(await refusal(late)).toBe('questions:refused.changedMeanwhile')
    expect((await stage.item(two.itemId)).title).toBe('Tên mới')
  })

  test('two officers at once: one joins, the other is told, nothing is lost', async () => {
    const kept = await Promise.all([1, 2, 3, 4].map(async (at) => await stage.keep({ text: `Việc chung ${at}` })))
    const [a, b, c, d] = kept.map((one) => one.itemId) as [string, string, string, string]
    const results = await Promise.allSettled([stage.merge(a, [b, c]), stage.merge(c, [d, b]), stage.merge(d, [a])])
    expect(results.some((one) => one.status === 'fulfilled')).toBe(true)
    const whole = await Promise.all(kept.map(async (one) => await opinionIdsOfItem(stage.house.database, one.itemId)))
    expect(whole.flat().toSorted()).toEqual(kept.map((one) => one.opinionId).toSorted())
  })
})

describe('parting', () => {
  test('an officer splits one off: its own item stands again, with those who supported it there', async () => {
    const [one, two, three] = [await stage.keep(), await stage.keep({ text: 'Hai' }), await stage.keep({ text: 'Ba' })]
    await stage.support(await stage.meet(), two.itemId)
    await stage.merge(one.itemId, [two.itemId, three.itemId])
    const parted = await stage.split(two.opinionId)
    expect(parted).toMatchObject({ itemId: two.itemId, number: two.number })
    expect(await stage.item(two.itemId)).toMatchObject({ state: 'open', opinionCount: 1, supportCount: 1 })
    expect(await stage.item(one.itemId)).toMatchObject({ state: 'open', opinionCount: 2, supportCount: 0 })
    expect(await refusal(stage.split(two.opinionId))).toBe('items:refused.standsAlone')
  })

  test('whose item the others joined gets a new one, and the others stay with the title', async () => {
    const one = await stage.keep({ text: 'Một' }, { title: 'Việc chung' })
    const two = await stage.keep({ text: 'Hai' })
    await stage.merge(one.itemId, [two.itemId])
    const parted = await stage.split(one.opinionId)
    expect([one.itemId, two.itemId]).not.toContain(parted.itemId)
    expect(await stage.item(parted.itemId)).toMatchObject({ opinionCount: 1, title: null, state: 'open' })
    expect(await stage.item(one.itemId)).toMatchObject({ opinionCount: 1, title: 'Việc chung', state: 'open' })
  })

  test('the rest of a merging can be undone after one has split off', async () => {
    const [one, two, three] = [await stage.keep(), await stage.keep({ text: 'Hai' }), await stage.keep({ text: 'Ba' })]
    const before = await stage.picture()
    const done = await stage.merge(one.itemId, [two.itemId, three.itemId])
    await stage.object(two)
    await stage.undo(done.batchId)
    expect(await stage.picture()).toEqual(before)
  })

  test('what was joined in an item stays where its opinions are when that item stands for itself again', async () => {
    const [one, two, three] = [await stage.keep(), await stage.keep({ text: 'Hai' }), await stage.keep({ text: 'Ba' })]
    const fan = await stage.meet()
    await stage.support(fan, two.itemId)
    await stage.merge(one.itemId, [two.itemId])
    const last = await stage.merge(three.itemId, [one.itemId])
    await stage.object(one)
    expect(await stage.item(one.itemId)).toMatchObject({ state: 'open', opinionCount: 1, supportCount: 0 })
    expect(await stage.item(three.itemId)).toMatchObject({ opinionCount: 2, supportCount: 1 })
    expect(await stage.item(two.itemId)).toMatchObject({ state: 'merged', mergedInto: three.itemId })
    expect(await refusal(stage.undo(last.batchId))).toBe('items:refused.standsOn')
    expect(await stage.split(two.opinionId)).toMatchObject({ itemId: two.itemId })
    expect(await stage.item(two.itemId)).toMatchObject({ state: 'open', supportCount: 1 })
  })
})

describe('objecting', () => {
  test('splits the author’s own off, and it is not joined again without a look at that', async () => {
    const [one, two] = [await stage.keep(), await stage.keep({ text: 'Hai' })]
    await stage.merge(one.itemId, [two.itemId])
    await stage.object(two)
    expect(await stage.item(two.itemId)).toMatchObject({ state: 'open', opinionCount: 1 })
    expect(await refusal(stage.merge(one.itemId, [two.itemId]))).toBe('items:refused.objected')
    expect(await refusal(stage.merge(two.itemId, [one.itemId]))).toBe('items:refused.objected')
    await stage.merge(one.itemId, [two.itemId], { despiteObjection: true })
    expect(await stage.item(one.itemId)).toMatchObject({ opinionCount: 2 })
  })

  test('nobody objects for another, nor to what stands alone', async () => {
    const [one, two] = [await stage.keep(), await stage.keep({ text: 'Hai' })]
    expect(await refusal(stage.object(two))).toBe('items:refused.standsAlone')
    await stage.merge(one.itemId, [two.itemId])
    expect(await refusal(stage.object({ ...two, person: await stage.meet() }))).toBe('questions:refused.unknown')
  })

  test('an anonymous author objects with the code, and nothing that is kept tells the moment', async () => {
    const one = await stage.keep()
    const two = await stage.keep({ text: 'Hai', naming: 'anonymous' })
    await stage.merge(one.itemId, [two.itemId])
    stage.house.clock.set(new Date('2026-11-23T08:23:45.678Z'))
    const parted = await stage.as(two.person.actor, async (scope) => await objectToMerge(scope, { code: two.code }))
    expect(parted.itemId).toBe(two.itemId)
    const rows = await stage.house.database.execute<{ told: string }>(sql`
      select opinion_moves::text as told from opinion_moves where opinion_id = ${two.opinionId}
      union all select items::text from items where id in (${one.itemId}, ${two.itemId})
      union all select audit_entries::text from audit_entries where details::text like ${`%${two.opinionId}%`}`)
    expect(rows.length).toBeGreaterThan(3)
    for (const { told } of rows) expect(told).not.toMatch(/08:23|15:23/)
  })
})

describe('leaving', () => {
  test('who withdraws leaves the joined item with the others; when nobody is left it is empty', async () => {
    const [one, two] = [await stage.keep(), await stage.keep({ text: 'Hai' })]
    await stage.merge(one.itemId, [two.itemId])
    await stage.as(two.person.actor, async (scope) => await withdrawOpinion(scope, { opinionId: two.opinionId }))
    expect(await stage.item(one.itemId)).toMatchObject({ state: 'open', opinionCount: 1 })
    await stage.as(one.person.actor, async (scope) => await withdrawOpinion(scope, { opinionId: one.opinionId }))
    expect(await stage.item(one.itemId)).toMatchObject({ state: 'empty', opinionCount: 0 })
  })

  test('who is erased leaves opinions and supports, and the merging of the others can still be undone', async () => {
    const [one, two, three] = [await stage.keep(), await stage.keep({ text: 'Hai' }), await stage.keep({ text: 'Ba' })]
    await stage.support(two.person, three.itemId)
    const done = await stage.merge(one.itemId, [two.itemId, three.itemId])
    await stage.as(two.person.actor, async (scope) => {
      await eraseOpinionsOf(scope, stage.storage, two.person.residentId)
    })
    expect(await stage.item(one.itemId)).toMatchObject({ opinionCount: 2, supportCount: 0 })
    await stage.undo(done.batchId)
    expect(await stage.item(three.itemId)).toMatchObject({ state: 'open', opinionCount: 1 })
    expect(await stage.item(one.itemId)).toMatchObject({ state: 'open', opinionCount: 1 })
  })
})

describe('supporting', () => {
  test('counts each person once, apart from opinions, and can be taken back', async () => {
    const one = await stage.keep()
    const fan = await stage.meet()
    expect(await stage.support(fan, one.itemId)).toMatchObject({ isNew: true })
    expect(await stage.support(fan, one.itemId)).toMatchObject({ isNew: false })
    expect(await stage.item(one.itemId)).toMatchObject({ opinionCount: 1, supportCount: 1 })
    expect(await stage.as(fan.actor, async (scope) => await withdrawSupport(scope, { itemId: one.itemId }))).toBe(true)
    expect(await stage.item(one.itemId)).toMatchObject({ opinionCount: 1, supportCount: 0 })
  })

  test('goes to the item that stands for it where it was joined meanwhile', async () => {
    const [one, two] = [await stage.keep(), await stage.keep({ text: 'Hai' })]
    await stage.merge(one.itemId, [two.itemId])
    expect(await stage.support(await stage.meet(), two.itemId)).toMatchObject({ itemId: one.itemId, isNew: true })
  })

  test('whoever asks it in words of their own is not counted a second time', async () => {
    const [one, two] = [await stage.keep(), await stage.keep({ text: 'Hai' })]
    expect(await stage.support(one.person, one.itemId)).toMatchObject({ isNew: false, asksItself: true })
    await stage.support(one.person, two.itemId)
    await stage.merge(one.itemId, [two.itemId])
    expect(await stage.item(one.itemId)).toMatchObject({ opinionCount: 2, supportCount: 0 })
  })

  test('two records that turn out to be one person support once', async () => {
    const one = await stage.keep()
    const [fan, same] = [await stage.meet(), await stage.meet()]
    await stage.support(fan, one.itemId)
    await stage.support(same, one.itemId)
    await stage.as(
      fan.actor,
      async (scope) => await moveAuthorship(scope, { fromResidentId: same.residentId, toResidentId: fan.residentId }),
    )
    expect(await stage.item(one.itemId)).toMatchObject({ supportCount: 1 })
  })
})
