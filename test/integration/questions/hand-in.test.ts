import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../../src/database/index.ts'
import { registerAttachment } from '../../../src/attachments/index.ts'
import { passesCheck } from '../../../src/kernel/codes.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  addWording,
  balanceOf,
  eraseOpinionsOf,
  findByCode,
  findByCodeInChat,
  handInsMax,
  moveAuthorship,
  myOpinions,
  readOwnOpinion,
  withdrawOpinion,
} from '../../../src/questions/index.ts'
import { insertOpinion } from '../../../src/questions/opinion-store.ts'
import { openQuestionHouse, type QuestionHouse } from './question-house.ts'

let stage: QuestionHouse
beforeAll(async () => {
  stage = await openQuestionHouse()
})
afterAll(async () => await stage.close())

const inChat = async (code: string, residentId: string) =>
  await findByCodeInChat(stage.house.database, stage.house.keyring, { code, residentId })

test('the words come back exactly as they were sent, whatever stands in them', async () => {
  const person = await stage.meet()
  const texts = [
    "'; drop table opinions; -- <script>alert(1)</script>",
    '  Dòng một\n\n  dòng hai 👨‍👩‍👧  ',
    'đường hỏng '.repeat(1_500),
  ]
  for (const text of texts) {
    const { code, opinionId } = await stage.handIn(person, { text })
    expect(passesCheck(code)).toBe(true)
    const found = await inChat(code, person.residentId)
    expect(found).toMatchObject({ kind: 'own', opinion: { wordings: [text], code, id: opinionId } })
  }
})

test('both Unicode forms are kept as one', async () => {
  const person = await stage.meet()
  const { code } = await stage.handIn(person, { text: 'Đường Tôn Đức Thắng'.normalize('NFD') })
  expect(await inChat(code, person.residentId)).toMatchObject({ opinion: { wordings: ['Đường Tôn Đức Thắng'] } })
})

test('a code that is taken is tried again with another', async () => {
  const person = await stage.meet()
  const { code: taken } = await stage.handIn(person, { text: 'một' })
  const codes = [taken, taken, '123456789012']
  const code = await act(
    stage.house,
    person.actor,
    async (scope) =>
      await insertOpinion(
        scope.tx,
        scope.keyring,
        {
          id: newId(),
          unitId: '00001',
          opinionClass: 'idea',
          naming: 'sealed',
          name: undefined,
          channel: 'web',
          language: 'vi',
          receivedAt: scope.clock.now(),
        },
        () => codes.shift() ?? '',
      ),
  )
  expect(code).toBe('123456789012')
})

test('the same words within ten minutes give the first receipt again, later a second one', async () => {
  const person = await stage.meet()
  const first = await stage.handIn(person, { text: 'Đèn hỏng' })
  stage.house.clock.advance(9 * 60_000)
  expect(await stage.handIn(person, { text: 'Đèn hỏng' })).toMatchObject({ code: first.code, isRepeat: true })
  expect((await stage.handIn(person, { text: 'Đèn hỏng', unitId: '00002' })).isRepeat).toBe(false)
  stage.house.clock.advance(2 * 60_000)
  const later = await stage.handIn(person, { text: 'Đèn hỏng' })
  expect(later.isRepeat).toBe(false)
  expect(later.code).not.toBe(first.code)
  expect((await stage.handIn(await stage.meet(), { text: 'Đèn hỏng' })).isRepeat).toBe(false)
})

test('a flood is held for a person and told, not dropped; the next hour begins anew', async () => {
  const person = await stage.meet()
  stage.house.clock.set(new Date('2026-11-21T05:00:00Z'))
  const held = []
  for (let n = 0; n <= handInsMax; n += 1) held.push((await stage.handIn(person, { text: `việc ${n}` })).held)
  expect(held).toEqual([...Array.from({ length: handInsMax }, () => null), 'flood'])
  expect((await myOpinions(stage.house.database, { residentId: person.residentId })).total).toBe(handInsMax + 1)
  stage.house.clock.set(new Date('2026-11-21T06:00:00Z'))
  expect((await stage.handIn(person, { text: 'sau một giờ' })).held).toBeNull()
})

