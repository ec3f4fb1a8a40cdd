import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { contestRefusal, handInOpinion, readItem, type HandIn } from '../../../src/questions/index.ts'
import { meetResident } from '../../../src/residents/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'

let place: OpenConsole
let lan: Browser
let minh: Browser
let stranger: Browser
let unitId = ''

beforeAll(async () => {
  place = await openConsole()
  unitId = '00082'
  lan = await place.browser('lan.front', [{ role: 'front_officer', unitId }])
  minh = await place.browser('minh.front', [{ role: 'front_officer', unitId }])
  stranger = await place.browser('xa.front', [{ role: 'front_officer', unitId: '00004' }])
})
beforeEach(async () => {
  await place.house.database.$client`truncate opinions, items, question_limits cascade`
})
afterAll(async () => await place.close())

let chats = 0
const handIn = async (text: string, given: Partial<HandIn> = {}): Promise<string> => {
  chats += 1
  const chatId = chats
  const residentId = await place.as(
    systemActor('test'),
    async (scope) =>
      await meetResident(scope, {
        chatId,
        accountId: 'web:chat',
        language: 'vi',
        consents: [{ purpose: 'relay', version: 'test', act: 'chosen' }],
      }),
  )
  place.house.clock.advance(1_000)
  const { opinionId } = await place.as(
    { kind: 'resident', residentId, chatId: String(chatId) },
    async (scope) =>
      await handInOpinion(scope, {
        unitId,
        opinionClass: 'livelihood',
        naming: 'sealed',
        text,
        attachmentIds: [],
        channel: 'web',
        language: 'vi',
        ...given,
      }),
  )
  return opinionId
}

const head = {
  opinionClass: 'livelihood',
  kind: 'petition',
  topicId: '',
  title: 'Thu gom rác ở ngõ 12',
  reach: 'households',
  households: '30',
  competence: 'commune',
  competentBody: '',
  queue: '',
}
const opened = (body: string): string | undefined => /data-opinion="([^"]+)"/.exec(body)?.[1]
const versionIn = (body: string): string => /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''
const rowOf = async (id: string) =>
  (
    await place.house.database
      .$client`select triage, item_id, version, opinion_class, stated_class, held_why from opinions where id = ${id}`
  )[0]

test('the oldest waits first, and what spells danger or was marked stands before it', async () => {
  const old = await handIn('Đèn đường ngõ 3 hỏng')
  const young = await handIn('Xin thêm ghế đá ở vườn hoa')
  const marked = await handIn('Tôi muốn phản ánh việc cấp phép', { guardMark: 'complaint' })
  const danger = await handIn('Cột điện nghiêng sắp đổ, rất nguy hiểm')
  const order: (string | undefined)[] = []
  let body = (await lan.get('/console/triage')).body
  expect(body).toContain('Còn 4 ý kiến đang chờ')
  for (let n = 0; n < 4; n += 1) {
    const id = opened(body)
    order.push(id)
    const done = await lan.post(`/console/triage/${id}`, { ...head, version: versionIn(body) })
    expect(done.statusCode).toBe(303)
    body = (await lan.get(String(done.headers.location))).body
  }
  expect(order).toEqual([danger, marked, old, young])
  expect(body).toContain('Không còn ý kiến nào đang chờ')
})

test('the suggestions stand in the fields with the words that speak for them', async () => {
  await handIn('Đề nghị phường cho dọn rác, hơn 30 hộ cả ngõ chịu mùi hôi')
  const { body } = await lan.get('/console/triage')
  expect(body).toMatch(/value="petition"[^>]*checked/)
  expect(body).toMatch(/<option\s+value="f5a6f0e1-38cc-5dbc-9319-4c356b56f927"[^>]*selected/)
  expect(body).toContain('vì có chữ «rác», «mùi hôi»')
  expect(body).toMatch(/<option value="households"\s+selected/)
  expect(body).toMatch(/name="households"[^>]*value="30"/)
})

