import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keepOpinion, handInOpinion, objectToMerge, readItem, type Keep } from '../../../src/questions/index.ts'
import { meetResident } from '../../../src/residents/index.ts'
import { plainHead } from '../questions/items/item-stage.ts'
import { paths, system } from '../officers/officers-house.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let hoa: Browser
let leader: Browser
let stranger: Browser
beforeAll(async () => {
  here = await openConsole()
  hoa = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
  leader = await here.browser('lan', [{ role: 'leader', unitId: '00082' }])
  stranger = await here.browser('minh', [{ role: 'front_officer', unitId: '00004' }])
})
afterAll(async () => await here.close())
beforeEach(async () => {
  await here.house.database.$client`truncate items, opinions, question_limits cascade`
})

let chats = 0
/** Somebody sends it to the ward's Front, and the officer keeps it as a matter of its own. */
const kept = async (text: string, more: Partial<Keep> = {}) => {
  chats += 1
  const chatId = chats
  const consents = [{ purpose: 'relay', version: 'test', act: 'chosen' }] as const
  const residentId = await here.as(
    system,
    async (scope) => await meetResident(scope, { chatId, accountId: 'web:chat', language: 'vi', consents }),
  )
  const actor = { kind: 'resident', residentId, chatId: String(chatId) } as const
  const { opinionId } = await here.as(
    actor,
    async (scope) =>
      await handInOpinion(scope, {
        unitId: '00082',
        opinionClass: 'livelihood',
        naming: 'sealed',
        text,
        attachmentIds: [],
        channel: 'web',
        language: 'vi',
      }),
  )
  const front = {
    kind: 'officer',
    officerId: hoa.officerId,
    grants: [{ role: 'front_officer', unitId: '00082', unitPath: paths.ward }],
  } as const
  const { itemId, number } = await here.as(
    front,
    async (scope) => await keepOpinion(scope, { ...plainHead, opinionId, ...more }),
  )
  return { actor, opinionId, itemId, number }
}