test('nothing without words or files, no name where none was given, and nobody but a resident', async () => {
  const person = await stage.meet()
  await expect(stage.handIn(person, { text: ' \n ' })).rejects.toMatchObject({ phrase: 'questions:refused.empty' })
  await expect(stage.handIn(person, { naming: 'named' })).rejects.toMatchObject({ phrase: 'questions:refused.name' })
  await expect(stage.handIn(person, { naming: 'named', name: '001099012345' })).rejects.toMatchObject({
    phrase: 'questions:refused.name',
  })
  const intruder = { ...person, actor: { kind: 'system', job: 'x' } as const }
  await expect(stage.handIn(intruder)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('only the author withdraws; others learn nothing, and what was withdrawn takes nothing more', async () => {
  const [author, other] = [await stage.meet(), await stage.meet()]
  const { opinionId, code } = await stage.handIn(author, { text: 'Xin rút' })
  for (const pointed of [{ opinionId }, { code }]) {
    await expect(stage.as(other.actor, (scope) => withdrawOpinion(scope, pointed))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  }
  await stage.as(author.actor, (scope) => withdrawOpinion(scope, { opinionId }))
  expect(await findByCode(stage.house.database, stage.house.keyring, code)).toMatchObject({ state: 'withdrawn' })
  await expect(stage.as(author.actor, (scope) => withdrawOpinion(scope, { code }))).rejects.toMatchObject({
    phrase: 'questions:refused.withdrawn',
  })
  await expect(stage.as(author.actor, (scope) => addWording(scope, { opinionId, text: 'thêm' }))).rejects.toMatchObject(
    { code: 'PRECONDITION' },
  )
})

test('an anonymous opinion obeys its code and nothing else', async () => {
  const [author, other] = [await stage.meet(), await stage.meet()]
  const { opinionId, code } = await stage.handIn(author, { naming: 'anonymous', text: 'Ẩn danh' })
  expect((await myOpinions(stage.house.database, { residentId: author.residentId })).total).toBe(0)
  await expect(stage.as(author.actor, (scope) => withdrawOpinion(scope, { opinionId }))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await inChat(code, other.residentId)).toMatchObject({ kind: 'own', opinion: { wordings: ['Ẩn danh'] } })
  await stage.as(other.actor, (scope) => addWording(scope, { code, text: 'Nói thêm' }))
  await stage.as(other.actor, (scope) => withdrawOpinion(scope, { code }))
  expect(await findByCode(stage.house.database, stage.house.keyring, code)).toMatchObject({ state: 'withdrawn' })
})

test('whoever else holds the code of a sealed opinion sees its state and no word', async () => {
  const { code } = await stage.handIn(await stage.meet(), { text: 'Chuyện kín' })
  const found = await inChat(code, (await stage.meet()).residentId)
  expect(found?.kind).toBe('public')
  expect(JSON.stringify(found)).not.toContain('Chuyện kín')
  const open = await findByCode(stage.house.database, stage.house.keyring, code)
  expect(open).toMatchObject({ state: 'received' })
  expect(JSON.stringify(open)).not.toContain('Chuyện kín')
})

test('a correction stands beside the first words, which stay', async () => {
  const author = await stage.meet()
  const { opinionId } = await stage.handIn(author, { text: 'ngõ 12' })
  await stage.as(author.actor, (scope) => addWording(scope, { opinionId, text: 'à, ngõ 21' }))
  const own = await readOwnOpinion(stage.house.database, stage.house.keyring, {
    residentId: author.residentId,
    opinionId,
  })
  expect(own?.wordings).toEqual(['ngõ 12', 'à, ngõ 21'])
})

test('when two contacts are one person, what one of them wrote is the other one’s; strangers cannot take it', async () => {
  const [old, now, stranger] = [await stage.meet(), await stage.meet(), await stage.meet()]
  const { opinionId } = await stage.handIn(old, { text: 'của tôi' })
  const move = { fromResidentId: old.residentId, toResidentId: now.residentId }
  await expect(stage.as(stranger.actor, (scope) => moveAuthorship(scope, move))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  expect(await stage.as(now.actor, (scope) => moveAuthorship(scope, move))).toBe(1)
  await stage.as(now.actor, (scope) => withdrawOpinion(scope, { opinionId }))
})

test('an erasure takes words, files, name and link; the bare row stays, so the balance adds up', async () => {
  const dialogueId = newId()
  const [author, other] = [await stage.meet(), await stage.meet()]
  const file = await stage.as(
    author.actor,
    async (scope) =>
      await registerAttachment(scope, {
        accountId: 'web:chat',
        media: { media: 'image', source: { kind: 'url', url: 'https://example.org/a.jpg' } },
      }),
  )
  if (!file.ok) throw new Error('the file was refused')
  const first = await stage.handIn(author, {
    dialogueId,
    text: 'xin xóa',
    naming: 'named',
    name: 'Nguyễn Thị Hoa',
    attachmentIds: [file.attachmentId],
  })
  const second = await stage.handIn(author, { dialogueId, text: 'xin rút rồi xóa' })
  await stage.as(author.actor, (scope) => withdrawOpinion(scope, { opinionId: second.opinionId }))
  const third = await stage.handIn(other, { dialogueId, text: 'của người khác' })
  await stage.as(other.actor, (scope) => withdrawOpinion(scope, { opinionId: third.opinionId }))
  await stage.handIn(other, { dialogueId, text: 'còn lại' })

  await stage.as(author.actor, (scope) => eraseOpinionsOf(scope, stage.storage, author.residentId))
  expect(await balanceOf(stage.house.database, dialogueId)).toEqual({
    received: 4,
    withdrawn: 1,
    erased: 2,
    pending: 1,
    refused: 0,
    merged: 0,
    alone: 0,
    supports: 0,
    addsUp: true,
  })
  expect(await findByCode(stage.house.database, stage.house.keyring, first.code)).toMatchObject({ state: 'erased' })
  const [left] = await stage.house.database.execute(sql`
    select (select count(*)::int from opinion_wordings where opinion_id in (${first.opinionId}, ${second.opinionId})) as words,
      (select count(*)::int from opinion_authors where resident_id = ${author.residentId}) as links,
      (select count(*)::int from opinion_attachments where opinion_id = ${first.opinionId}) as held,
      (select shown_name is null and code is null from opinions where id = ${first.opinionId}) as nameless,
      (select state from attachments where id = ${file.attachmentId}) as file`)
  expect(left).toEqual({ words: 0, links: 0, held: 0, nameless: true, file: 'erased' })
  await expect(
    stage.as(other.actor, (scope) => eraseOpinionsOf(scope, stage.storage, author.residentId)),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