test('what is kept becomes an item with its number, and one key undoes it', async () => {
  const id = await handIn('Rác ở ngõ 12 ba ngày không ai thu')
  const page = await lan.get('/console/triage')
  const kept = await lan.post(`/console/triage/${id}`, {
    ...head,
    opinionClass: 'question',
    version: versionIn(page.body),
  })
  const after = await lan.get(String(kept.headers.location))
  expect(after.body).toContain('Đã nhận thành việc số 1.')
  const row = await rowOf(id)
  expect(row).toMatchObject({ triage: 'kept', opinion_class: 'question', stated_class: 'livelihood' })
  expect(await readItem(place.house.database, String(row?.['item_id']))).toMatchObject({
    title: 'Thu gom rác ở ngõ 12',
    households: 30,
    kind: 'petition',
    state: 'open',
  })
  const undone = await lan.post(`/console/triage/${id}/undo`, { queue: '' })
  expect(String(undone.headers.location)).toContain(`id=${id}`)
  expect(await rowOf(id)).toMatchObject({
    triage: 'waiting',
    item_id: null,
    opinion_class: 'livelihood',
    stated_class: null,
  })
  expect((await lan.get(String(undone.headers.location))).body).toContain('Đã hoàn tác')
})

test('two officers are not given the same one, and a form of an older version loses nothing that was typed', async () => {
  const first = await handIn('Đèn đường ngõ 3 hỏng')
  const second = await handIn('Vỉa hè bị lấn chiếm')
  const seen = (await lan.get('/console/triage')).body
  expect(opened(seen)).toBe(first)
  expect(opened((await minh.get('/console/triage')).body)).toBe(second)
  place.house.clock.advance(61_000)
  const other = (await minh.get('/console/triage')).body
  expect(opened(other)).toBe(first)
  expect((await minh.post(`/console/triage/${first}`, { ...head, version: versionIn(other) })).statusCode).toBe(303)
  const late = await lan.post(`/console/triage/${first}`, { ...head, title: 'Sửa đèn ngõ 3', version: versionIn(seen) })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('vừa được người khác xử lý')
  expect(late.body).toContain('Sửa đèn ngõ 3')
})

test('a field that is wrong is told beside it, with what was typed', async () => {
  const id = await handIn('Đèn đường ngõ 3 hỏng')
  const page = await lan.get('/console/triage')
  const form = { ...head, households: 'ba chục', title: 'Đèn ngõ 3', version: versionIn(page.body) }
  const again = await lan.post(`/console/triage/${id}`, form)
  expect(again.statusCode).toBe(422)
  expect(again.body).toContain('id="f-households-fault"')
  expect(again.body).toContain('value="ba chục"')
  expect(again.body).toContain('value="Đèn ngõ 3"')
})

test('the same matter is offered with what both say, and joins in one stroke that can be undone', async () => {
  const one = await handIn('Ngã tư Hàng Bài ngập sâu mỗi khi mưa to, xe chết máy hàng loạt')
  const page = await lan.get('/console/triage')
  await lan.post(`/console/triage/${one}`, { ...head, title: 'Ngập ngã tư Hàng Bài', version: versionIn(page.body) })
  const two = await handIn('mua to la nga tu hang bai ngap sau, xe chet may')
  const next = await lan.get('/console/triage')
  expect(next.body).toContain('Ngập ngã tư Hàng Bài')
  const same = /name="same"\s+value="([^"]+)"/.exec(next.body)?.[1] ?? ''
  const joined = await lan.post(`/console/triage/${two}`, { ...head, same, version: versionIn(next.body) })
  expect(joined.statusCode).toBe(303)
  const [itemOfOne, itemOfTwo] = [await rowOf(one), await rowOf(two)].map((row) => row?.['item_id'])
  expect(itemOfTwo).toBe(itemOfOne)
  const batch = new URL(String(joined.headers.location), 'http://x').searchParams.get('batch') ?? ''
  await lan.post(`/console/triage/${two}/undo`, { queue: '', batch })
  expect(await rowOf(two)).toMatchObject({ triage: 'waiting', item_id: null })
  expect(await rowOf(one)).toMatchObject({ triage: 'kept', item_id: itemOfOne })
})