const item = async (id: string) => {
  const found = await readItem(here.house.database, id)
  if (!found) throw new Error('no such item')
  return found
}
const list = '/console/items?of=unit:00082'
const merge = async (browser: Browser, ids: readonly string[], more: Record<string, string> = {}) => {
  const ticked = await Promise.all(ids.map(async (id) => `${id}:${(await item(id)).version}`))
  return await browser.post('/console/items/merge', { item: ticked, back: list, ...more })
}
const describeForm = { ...plainHead, topicId: '', households: '', competentBody: '', title: 'Thu gom rác ngõ 12' }
const typed = (form: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

test('the list shows each matter once with number, words or title, class and voices, the weightiest first', async () => {
  await kept('Rác ở ngõ 12 ba ngày không ai thu', { title: 'Thu gom rác ngõ 12' })
  await kept('Đèn đường tổ 5 hỏng', { isRisk: true })
  const { body, statusCode } = await hoa.get(list)
  expect(statusCode).toBe(200)
  expect(body).toContain('Thu gom rác ngõ 12')
  expect(body).not.toContain('Rác ở ngõ 12 ba ngày')
  expect(body).toContain('“Đèn đường tổ 5 hỏng”')
  expect(body.indexOf('Đèn đường tổ 5 hỏng')).toBeLessThan(body.indexOf('Thu gom rác ngõ 12'))
  expect(body).toContain('Mất an toàn')
})

test('ticked matters are merged; the page keeps every wording, tells the history and offers the way back', async () => {
  const one = await kept('Rác ở ngõ 12 ba ngày không ai thu', { title: 'Thu gom rác ngõ 12' })
  const two = await kept('Ngo 12 rac ngap dau')
  const done = await merge(hoa, [two.itemId, one.itemId])
  expect(done.statusCode).toBe(303)
  // The one with a title keeps its number, in whatever order they were ticked.
  expect(done.headers.location).toBe(`/console/items/${one.itemId}?done=merged`)
  const page = await hoa.get(`/console/items/${one.itemId}`)
  expect(page.body).toContain('Rác ở ngõ 12 ba ngày không ai thu')
  expect(page.body).toContain('Ngo 12 rac ngap dau')
  expect(page.body).toContain(`Gộp 1 ý kiến từ việc số ${two.number}`)
  const batch = /name="batch" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const merged = await hoa.get(`/console/items/${two.itemId}`)
  expect(merged.body).toContain('Việc này đã gộp vào')
  const undone = await hoa.post(`/console/items/${one.itemId}/undo`, { batch })
  expect(undone.headers.location).toBe(`/console/items/${one.itemId}?done=unmerged`)
  const again = await hoa.post(`/console/items/${one.itemId}/undo`, { batch })
  expect(again.statusCode).toBe(409)
  expect(again.body).toContain('Lần gộp này đã được hoàn tác.')
})

test('with fewer than two, or with somebody else’s change meanwhile, nothing is merged and the ticks stay', async () => {
  const one = await kept('Rác ở ngõ 12')
  const two = await kept('Ngo 12 rac ngap dau')
  const alone = await merge(hoa, [one.itemId])
  expect(alone.statusCode).toBe(422)
  expect(alone.body).toContain('Xin chọn ít nhất hai việc để gộp.')
  expect(alone.body).toMatch(new RegExp(`value="${one.itemId}:\\d+"[^>]*checked`))
  const stale = await hoa.post('/console/items/merge', { item: [`${one.itemId}:1`, `${two.itemId}:99`], back: list })
  expect(stale.statusCode).toBe(409)
  expect(stale.body).toContain('Vừa có người khác sửa việc này')
  expect((await item(two.itemId)).state).toBe('open')
})

test('an author’s objection is shown; merging all the same takes a tick that says so', async () => {
  const one = await kept('Rác ở ngõ 12')
  const two = await kept('Ngo 12 rac ngap dau')
  await merge(hoa, [one.itemId, two.itemId])
  await here.as(two.actor, async (scope) => await objectToMerge(scope, { opinionId: two.opinionId }))
  expect((await hoa.get(list)).body).toContain('Tác giả không đồng ý gộp')
  const refused = await merge(hoa, [one.itemId, two.itemId])
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain('name="despite"')
  expect((await merge(hoa, [one.itemId, two.itemId], { despite: 'yes' })).statusCode).toBe(303)
})

test('one opinion is split off and stands under its old number', async () => {
  const one = await kept('Rác ở ngõ 12')
  const two = await kept('Ngo 12 rac ngap dau')
  const into = (await merge(hoa, [one.itemId, two.itemId])).headers.location?.split('?')[0] ?? ''
  const done = await hoa.post(`${into}/split`, { opinion: two.opinionId })
  expect(done.headers.location).toBe(`${into}?done=split`)
  expect(await item(two.itemId)).toMatchObject({ opinionCount: 1, state: 'open', number: two.number })
})

test('a matter is described; what is wrong stands beside its field with all that was typed', async () => {
  const one = await kept('Rác ở ngõ 12')
  const address = `/console/items/${one.itemId}`
  const { version } = await item(one.itemId)
  const form = typed({ ...describeForm, version: String(version) })
  const bad = await hoa.post(`${address}/describe`, {
    ...form,
    households: 'nhiều',
    competence: 'other',
    reach: 'cả xóm',
  })
  expect(bad.statusCode).toBe(422)
  expect(bad.body).toContain('Xin chọn một mục trong danh sách.')
  expect(bad.body).toContain('value="nhiều"')
  const worse = await hoa.post(`${address}/describe`, { ...form, households: 'nhiều' })
  expect(worse.statusCode).toBe(422)
  expect(worse.body).toContain('Số hộ phải là số nguyên')
  expect((await hoa.post(`${address}/describe`, { ...form, households: '12' })).statusCode).toBe(303)
  expect(await item(one.itemId)).toMatchObject({ title: 'Thu gom rác ngõ 12', households: 12 })
  const late = await hoa.post(`${address}/describe`, { ...form, title: 'Một tiêu đề khác' })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('value="Một tiêu đề khác"')
  expect((await item(one.itemId)).title).toBe('Thu gom rác ngõ 12')
})

test('a leader reads without forms and without what points at persons; another ward’s officer sees nothing', async () => {
  const one = await kept('Nhà tôi hay bị ngập, gọi tôi theo số 0912 345 678')
  const two = await kept('Ngập ở ngõ 12')
  const read = await leader.get(list)
  expect(read.statusCode).toBe(200)
  expect(read.body).not.toContain('name="item"')
  expect(read.body).not.toContain('0912 345 678')
  const page = await leader.get(`/console/items/${one.itemId}`)
  expect(page.body).not.toContain(`/console/items/${one.itemId}/describe`)
  expect(page.body).not.toContain('0912 345 678')
  expect((await hoa.get(`/console/items/${one.itemId}`)).body).toContain('0912 345 678')
  expect((await merge(leader, [one.itemId, two.itemId])).statusCode).toBe(403)
  expect((await stranger.get(list)).statusCode).toBe(403)
  expect((await stranger.get(`/console/items/${one.itemId}`)).statusCode).toBe(403)
  expect((await merge(stranger, [one.itemId, two.itemId])).statusCode).toBe(403)
  expect((await stranger.post(`/console/items/${one.itemId}/split`, { opinion: one.opinionId })).statusCode).toBe(403)
  expect((await item(one.itemId)).state).toBe('open')
})

test('what looks alike stands side by side, and an empty list says what to do', async () => {
  expect((await hoa.get(list)).body).toContain('Chưa có việc nào.')
  await kept('Rác ở ngõ 12 ba ngày không ai thu')
  await kept('Bao giờ trường mầm non tuyển sinh?')
  await kept('Ngõ 12 rác ba ngày không ai thu gom')
  const alike = await hoa.get(`${list}&alike=yes`)
  expect(alike.body).toContain('ba ngày không ai thu')
  expect(alike.body).not.toContain('mầm non')
})
