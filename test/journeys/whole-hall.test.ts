import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/kernel/ids.ts'
import { sendNotice, wardSession } from '../support/ward-officers.ts'
import { openCircle, wordsOf, type Circle } from './circle-stage.ts'

let all: Circle
let dialogueId = ''
let noticeCode = ''
const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/

const pageOf = (part: string): string => `/console/dialogues/${dialogueId}${part}`

/** An act on the moderator's page; `key` and `at` are what a phone keeps while the network is away. */
const act = async (fields: Record<string, string>, keep: { key?: string; at?: number } = {}): Promise<number> => {
  const { officers, place } = all
  const token = /name="_token" value="([^"]+)"/u.exec((await officers.front.page(pageOf('/hall'))).text)?.[1] ?? ''
  const at = keep.at === undefined ? {} : { at: String(keep.at) }
  const response = await fetch(`${place.url}${pageOf('/hall')}`, {
    method: 'POST',
    headers: { cookie: officers.front.cookie, origin: place.url },
    body: new URLSearchParams({ _token: token, key: keep.key ?? newId(), ...at, ...fields }),
    redirect: 'manual',
  })
  return response.status
}

type Board = {
  stage: string
  current: { title: string; minutes: number; since: number } | null
  next: string[]
  isFloorOpen: boolean
  now: number
}
const board = async (): Promise<Board> =>
  JSON.parse((await all.officers.front.page(pageOf('/board/state'))).text) as Board
const linesOf = async (): Promise<{ id: string; used: number | null }[]> => {
  const rows = await all.sql`
    select id, used_seconds as used from agenda_lines where dialogue_id = ${dialogueId} order by position`
  return rows.map((row) => ({ id: String(row['id']), used: row['used'] === null ? null : Number(row['used']) }))
}

beforeAll(async () => {
  all = await openCircle()
  const { officers, clock, people, fill } = all
  const called = await officers.front.ask('POST', '/api/v1/dialogues', wardSession(clock.now()))
  dialogueId = called.body.id
  noticeCode = String(called.body['noticeCode'])
  await sendNotice(officers.front, officers.approver, dialogueId, 'announcement')
  const asked = [
    ['tu', 'Bà Lê Thị Tư, số 7 ngõ 12: ba ngày nay không ai thu gom rác', 'Thu gom rác ở ngõ 12'],
    ['hai', 'Đèn đường phố Huế hỏng đã một tháng', 'Đèn đường phố Huế'],
    ['nam', 'Vỉa hè phố Hai Bà Trưng bị lấn chiếm', 'Vỉa hè phố Hai Bà Trưng'],
  ] as const
  for (const [name, words, title] of asked) {
    await people[name].say('LICH')
    await people[name].choose('Gửi câu hỏi cho buổi này')
    await people[name].say(words)
    await people[name].choose('Gửi')
    const queue = await officers.front.page('/console/triage')
    const action = /action="(\/console\/triage\/[0-9a-f-]{36})"/u.exec(queue.text)?.[1] ?? ''
    await fill(officers.front, '/console/triage', action, { title, same: '' })
  }
}, 120_000)
afterAll(async () => await all.place.close())

test('once the Front has set how matters are chosen for the hall, LICH tells it to residents on each channel', async () => {
  const { people, officers, fill } = all
  expect((await people.tu.say('LICH')).join('\n')).not.toContain('Cách chọn ý kiến')
  await fill(officers.front, pageOf('/plan'), pageOf('/plan'), { rule: 'each_area', floorMinutes: '25' })
  for (const name of ['tu', 'nam', 'lan'] as const) {
    const shown = (await people[name].say('LICH')).join('\n')
    expect(shown).toContain(
      'Cách chọn ý kiến tại hội trường: Mỗi thôn, tổ dân phố ít nhất một vấn đề, rồi nặng nhất trước.',
    )
    expect(shown).toContain('Hỏi trực tiếp tại hội trường: 25 phút.')
  }
})

test('before the session opens the page behind the QR takes nothing and says so', async () => {
  const { place, officers, fill, goTo } = all
  await fill(officers.front, pageOf('/agenda'), pageOf('/agenda/draft'))
  await goTo('2027-01-25', '08:30')
  const early = await fetch(`${place.url}/verify/${noticeCode}/hoi`)
  const page = await early.text()
  expect(page).toContain('Lúc này chưa nhận câu hỏi tại chỗ')
  expect(page).not.toContain('<textarea')
  expect(await board()).toMatchObject({ stage: 'waiting', current: null })
})

test('the board shows what is being talked about, for how long, and what comes next, and never a name', async () => {
  await act({ kind: 'open' })
  const [first] = await linesOf()
  await act({ kind: 'take', about: 'line', id: first?.id ?? '' })
  const shown = await board()
  expect(shown.stage).toBe('open')
  expect(shown.next).toHaveLength(2)
  const titles = ['Thu gom rác ở ngõ 12', 'Vỉa hè phố Hai Bà Trưng', 'Đèn đường phố Huế']
  expect(new Set([shown.current?.title, ...shown.next])).toEqual(new Set(titles))
  // Time left is what was planned less what has passed by the server's clock.
  expect(shown.current?.minutes).toBeGreaterThan(0)
  expect(shown.now - (shown.current?.since ?? 0)).toBeGreaterThanOrEqual(0)
  await act({ kind: 'extend', minutes: '2' })
  expect((await board()).current?.minutes).toBe((shown.current?.minutes ?? 0) + 2)
  const page = await all.officers.front.page(pageOf('/board'))
  expect(page.text).toContain(`/verify/${noticeCode}/hoi`)
  for (const text of [page.text, JSON.stringify(await board())]) {
    expect(text.split('<main')[1] ?? text).not.toMatch(/Lê Thị Tư|Bà Tư|Ông Hai|số 7/u)
  }
})

