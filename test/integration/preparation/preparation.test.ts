import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../src/kernel/ids.ts'
import {
  answerRequest,
  countUsed,
  briefBlocks,
  contactsOf,
  draftScript,
  draftSessionAgenda,
  erasePreparationOf,
  findRequest,
  inviteLacking,
  listAgenda,
  listParticipants,
  openRequests,
  readBrief,
  readChecklist,
  readPreparation,
  readScript,
  removeParticipant,
  requestAnswer,
  requestsForResponder,
  requestsOfSession,
  returningTopics,
  saveAgenda,
  saveParticipant,
  savePlan,
  saveScript,
  tickStep,
  withdrawRequest,
  type AgendaLine,
} from '../../../src/preparation/index.ts'
import { paths, system } from '../officers/officers-house.ts'
import { officerOf, openPrepared, type PreparedHouse } from './prepared-house.ts'

let here: PreparedHouse
beforeAll(async () => {
  here = await openPrepared()
}, 60_000)
afterAll(async () => await here.close())

const nameOf = ({ number }: { number: number }): string => `Vấn đề số ${number}`
const stranger = officerOf(['front_officer', 'approver', 'leader', 'responder'], paths.other)
const database = () => here.house.database

const usual = {
  openingMinutes: 10,
  reportMinutes: 10,
  closingMinutes: 10,
  floorMinutes: 20,
  minutesEach: 5,
  rule: 'weightiest',
  invitesLacking: true,
}

const minutesIn = (lines: readonly AgendaLine[]): number => lines.reduce((sum, { minutes }) => sum + minutes, 0)

const agendaOf = async (dialogueId: string) => {
  const { version } = await readPreparation(database(), dialogueId)
  await here.as(here.front, async (scope) => await draftSessionAgenda(scope, { dialogueId, version, nameOf }))
  return await listAgenda(database(), dialogueId)
}

const save = async (
  dialogueId: string,
  lines: readonly AgendaLine[],
  options: { version?: number; departure?: string; share?: boolean } = {},
) => {
  const { version } = await readPreparation(database(), dialogueId)
  await here.as(here.front, async (scope) => {
    const input = { version, departure: '', share: false, nameOf, ...options, dialogueId, lines }
    await saveAgenda(scope, input)
  })
}

