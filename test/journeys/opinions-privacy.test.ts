import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseAsked } from '../../src/conversation/index.ts'
import { systemActor, type OfficerActor } from '../../src/kernel/actor.ts'
import { parseCode } from '../../src/kernel/codes.ts'
import { newId } from '../../src/kernel/ids.ts'
import { askAuthor, askIdentity, endDisclosures, readPrivacy, seeIdentity } from '../../src/questions/index.ts'
import { dumpDatabase, foundIn } from '../support/dump.ts'
import { officer, otherWard, ward, type Person } from '../integration/questions/question-house.ts'
import { openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
const front = officer('front_officer', ward)
const leader = officer('leader', ward)

const addReader = async (one: OfficerActor, name: string, path = ward as readonly string[]): Promise<void> => {
  const { $client } = stage.house.database
  await $client`insert into officers (id, login, name, created_at, updated_at)
    values (${one.officerId}, ${newId()}, ${name}, now(), now())`
  await $client`insert into officer_roles (officer_id, role, unit_id, granted_at)
    values (${one.officerId}, 'leader', ${path.at(-1) ?? ''}, now())`
}

beforeAll(async () => {
  stage = await openStage()
  await addReader(leader, 'Nguyễn Văn Lâm')
})
afterAll(async () => await stage.close())

const release = async (person: Person): Promise<number> =>
  await stage.as(
    systemActor('held'),
    async (scope) => await releaseAsked(scope, { chatId: person.chatId, accountId: 'web:chat' }),
  )
const privacy = async (id: string, reader: OfficerActor = front) =>
  await readPrivacy(stage.house.database, stage.house.keyring, { id, reader })
const askBack = async (opinionId: string, question = 'Cống ở đoạn nào ạ?') =>
  await stage.as(front, async (scope) => await askAuthor(scope, { opinionId, question }))
const ask = async (opinionId: string, more: { readers?: readonly string[]; until?: '2027-01-15' } = {}) =>
  await stage.as(
    front,
    async (scope) =>
      await askIdentity(scope, {
        opinionId,
        purpose: 'Để mời ông/bà cùng đi xem chỗ cống tắc.',
        readers: [leader.officerId],
        until: '2026-12-31',
        ...more,
      }),
  )
const see = async (who: OfficerActor, id: string) => await stage.as(who, async (scope) => await seeIdentity(scope, id))

test('an author who is asked back answers in the chat, and the answer is no wording of theirs', async () => {
  const person = await stage.resident()
  const { opinionId } = await stage.handIn(person, { text: 'Cống tắc ở ngõ 12' })
  await askBack(opinionId)
  await expect(askBack(opinionId, 'Thêm một câu nữa')).rejects.toMatchObject({ phrase: 'privacy:ask.waits' })
  expect(await release(person)).toBe(1)
  expect(await release(person)).toBe(0)
  expect(await person.say('Đoạn gần nhà ông Nguyễn Văn Hùng, số nhà 15')).toContain('Đã chuyển câu trả lời')
  const [answered] = (await privacy(opinionId))?.asks ?? []
  expect(answered).toMatchObject({ state: 'answered', answer: { text: 'Đoạn gần nhà ông Nguyễn Văn Hùng, số nhà 15' } })
  const [masked] = (await privacy(opinionId, leader))?.asks ?? []
  expect(masked?.answer).toEqual({ text: 'Đoạn gần nhà ông [tên], [số nhà]', marks: [] })
  const [question] = (await stage.list()).filter(({ id }) => id === opinionId)
  expect(question?.wordings?.map(({ text }) => text)).toEqual(['Cống tắc ở ngõ 12'])
  expect(foundIn(await dumpDatabase(stage.house.database), 'Đoạn gần nhà')).toEqual([])
})

test('who does not want to answer says so with a number, and is asked three times at most', async () => {
  const person = await stage.resident()
  const { opinionId } = await stage.handIn(person, { text: 'Đèn ngõ 4 hỏng' })
  for (const question of ['Một?', 'Hai?', 'Ba?']) {
    await askBack(opinionId, question)
    await release(person)
    expect(await person.say('1')).toContain('không trả lời câu này cũng được')
  }
  await expect(askBack(opinionId, 'Bốn?')).rejects.toMatchObject({ phrase: 'privacy:ask.often' })
  expect((await privacy(opinionId))?.asks.map(({ state }) => state)).toEqual(['declined', 'declined', 'declined'])
})

test('an anonymous author reads the question at their code and answers with it, and no moment of theirs is kept', async () => {
  const person = await stage.resident()
  const { opinionId, code } = await stage.handIn(person, { naming: 'anonymous', text: 'Chợ thu thêm tiền chỗ' })
  await askBack(opinionId, 'Thu từ tháng nào ạ?')
  expect(await release(person)).toBe(0)
  const shown = await person.say(`TRACUU ${code}`)
  expect(shown).toContain('Thu từ tháng nào ạ?')
  const number = /(\d)\. Trả lời Mặt trận/u.exec(shown)?.[1] ?? 'none'
  expect(await person.say(number)).toContain('gửi lại mã biên nhận')
  expect(parseCode(code)?.kind).toBe('receipt')
  expect(await person.say(`${code} Từ tháng chín`)).toContain('Đã chuyển câu trả lời')
  const [answered] = (await privacy(opinionId))?.asks ?? []
  expect(answered).toMatchObject({ state: 'answered', answer: { text: 'Từ tháng chín' } })
  expect(answered?.answeredAt?.toISOString()).toMatch(/T17:00:00\.000Z$/)
  await expect(ask(opinionId)).rejects.toMatchObject({ phrase: 'privacy:identity.nobody' })
})

test('who an author is opens by their consent, for the named reader alone, each look noted, until they take it back', async () => {
  const person = await stage.resident()
  const { opinionId, code } = await stage.handIn(person, { text: 'Cống tắc ở ngõ 30' })
  const id = await ask(opinionId)
  await expect(ask(opinionId)).rejects.toMatchObject({ phrase: 'privacy:identity.live' })
  expect((await see(leader, id)).identity).toBeNull()
  expect(await release(person)).toBe(1)
  expect(await person.say('1')).toContain('Xin viết tên, số điện thoại')
  expect(await person.say('Bà Lê Thị Hoa, 0912345678')).toContain(
    'Chỉ Nguyễn Văn Lâm xem được, đến hết ngày 31/12/2026',
  )

  expect((await see(leader, id)).identity).toBe('Bà Lê Thị Hoa, 0912345678')
  const admin: OfficerActor = {
    kind: 'officer',
    officerId: newId(),
    grants: [{ role: 'admin', unitId: 'vn', unitPath: ['vn'] }],
  }
  for (const other of [front, admin, officer('leader', ward)]) {
    await expect(see(other, id)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
  const { $client } = stage.house.database
  const looks = await $client`select actor_id from audit_entries where action = 'identity.seen' and subject_id = ${id}`
  expect(looks.map((row) => row['actor_id'])).toEqual([leader.officerId])
  const dump = await dumpDatabase(stage.house.database)
  for (const hidden of ['Lê Thị Hoa', '0912345678', 'cùng đi xem']) expect(foundIn(dump, hidden)).toEqual([])

  const shown = await person.say(`TRACUU ${code}`)
  expect(shown).toContain('Ông/bà đang cho Nguyễn Văn Lâm biết mình là ai')
  const number = /(\d)\. Việc cho biết mình là ai/u.exec(shown)?.[1] ?? 'none'
  expect(await person.say(number)).toContain('1. Rút lại ngay')
  expect(await person.say('1')).toContain('Đã rút lại')
  expect(await see(leader, id)).toMatchObject({ state: 'revoked', identity: null })
  const [row] = await $client`select identity from disclosures where id = ${id}`
  expect(row?.['identity']).toBeNull()
  const said =
    await $client`select actor_id from audit_entries where action in ('identity.granted', 'identity.revoked')`
  expect(said.map((one) => one['actor_id'])).toEqual(['author', 'author'])
})

test('what was given is wiped after its last day, and a refusal leaves nothing to see', async () => {
  const person = await stage.resident()
  const given = await stage.handIn(person, { text: 'Cống tắc ở ngõ 31' })
  const id = await ask(given.opinionId)
  await release(person)
  await person.say('1')
  await person.say('Ông Tư')
  const refused = await stage.handIn(person, { text: 'Cống tắc ở ngõ 32' })
  const no = await ask(refused.opinionId)
  await release(person)
  expect(await person.say('2')).toContain('Không ai biết ông/bà là ai')
  expect(await see(leader, no)).toMatchObject({ state: 'declined', identity: null })

  const end = async () => await stage.as(systemActor('end'), async (scope) => await endDisclosures(scope))
  const { clock } = stage.house
  const before = clock.now()
  clock.set(new Date('2026-12-31T16:59:00Z'))
  expect(await end()).toBe(0)
  expect((await see(leader, id)).identity).toBe('Ông Tư')
  clock.set(new Date('2026-12-31T17:01:00Z'))
  expect((await see(leader, id)).identity).toBeNull()
  expect(await end()).toBe(1)
  const [row] = await stage.house.database.$client`select state, identity from disclosures where id = ${id}`
  expect(row).toEqual({ state: 'ended', identity: null })
  clock.set(before)
})

test('only the Front of the unit asks, only officers of the unit are named, and never for longer than 180 days', async () => {
  const person = await stage.resident()
  const { opinionId } = await stage.handIn(person, { text: 'Cống tắc ở ngõ 33' })
  const admin: OfficerActor = {
    kind: 'officer',
    officerId: newId(),
    grants: [{ role: 'admin', unitId: 'vn', unitPath: ['vn'] }],
  }
  for (const other of [leader, admin, officer('front_officer', otherWard)]) {
    await expect(
      stage.as(other, async (scope) => await askAuthor(scope, { opinionId, question: 'Ai đấy?' })),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
  const stranger = officer('leader', otherWard)
  await addReader(stranger, 'Người phường khác', otherWard)
  await expect(ask(opinionId, { readers: [stranger.officerId] })).rejects.toMatchObject({ field: 'readers' })
  await expect(ask(opinionId, { readers: [] })).rejects.toMatchObject({ field: 'readers' })
  await expect(
    stage.as(
      front,
      async (scope) =>
        await askIdentity(scope, { opinionId, purpose: 'Để mời', readers: [leader.officerId], until: '2027-12-31' }),
    ),
  ).rejects.toMatchObject({ field: 'until' })
})
