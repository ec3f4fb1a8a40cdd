import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersOfItem } from '../../../src/answers/index.ts'
import {
  approveConclusion,
  askConclusionApproval,
  conclusionOf,
  draftConclusion,
  saveTask,
} from '../../../src/conclusions/index.ts'
import { openHits } from '../../../src/console/search/find.ts'
import { callDialogue } from '../../../src/dialogues/index.ts'
import { searchEntries } from '../../../src/search/index.ts'
import { openAnswerStage, type AnswerStage } from '../answers/answer-stage.ts'

let all: AnswerStage
beforeAll(async () => {
  all = await openAnswerStage()
})
afterAll(async () => await all.close())

const find = async (query: string, unitIds = ['00001']) => {
  const { database, keyring } = all.house
  const { hits } = await searchEntries(database, keyring, { query, unitIds })
  return await openHits(all.house, all.writer, hits)
}

test('an answer is found by its words once it was given, and not while it is a draft', async () => {
  const { itemId } = await all.keep({ text: 'Rác ở ngõ 12' }, { title: 'Thu gom rác' })
  const draft = await all.draft(itemId, {
    words: 'Xí nghiệp Hoàng Mai đã thu hết rác tồn và từ hôm nay xe vào ngõ lúc 18 giờ mỗi ngày.',
  })
  expect(await find('xí nghiệp Hoàng Mai')).toEqual([])
  await all.approve(await all.ask(draft))
  expect(await find('xi nghiep hoang mai')).toMatchObject([{ kind: 'answer', item: { id: itemId } }])
  expect(await find('xí nghiệp Hoàng Mai', ['00002'])).toEqual([])
  expect(await answersOfItem(all.house.database, all.house.keyring, itemId)).toHaveLength(1)
})

test('a concluded task is found by its words and by the post that owns it', async () => {
  const startsAt = new Date(all.house.clock.now().getTime() + 10 * 86_400_000)
  const { id: dialogueId } = await all.as(
    all.writer,
    async (scope) =>
      await callDialogue(scope, {
        unitId: '00001',
        title: 'Đối thoại về thoát nước',
        type: 'dialogue',
        rhythm: 'periodic',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'resolve',
        hosts: [{ name: 'Ủy ban nhân dân phường' }],
        place: 'Hội trường',
        startsAt,
        collectionClosesAt: new Date(startsAt.getTime() - 86_400_000),
        hotline: '024 3825 1234',
      }),
  )
  await all.house.database.$client`update dialogues set state = 'held' where id = ${dialogueId}`
  await all.as(all.writer, async (scope) => await draftConclusion(scope, { dialogueId }))
  const seen = async () => {
    const found = await conclusionOf(all.house.database, dialogueId)
    return { id: found?.id ?? '', version: found?.version ?? 0 }
  }
  const fields = {
    words: 'Nạo vét mương Thụy Khuê',
    ownerPost: 'Giám đốc xí nghiệp thoát nước',
    ownerName: '',
    areaMember: '',
    dueOn: '2099-12-31',
  } as const
  const first = await seen()
  await all.as(all.writer, async (scope) => await saveTask(scope, { ...first, fields }))
  const second = await seen()
  await all.as(all.writer, async (scope) => await askConclusionApproval(scope, second))
  expect(await find('nạo vét mương')).toEqual([])
  const third = await seen()
  await all.as(all.approver, async (scope) => await approveConclusion(scope, third))
  expect(await find('nao vet muong')).toMatchObject([{ kind: 'task', task: { words: 'Nạo vét mương Thụy Khuê' } }])
  expect(await find('giám đốc thoát nước')).toMatchObject([{ kind: 'task', task: { dialogueId } }])
})