test('a refusal needs a reason of the list, and words where only words help', async () => {
  const id = await handIn('abc xyz')
  const page = await lan.get('/console/triage')
  const version = versionIn(page.body)
  const bare = await lan.post(`/console/triage/${id}/refuse`, { version, why: '', words: 'Xin nói rõ hơn', queue: '' })
  expect(bare.statusCode).toBe(422)
  expect(bare.body).toContain('Xin nói rõ hơn')
  const wordless = await lan.post(`/console/triage/${id}/refuse`, { version, why: 'unclear', words: ' ', queue: '' })
  expect(wordless.statusCode).toBe(422)
  expect(wordless.body).toContain('id="f-words-fault"')
  const done = await lan.post(`/console/triage/${id}/refuse`, {
    version,
    why: 'unclear',
    words: 'Xin nói rõ hơn',
    queue: '',
  })
  expect(done.statusCode).toBe(303)
  expect(await rowOf(id)).toMatchObject({ triage: 'refused' })
  await lan.post(`/console/triage/${id}/undo`, { queue: '' })
  expect(await rowOf(id)).toMatchObject({ triage: 'waiting' })
})

test('rude words and links are held with the rule that holds them, and stay in the queue', async () => {
  const id = await handIn('Chúng mày là lũ chó, để ngập mãi')
  expect(await rowOf(id)).toMatchObject({ held_why: 'review' })
  const { body } = await lan.get('/console/triage')
  expect(opened(body)).toBe(id)
  expect(body).toContain('Giữ lại vì có lời nặng: «lũ chó»')
})

test('an author is muted for a stated time, and nobody learns who it is', async () => {
  const id = await handIn('Đèn đường ngõ 3 hỏng')
  await place.house.database.$client`
    update residents set unit_id = ${unitId} where id = (select resident_id from opinion_authors where opinion_id = ${id})`
  expect((await lan.post(`/console/triage/${id}/mute`, { queue: '', days: '45', muteWhy: 'spam' })).statusCode).toBe(
    422,
  )
  const done = await lan.post(`/console/triage/${id}/mute`, { queue: '', days: '3', muteWhy: 'spam' })
  const [resident] = await place.house.database.$client`
    select r.id, muted_why from residents r join opinion_authors a on a.resident_id = r.id where a.opinion_id = ${id}`
  expect(resident).toMatchObject({ muted_why: 'spam' })
  const { body } = await lan.get(String(done.headers.location))
  expect(body).toContain('Người gửi đang bị tạm giữ tin')
  expect(body).not.toContain(String(resident?.['id']))
  const anonymous = await handIn('Ý kiến ẩn danh', { naming: 'anonymous' })
  expect(
    (await lan.post(`/console/triage/${anonymous}/mute`, { queue: '', days: '3', muteWhy: 'spam' })).statusCode,
  ).toBe(409)
})

test('an officer of another unit sees nothing of it and may do nothing to it', async () => {
  const id = await handIn('Đèn đường ngõ 3 hỏng')
  const page = await stranger.get('/console/triage')
  expect(page.body).not.toContain('Đèn đường')
  expect((await stranger.get(`/console/triage?id=${id}`)).statusCode).toBe(403)
  for (const [path, form] of [
    ['', { ...head, version: '1' }],
    ['/refuse', { version: '1', why: 'spam', words: '', queue: '' }],
    ['/undo', { queue: '' }],
    ['/mute', { queue: '', days: '3', muteWhy: 'spam' }],
    [`/files/${newId()}/identity`, { queue: '' }],
  ] as const) {
    expect((await stranger.post(`/console/triage/${id}${path}`, form)).statusCode).toBe(403)
  }
  expect(await rowOf(id)).toMatchObject({ triage: 'waiting', version: 1 })
})