test('what a phone kept while the network was away for a minute arrives in order, once each, by its own time', async () => {
  const { clock } = all
  const [first, second] = await linesOf()
  const away = clock.now().getTime()
  const since = (await board()).current?.since ?? 0
  const kept = [
    { fields: { kind: 'note', note: 'answer', speaker: 'Chủ tịch', words: 'Xe vào ngõ từ mai' }, at: away + 10_000 },
    { fields: { kind: 'finish' }, at: away + 20_000 },
    { fields: { kind: 'take', about: 'line', id: second?.id ?? '' }, at: away + 30_000 },
    {
      fields: { kind: 'note', note: 'promise', speaker: 'Phó Chủ tịch', words: 'Thay đèn trong tuần' },
      at: away + 50_000,
    },
  ].map((one) => ({ ...one, key: newId() }))
  await all.goTo('2027-01-25', '08:45')
  // The phone does not know which of them have come: it sends all of them twice.
  for (const { fields, at, key } of [...kept, ...kept]) await act(fields, { key, at })
  const shown = await board()
  expect(shown.current).toMatchObject({ since: away + 30_000 })
  const used = (await linesOf()).find(({ id }) => id === first?.id)?.used
  expect(used).toBe(Math.round((away + 20_000 - since) / 1000))
  const notes = await all.sql`select 1 from hall_notes where dialogue_id = ${dialogueId}`
  expect(notes).toHaveLength(2)
})

const ask = async (words: string, id = newId()) => {
  const response = await fetch(`${all.place.url}/verify/${noticeCode}/hoi`, {
    method: 'POST',
    body: new URLSearchParams({ id, words }),
    redirect: 'manual',
  })
  return { status: response.status, where: response.headers.get('location') ?? '', page: await response.text() }
}
const standing = async (where: string): Promise<string> =>
  wordsOf(await (await fetch(`${all.place.url}${where}`)).text())

test('by the QR on the wall a question comes to the moderator without a name, is taken up or refused with a reason, and says so', async () => {
  await act({ kind: 'floor', isOpen: 'yes' })
  expect((await board()).isFloorOpen).toBe(true)
  const page = await (await fetch(`${all.place.url}/verify/${noticeCode}/hoi`)).text()
  expect(page).toContain('<textarea')
  // A form that works without a script.
  expect(page).not.toContain('<script')
  const empty = await ask('   ')
  expect([empty.status, empty.page.includes('Xin nhập nội dung.')]).toEqual([422, true])
  const long = await ask('a'.repeat(5_000))
  expect(long.status).toBe(422)
  expect(long.page).toContain('aaaa')
  const id = newId()
  const first = await ask('Anh Hùng 0912 345 678 hỏi: bao giờ có chỗ gửi xe?', id)
  expect(first.status).toBe(303)
  expect((await ask('Anh Hùng 0912 345 678 hỏi: bao giờ có chỗ gửi xe?', id)).where).toBe(first.where)
  const second = await ask('Chuyện riêng nhà tôi')
  expect(await standing(first.where)).toContain('Đã gửi. Người điều hành đang xem.')
  const waiting = await all.sql`select id from floor_questions where dialogue_id = ${dialogueId} order by id`
  expect(waiting).toHaveLength(2)
  await act({ kind: 'accept', id, [`title-${id}`]: 'Chỗ gửi xe' })
  const other = second.where.split('/').at(-1) ?? ''
  await act({ kind: 'refuse', id: other, why: 'off_topic' })
  expect((await board()).next).toContain('Chỗ gửi xe')
  expect(await standing(first.where)).toContain('Câu hỏi đã được đưa vào danh sách của buổi.')
  expect(await standing(second.where)).toContain('ngoài nội dung buổi họp')
  expect(JSON.stringify(await board())).not.toMatch(/Hùng|0912/u)
})

test('what was taken up from the floor gets its time and a receipt, and when the session has ended nothing is taken any more', async () => {
  const [accepted] =
    await all.sql`select id from floor_questions where dialogue_id = ${dialogueId} and state = 'accepted'`
  const id = String(accepted?.['id'])
  await act({ kind: 'take', about: 'floor', id })
  expect((await board()).current?.title).toBe('Chỗ gửi xe')
  await act({ kind: 'finish' })
  expect(await standing(`/verify/${noticeCode}/hoi/${id}`)).toMatch(receipt)
  await act({ kind: 'close' })
  expect((await board()).stage).toBe('closed')
  const late = await fetch(`${all.place.url}/verify/${noticeCode}/hoi`)
  expect(await late.text()).not.toContain('<textarea')
  expect((await ask('Còn câu nữa')).status).toBe(409)
})
