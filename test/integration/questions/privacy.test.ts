import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetchWorker, keepAttachments, registerAttachment } from '../../../src/attachments/index.ts'
import { dumpDatabase, foundIn } from '../../support/dump.ts'
import { openQuestionHouse, type QuestionHouse } from './question-house.ts'

let stage: QuestionHouse
beforeAll(async () => {
  stage = await openQuestionHouse()
})
afterAll(async () => await stage.close())

const secret = 'Ông trưởng thôn quát dân ở ngõ Hàng Lọng'

test('a dump shows no words and no name of a sealed or named opinion', async () => {
  const author = await stage.meet()
  const { code } = await stage.handIn(author, { text: secret, naming: 'named', name: 'Trần Văn Bình' })
  const dump = await dumpDatabase(stage.house.database)
  expect(dump.some((row) => row.table === 'opinion_wordings')).toBe(true)
  for (const hidden of [secret, 'Hàng Lọng', 'Trần Văn Bình', code]) expect(foundIn(dump, hidden)).toEqual([])
  for (const hidden of [secret, 'Trần Văn Bình']) {
    expect(foundIn(dump, Buffer.from(hidden).toString('hex'))).toEqual([])
  }
})

test('nothing in a dump leads from an anonymous opinion to its author: no id, no exact time, no code', async () => {
  stage.house.clock.set(new Date('2026-11-21T08:23:45.678Z'))
  const author = await stage.meet()
  const file = await stage.as(
    author.actor,
    async (scope) =>
      await registerAttachment(scope, {
        accountId: 'web:chat',
        chatId: author.chatId,
        media: { media: 'image', source: { kind: 'url', url: 'https://example.org/x.jpg' }, name: 'IMG của Bình.jpg' },
      }),
  )
  if (!file.ok) throw new Error('the file was refused')
  stage.house.clock.advance(5_000)
  const attachmentIds = [file.attachmentId]
  const made = await stage.handIn(author, { naming: 'anonymous', text: `${secret} 2`, attachmentIds })
  // What is known only until a file is fetched goes when it is settled.
  const fetching = createFetchWorker({
    house: stage.house,
    storage: stage.storage,
    fetchMedia: async () => ({ kind: 'gone', why: 'test' }),
    settled: async () => {},
  })
  expect(await fetching.runOnce()).toBe(1)
  await fetching.stop()
  const dump = await dumpDatabase(stage.house.database)

  expect(foundIn(dump, secret)).toEqual([])
  expect(foundIn(dump, made.code)).toEqual([])
  // Ids: where the opinion is named the person is not, and the other way round.
  const rows = dump.filter((row) => row.text.includes(made.opinionId))
  expect(rows.map((row) => row.table).toSorted()).toEqual([
    'attachments',
    'opinion_attachments',
    'opinion_wordings',
    'opinions',
    'receipt_salts',
    'search_entries',
  ])
  for (const row of rows) {
    expect(row.text).not.toContain(author.residentId)
    // Midnight in Vietnam.
    if (row.table !== 'opinion_attachments' && row.table !== 'receipt_salts')
      expect(row.text).toContain('2026-11-20 17:00:00')
  }
  // Times: nothing that belongs to the opinion tells more than the day in Vietnam.
  for (const row of rows) expect(row.text).not.toMatch(/08:23|15:23/)
  // The version of its id holds no time either.
  expect(made.opinionId[14]).toBe('4')
  expect(foundIn(dump, author.residentId)).not.toContain('opinion_authors')
})

test('a count of the hour names neither the chat nor the moment', async () => {
  const dump = await dumpDatabase(stage.house.database)
  const limits = dump.filter((row) => row.table === 'question_limits')
  expect(limits.length).toBeGreaterThan(0)
  for (const row of limits) expect(row.text).toMatch(/:00:00/)
})

test('a later wording of an anonymous opinion and its withdrawal keep the day only', async () => {
  const { addWording, withdrawOpinion } = await import('../../../src/questions/index.ts')
  const author = await stage.meet()
  const { code, opinionId } = await stage.handIn(author, { naming: 'anonymous', text: 'lần đầu' })
  stage.house.clock.set(new Date('2026-11-23T04:44:44Z'))
  await stage.as(author.actor, (scope) => addWording(scope, { code, text: 'lần sau' }))
  await stage.as(author.actor, (scope) => withdrawOpinion(scope, { code }))
  const rows = (await dumpDatabase(stage.house.database)).filter((row) => row.text.includes(opinionId))
  for (const row of rows) expect(row.text).not.toMatch(/04:44|11:44/)
})

test('files that somebody else has kept already cannot be taken into an opinion', async () => {
  const author = await stage.meet()
  const file = await stage.as(
    author.actor,
    async (scope) =>
      await registerAttachment(scope, {
        accountId: 'web:chat',
        media: { media: 'image', source: { kind: 'url', url: 'https://example.org/y.jpg' } },
      }),
  )
  if (!file.ok) throw new Error('the file was refused')
  await stage.as(author.actor, (scope) =>
    keepAttachments(scope, { attachmentIds: [file.attachmentId], holder: 'opinion:another' }),
  )
  await expect(stage.handIn(author, { attachmentIds: [file.attachmentId] })).rejects.toMatchObject({ code: 'CONFLICT' })
})
