import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetchWorker, registerAttachment } from '../../../src/attachments/index.ts'
import type { Role } from '../../../src/kernel/actor.ts'
import { listQuestions, readQuestion, releaseFile } from '../../../src/questions/index.ts'
import { city, officer, openQuestionHouse, otherWard, ward, type QuestionHouse } from './question-house.ts'

let stage: QuestionHouse
let opinionId = ''
let fileId = ''
const words = 'Tôi là Lê Thị Hoa, số nhà 8 ngõ 15, gọi 0903 111 222. Ông Hùng đổ rác.'
const front = officer('front_officer', ward)

beforeAll(async () => {
  stage = await openQuestionHouse()
  const author = await stage.meet()
  const file = await stage.as(
    author.actor,
    async (scope) =>
      await registerAttachment(scope, {
        accountId: 'web:chat',
        chatId: author.chatId,
        media: { media: 'image', source: { kind: 'url', url: 'https://example.org/x.jpg' } },
      }),
  )
  if (!file.ok) throw new Error('the file was refused')
  fileId = file.attachmentId
  const made = await stage.handIn(author, { text: words, attachmentIds: [fileId], naming: 'named', name: 'Lê Thị Hoa' })
  opinionId = made.opinionId
  const fetching = createFetchWorker({
    house: stage.house,
    storage: stage.storage,
    fetchMedia: async () => ({ kind: 'gone', why: 'test' }),
    settled: async () => {},
  })
  await fetching.runOnce()
  await fetching.stop()
})
afterAll(async () => await stage.close())

const read = async (role: Role, path: readonly string[]) =>
  await readQuestion(stage.house.database, stage.house.keyring, { id: opinionId, reader: officer(role, path) })

test('the Front of the unit and above it reads the original, with marks on what others do not see', async () => {
  for (const path of [ward, city]) {
    const question = await read('front_officer', path)
    expect(question?.isMasked).toBe(false)
    const [wording] = question?.wordings ?? []
    expect(wording?.text).toBe(words)
    expect(wording?.marks.map(({ start, end }) => words.slice(start, end))).toEqual([
      'Lê Thị Hoa',
      'số nhà 8',
      '0903 111 222',
      'Hùng',
    ])
  }
})

test('every other reader gets the words without names and numbers, and the name that the author chose to show', async () => {
  for (const role of ['leader', 'approver', 'supervisor', 'admin'] as const) {
    const question = await read(role, ward)
    expect(question).toMatchObject({ isMasked: true, name: 'Lê Thị Hoa' })
    expect(question?.wordings).toMatchObject([
      { text: 'Tôi là [tên], [số nhà] ngõ 15, gọi [số điện thoại]. Ông [tên] đổ rác.', marks: [] },
    ])
    const page = { unitPath: ward, reader: officer(role, ward) }
    const list = await listQuestions(stage.house.database, stage.house.keyring, page)
    expect(JSON.stringify(list)).not.toMatch(/0903|Hùng/u)
  }
  expect((await read('front_officer', otherWard))?.wordings).toBeNull()
})

test('a file is for other readers once an officer of the Front has released it, and no longer when it is taken back', async () => {
  const isOpenTo = async (role: Role) => (await read(role, ward))?.files[0]?.isReadable
  expect([await isOpenTo('front_officer'), await isOpenTo('leader'), await isOpenTo('admin')]).toEqual([
    true,
    false,
    false,
  ])
  const set = async (isReleased: boolean, by = front) =>
    await stage.as(by, async (scope) => await releaseFile(scope, { opinionId, attachmentId: fileId, isReleased }))
  await set(true)
  expect([await isOpenTo('leader'), (await read('front_officer', otherWard))?.files[0]?.isReadable ?? false]).toEqual([
    true,
    false,
  ])
  await set(false)
  expect(await isOpenTo('leader')).toBe(false)
  for (const by of [officer('leader', ward), officer('admin', ['vn']), officer('front_officer', otherWard)]) {
    await expect(set(true, by)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
  const noted = await stage.house.database.$client`
    select action from audit_entries where subject_id = ${opinionId} and action like 'file.%' order by at, id`
  expect(noted.map((row) => row['action'])).toEqual(['file.released', 'file.closed'])
})