describe('the agenda', () => {
  test('shares the minutes of the session among the matters, and the rest is answered in writing', async () => {
    const { id } = await here.call({ minutes: 66 })
    for (const households of [1, 200, 30, 4, 5]) {
      await here.keep(id, { text: `Đường ngõ ${households} bị hỏng nặng`, title: `Ngõ ${households}`, households })
    }
    const lines = await agendaOf(id)
    const hall = lines.filter(({ place }) => place === 'hall')
    expect(hall.map(({ title }) => title)).toEqual(['Ngõ 200', 'Ngõ 30', 'Ngõ 5'])
    expect(minutesIn(hall)).toBe(16)
    expect(lines.filter(({ place }) => place === 'written')).toHaveLength(2)
  })

  test('an officer’s order, names, own lines and pinned minutes are kept, and stay when it is drafted anew', async () => {
    const { id } = await here.call()
    const [one, two] = [
      await here.keep(id, { text: 'Xin hỏi về lịch thu gom rác của phường', title: 'Thu gom rác', households: 90 }),
      await here.keep(id, { text: 'Đèn chiếu sáng của ngõ hỏng đã lâu', title: 'Đèn ngõ' }),
    ]
    const lines = await agendaOf(id)
    expect(lines.map(({ itemId }) => itemId)).toEqual([one, two])
    const own = { ...lines[0], id: newId(), itemId: null, topicId: null, title: 'Thông tin quy hoạch', who: null }
    const arranged = [
      { ...lines[1], minutes: 9, isPinned: true, title: 'Đèn ngõ 12' },
      { ...own, minutes: 5, isPinned: true },
      lines[0],
    ] as AgendaLine[]
    await save(id, arranged, { share: true })
    const saved = await listAgenda(database(), id)
    expect(saved.map(({ title }) => title)).toEqual(['Đèn ngõ 12', 'Thông tin quy hoạch', 'Thu gom rác'])
    expect(saved.map(({ minutes }) => minutes)).toEqual([9, 5, 56])
    expect(saved[0]?.id).toBe(lines[1]?.id)
    const again = await agendaOf(id)
    expect(again.map(({ title, minutes }) => [title, minutes])).toEqual([
      ['Thông tin quy hoạch', 5],
      ['Thu gom rác', 56],
      ['Đèn ngõ 12', 9],
    ])
  })

  test('two officers never overwrite each other, and another unit comes nowhere near', async () => {
    const { id } = await here.call()
    await here.keep(id, { text: 'Cống thoát nước trước nhà văn hóa bị tắc', title: 'Cống tắc' })
    const lines = await agendaOf(id)
    await expect(save(id, lines, { version: 0 })).rejects.toMatchObject({ code: 'CONFLICT' })
    const input = { dialogueId: id, version: 1, nameOf }
    await expect(here.as(stranger, async (scope) => await draftSessionAgenda(scope, input))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test('what was counted in the hall stays with its line, whoever arranges the agenda meanwhile', async () => {
    const { id } = await here.call()
    await here.keep(id, { text: 'Sân chơi của trẻ em bị dùng làm chỗ để xe', title: 'Sân chơi' })
    const lines = await agendaOf(id)
    const lineId = lines[0]?.id ?? ''
    await here.as(here.front, async (scope) => await countUsed(scope, { dialogueId: id, lineId, seconds: 431 }))
    await save(id, lines)
    expect((await listAgenda(database(), id))[0]?.usedSeconds).toBe(431)
  })

  test('what is no matter of the session is refused', async () => {
    const { id } = await here.call()
    await here.keep(id, { text: 'Vỉa hè bị lấn chiếm để bán hàng cả ngày', title: 'Vỉa hè' })
    const [line] = await agendaOf(id)
    await expect(save(id, [{ ...line, itemId: newId() } as AgendaLine])).rejects.toMatchObject({
      phrase: 'preparation:wrong.item',
    })
    await expect(save(id, [{ ...line, title: ' ' } as AgendaLine])).rejects.toMatchObject({ field: 'title.0' })
    await expect(save(id, [{ ...line, minutes: Number.NaN } as AgendaLine])).rejects.toMatchObject({
      field: 'minutes.0',
    })
  })

  test('once the collection has closed the rule is fixed, and an agenda that departs from it says why', async () => {
    const { id } = await here.call({ minutes: 60 })
    for (const households of [500, 50, 5]) {
      await here.keep(id, { text: `Nước yếu ở ngõ ${households}`, title: `Nước ${households}`, households })
    }
    const plan = { ...usual, dialogueId: id, version: 0 }
    await here.as(here.front, async (scope) => await savePlan(scope, plan))
    here.house.clock.advance(13 * 86_400_000)
    const lines = await agendaOf(id)
    expect((await readPreparation(database(), id)).isFrozen).toBe(true)
    const { version } = await readPreparation(database(), id)
    await expect(
      here.as(here.front, async (scope) => await savePlan(scope, { ...plan, version, rule: 'each_class' })),
    ).rejects.toMatchObject({ phrase: 'preparation:wrong.frozen' })
    await here.as(here.front, async (scope) => await savePlan(scope, { ...plan, version, openingMinutes: 9 }))
    const turned = lines.map((line) => ({
      ...line,
      place: line.place === 'hall' ? ('written' as const) : ('hall' as const),
    }))
    await expect(save(id, turned)).rejects.toMatchObject({ field: 'departure' })
    await save(id, turned, { departure: 'Cơ quan cấp nước xin trả lời tại phiên sau' })
    expect((await readPreparation(database(), id)).departure).toContain('Cơ quan cấp nước')
    here.house.clock.advance(-13 * 86_400_000)
  })
})

describe('requests to agencies', () => {
  test('are due in three working days, answered by a responder of the unit, and late the day after', async () => {
    const { id } = await here.call()
    const itemId = await here.keep(id, { text: 'Chợ tạm gây mất vệ sinh, xin hỏi bao giờ dẹp', title: 'Chợ tạm' })
    const asked = { dialogueId: id, body: 'Phòng Kinh tế', about: 'Chợ tạm', question: 'Bao giờ dẹp?', itemId }
    const requestId = await here.as(here.front, async (scope) => await requestAnswer(scope, asked))
    const request = await findRequest(database(), requestId)
    // Saturday; Tuesday 24 November is no day off unless somebody confirms it.
    expect(request).toMatchObject({ askedOn: '2026-11-21', dueOn: '2026-11-25', state: 'asked', version: 1 })
    const responder = officerOf(['responder'])
    const own = { unitIds: ['00082'], officerId: responder.officerId }
    expect((await requestsForResponder(database(), own)).map((one) => one.id)).toContain(requestId)
    expect(await requestsForResponder(database(), { ...own, unitIds: ['00004'] })).toEqual([])
    const answer = { id: requestId, version: 1, answer: 'Dẹp xong trước 15/12, Phòng Kinh tế làm.' }
    await expect(here.as(stranger, async (scope) => await answerRequest(scope, answer))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await here.as(responder, async (scope) => await answerRequest(scope, answer))
    await expect(here.as(responder, async (scope) => await answerRequest(scope, answer))).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(await findRequest(database(), requestId)).toMatchObject({ state: 'answered', answer: answer.answer })
    expect((await openRequests(database(), ['00082'])).map((one) => one.id)).not.toContain(requestId)
  })

  test('for one responder by name are nobody else’s', async () => {
    const { id } = await here.call()
    const named = await here.enter('tra.loi', [{ role: 'responder', unitId: '00082' }])
    const asked = { dialogueId: id, body: 'Công an phường', about: 'An ninh', question: 'Tuần tra ra sao?' }
    const requestId = await here.as(
      here.front,
      async (scope) => await requestAnswer(scope, { ...asked, officerId: named }),
    )
    const other = officerOf(['responder'])
    expect(
      await requestsForResponder(database(), { unitIds: ['00082'], officerId: other.officerId }),
    ).not.toContainEqual(expect.objectContaining({ id: requestId }))
    const answer = { id: requestId, version: 1, answer: 'Đã rõ.' }
    await expect(here.as(other, async (scope) => await answerRequest(scope, answer))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await here.as(here.front, async (scope) => await withdrawRequest(scope, { id: requestId, version: 1 }))
    const again = { ...answer, version: 2 }
    await expect(here.as(here.front, async (scope) => await answerRequest(scope, again))).rejects.toMatchObject({
      code: 'PRECONDITION',
    })
  })

  test('a day that has passed, and a responder who is none, are refused beside their fields', async () => {
    const { id } = await here.call()
    const asked = { dialogueId: id, body: 'Phòng Kinh tế', about: 'Chợ', question: 'Bao giờ?' }
    const refused = async (more: object): Promise<unknown> =>
      await here
        .as(here.front, async (scope) => await requestAnswer(scope, { ...asked, ...more }))
        .catch((error) => error)
    expect(await refused({ dueOn: '2026-11-20' })).toMatchObject({ field: 'dueOn' })
    expect(await refused({ dueOn: 'mai' })).toMatchObject({ field: 'dueOn' })
    expect(await refused({ officerId: newId() })).toMatchObject({ field: 'officerId' })
    expect(await refused({ question: ' ' })).toMatchObject({ field: 'question' })
  })
})

test('participants are entered with a sealed contact, changed at their version, and removed', async () => {
  const { id } = await here.call()
  const fields = {
    dialogueId: id,
    role: 'area_member',
    name: 'Trần Văn Bình',
    title: 'Ủy viên Ban Thường vụ',
    body: 'Đảng ủy phường',
    areaUnits: ['g1'],
    contact: '0912 345 678',
    attends: 'yes',
  }
  const one = await here.as(here.front, async (scope) => await saveParticipant(scope, fields))
  await here.as(here.front, async (scope) => {
    await saveParticipant(scope, { ...fields, role: 'chair', name: 'Lê Thị Lan', areaUnits: ['g1'], contact: '' })
  })
  const [chair, member] = await listParticipants(database(), id)
  expect([chair?.role, chair?.areaUnits, member?.areaNames]).toEqual(['chair', [], ['Tổ dân phố số 1']])
  expect([...(await contactsOf(database(), here.house.keyring, id))]).toEqual([[one, '0912 345 678']])
  const [row] = await database().$client<{ contact: Buffer }[]>`
    select contact from session_participants where id = ${one}`
  expect(row?.contact.toString('latin1')).not.toContain('345')
  await here.as(here.front, async (scope) => {
    await saveParticipant(scope, { ...fields, id: one, version: 1, attends: 'no' })
  })
  const old = { dialogueId: id, id: one, version: 1 }
  await expect(here.as(here.front, async (scope) => await removeParticipant(scope, old))).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await expect(
    here.as(here.front, async (scope) => await saveParticipant(scope, { ...fields, areaUnits: ['00004'] })),
  ).rejects.toMatchObject({ field: 'areaUnits' })
  await here.as(here.front, async (scope) => await removeParticipant(scope, { ...old, version: 2 }))
  expect(await listParticipants(database(), id)).toHaveLength(1)
})

test('a script is drafted from agenda and answers, and what an officer wrote survives a new draft', async () => {
  const { id } = await here.call()
  await here.keep(id, { text: 'Ngõ 5 ngập mỗi khi mưa to, xin sửa cống', title: 'Ngập ngõ 5' })
  await agendaOf(id)
  const words = (name: string, values: Readonly<Record<string, string | number>> = {}): string =>
    `${name}: ${Object.values(values).join(' ')}`
  await here.as(here.front, async (scope) => await draftScript(scope, { dialogueId: id, version: 0, words }))
  const script = await readScript(database(), id)
  expect(script?.blocks.map(({ key }) => key).at(0)).toBe('opening')
  expect(script?.blocks.some(({ heading }) => heading.includes('Ngập ngõ 5'))).toBe(true)
  const edits = [{ key: 'opening', heading: 'Mở đầu', text: 'Kính chào bà con!' }]
  await here.as(here.front, async (scope) => await saveScript(scope, { dialogueId: id, version: 1, edits }))
  await expect(
    here.as(here.front, async (scope) => await saveScript(scope, { dialogueId: id, version: 1, edits })),
  ).rejects.toMatchObject({ code: 'CONFLICT' })
  await here.as(here.front, async (scope) => await draftScript(scope, { dialogueId: id, version: 2, words }))
  expect((await readScript(database(), id))?.blocks[0]).toMatchObject({ text: 'Kính chào bà con!', isEdited: true })
})

test('the checklist knows what the service knows, and takes an officer’s tick for the rest', async () => {
  const { id } = await here.call()
  const dialogue = { ...(await here.call()), id }
  const done = async (): Promise<string[]> =>
    (await readChecklist(database(), dialogue, here.house.clock.now())).flatMap(({ step, isDone }) =>
      isDone ? [step] : [],
    )
  await here.as(here.front, async (scope) => await tickStep(scope, { dialogueId: id, step: 'place', isDone: true }))
  expect(await done()).toContain('place')
  await here.as(here.front, async (scope) => await tickStep(scope, { dialogueId: id, step: 'place', isDone: false }))
  expect(await done()).not.toContain('place')
  await expect(
    here.as(here.front, async (scope) => await tickStep(scope, { dialogueId: id, step: 'notice', isDone: true })),
  ).rejects.toMatchObject({ field: 'step' })
  await here.as(here.front, async (scope) => await savePlan(scope, { ...usual, dialogueId: id, version: 0 }))
  expect(await done()).toContain('rule')
})

describe('what lacks', () => {
  test('is asked for once a person and session, never after an anonymous one, and an erasure forgets it', async () => {
    const { id } = await here.call({ plannedShares: { livelihood: 50, idea: 50 } })
    for (let index = 0; index < 10; index += 1)
      await here.keep(id, { text: `Cây xanh số ${index} sắp đổ, xin cắt tỉa` })
    const resident = { kind: 'resident' as const, residentId: newId(), chatId: '77' }
    const sent = { dialogueId: id, opinionClass: 'livelihood', isAnonymous: false } as const
    const ask = async (input: Parameters<typeof inviteLacking>[1]) =>
      await here.as(resident, async (scope) => await inviteLacking(scope, input))
    expect(await ask({ ...sent, isAnonymous: true })).toBeNull()
    expect(await ask({ ...sent, opinionClass: 'idea' })).toBeNull()
    expect(await ask(sent)).toBe('idea')
    expect(await ask(sent)).toBeNull()
    await here.as(system, async (scope) => await erasePreparationOf(scope, resident.residentId))
    const [left] = await database().$client`
      select 1 from class_invitations where resident_id = ${resident.residentId}`
    expect(left).toBeUndefined()
    await here.as(here.front, async (scope) => {
      await savePlan(scope, { ...usual, invitesLacking: false, dialogueId: id, version: 0 })
    })
    expect(await ask(sent)).toBeNull()
  })

  test('a topic among the weightiest in two of the last four sessions returns, and one of one session does not', async () => {
    const education = await here.topicNamed('Giáo dục')
    const health = await here.topicNamed('Y tế')
    const first = await here.call({ daysAhead: 300 })
    const second = await here.call({ daysAhead: 310 })
    for (const { id } of [first, second]) {
      await here.keep(id, { text: 'Trường thiếu lớp học, các cháu phải học ca', topicId: education, households: 90 })
    }
    await here.keep(second.id, { text: 'Trạm y tế thiếu thuốc cho người cao tuổi', topicId: health })
    const found = await returningTopics(database(), { unitId: '00082', until: second.startsAt })
    expect(found).toEqual([expect.objectContaining({ topicId: education, times: 2 })])
    expect(await returningTopics(database(), { unitId: '00004', until: second.startsAt })).toEqual([])
  })
})

test('the brief counts opinions, persons and supports with their base, and names no resident', async () => {
  const { id } = await here.call({ plannedShares: { livelihood: 70, idea: 30 } })
  const dialogue = await here.call()
  const topicId = await here.topicNamed('Vệ sinh')
  const words = 'Xe rác đến muộn, xin gọi chị Nguyễn Thị Hạnh số 0912345678 để hỏi thêm về ngõ này'
  await here.keep(id, { text: words, title: 'Xe rác đến muộn', topicId })
  await here.keep(id, { text: 'Rác để ngoài ngõ bốc mùi vì xe rác đến muộn', topicId, naming: 'anonymous' })
  await here.keep(id, { text: 'Nên mở lớp dạy nghề cho thanh niên của phường', opinionClass: 'idea' })
  await here.as(here.front, async (scope) => {
    const asked = { dialogueId: id, body: 'Phòng Môi trường', about: 'Xe rác', question: 'Vì sao muộn?' }
    await requestAnswer(scope, asked)
  })
  const brief = await readBrief(
    database(),
    here.house.keyring,
    { ...dialogue, id },
    {
      reader: officerOf(['leader']),
      now: here.house.clock.now(),
    },
  )
  const hygiene = brief.topics.find((topic) => topic.topicId === topicId)
  expect(hygiene).toMatchObject({ opinions: 2, persons: 1, unknown: 1, supports: 0, matterCount: 2 })
  expect(hygiene?.areas).toEqual([expect.objectContaining({ name: 'Phường Cửa Nam', count: 2 })])
  const said = JSON.stringify(briefBlocks('vi', brief))
  expect(said).toContain('2/3, bằng 66,7%')
  expect(said).toContain('Phòng Môi trường')
  expect(said).not.toContain('0912345678')
  expect(said).not.toContain('Hạnh')
  expect(JSON.stringify(briefBlocks('en', brief))).toContain('2 of 3, 66.7%')
  const elsewhere = await readBrief(
    database(),
    here.house.keyring,
    { ...dialogue, id },
    {
      reader: stranger,
      now: here.house.clock.now(),
    },
  )
  expect(elsewhere.topics.flatMap(({ wordings }) => wordings)).toEqual([])
  expect(await requestsOfSession(database(), id)).toHaveLength(1)
})