test('what was put off comes back when it is asked for', async () => {
  const first = await handIn('Đèn đường ngõ 3 hỏng')
  const second = await handIn('Vỉa hè bị lấn chiếm')
  const skip = await lan.get(`/console/triage?skip=${first}`)
  expect(opened(skip.body)).toBe(second)
  const none = await lan.get(`/console/triage?skip=${first}.${second}`)
  expect(none.body).toContain('đã để sau')
})

test('a contest stands before another officer than the one who refused, who decides it once', async () => {
  const id = await handIn('Đèn đường ngõ 3 hỏng')
  const page = await lan.get('/console/triage')
  const form = { version: versionIn(page.body), why: 'off_topic', words: 'Việc riêng', queue: '' }
  await lan.post(`/console/triage/${id}/refuse`, form)
  const [author] = await place.house.database.$client`
    select resident_id, chat_id from opinion_authors where opinion_id = ${id}`
  const actor = {
    kind: 'resident',
    residentId: String(author?.['resident_id']),
    chatId: String(author?.['chat_id']),
  } as const
  await place.as(actor, async (scope) => await contestRefusal(scope, { opinionId: id, words: 'Đèn là việc chung' }))
  const own = (await lan.get('/console/triage/contests')).body
  expect(own).toContain('Chính ông/bà đã quyết định')
  expect(own).not.toContain('value="reopened"')
  const other = (await minh.get('/console/triage/contests')).body
  expect(other).toContain('Đèn là việc chung')
  expect((await stranger.get('/console/triage/contests')).body).not.toContain('Đèn là việc chung')
  const decide = { seq: '1', outcome: 'reopened' }
  expect((await lan.post(`/console/triage/contests/${id}`, decide)).statusCode).toBe(409)
  expect((await stranger.post(`/console/triage/contests/${id}`, decide)).statusCode).toBe(403)
  expect((await minh.post(`/console/triage/contests/${id}`, decide)).statusCode).toBe(303)
  expect((await minh.post(`/console/triage/contests/${id}`, decide)).statusCode).toBe(409)
  expect(await rowOf(id)).toMatchObject({ triage: 'waiting' })
})

test("a unit's own topic is added, suggests by its words, is edited by one at a time and retired; the standard ones are not its", async () => {
  const fields = { unitId, nameVi: 'Chợ Cửa Nam', nameEn: '', words: 'chợ cửa nam\nki ốt', position: '5' }
  expect((await lan.post('/console/topics/new', { ...fields, nameVi: '' })).statusCode).toBe(422)
  expect((await lan.post('/console/topics/new', { ...fields, unitId: '' })).statusCode).toBe(403)
  expect((await lan.post('/console/topics/new', fields)).statusCode).toBe(303)
  const taken = await lan.post('/console/topics/new', { ...fields, words: 'ki ốt' })
  expect(taken.statusCode).toBe(422)
  expect(taken.body).toContain('id="f-nameVi-fault"')
  await handIn('ki ốt ở chợ cửa nam dột')
  const queue = (await lan.get('/console/triage')).body
  expect(queue).toContain('Gợi ý: Chợ Cửa Nam')
  const [topic] = await place.house.database.$client`select id from topics where name_vi = 'Chợ Cửa Nam'`
  const id = String(topic?.['id'])
  const change = { ...fields, nameVi: 'Chợ', version: '1' }
  expect((await stranger.post(`/console/topics/${id}`, change)).statusCode).toBe(403)
  expect((await lan.post(`/console/topics/${id}`, change)).statusCode).toBe(303)
  const late = await minh.post(`/console/topics/${id}`, { ...change, nameVi: 'Chợ dân sinh' })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('Chợ dân sinh')
  expect((await lan.post(`/console/topics/${id}/retire`, { version: '2', retired: 'yes' })).statusCode).toBe(303)
  expect((await lan.get('/console/triage')).body).not.toContain('Gợi ý: Chợ')
  const standard = 'f5a6f0e1-38cc-5dbc-9319-4c356b56f927'
  expect((await lan.post(`/console/topics/${standard}`, { ...change })).statusCode).toBe(403)
})
