import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellAnswers } from '../../src/conversation/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor, type OfficerActor } from '../../src/kernel/actor.ts'
import { formatShortDateVi } from '../../src/kernel/calendar/format-date.ts'
import { vietnamDate } from '../../src/kernel/calendar/plain-date.ts'
import { keepOpinion, listPlaceItems } from '../../src/questions/index.ts'
import { plainHead } from '../integration/questions/items/item-stage.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { cuaNam, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

/** Half past nine in Hanoi when it begins, so that nobody sleeps; it goes on by itself, because sending is paced by it. */
const begun = new Date('2026-11-25T09:30:00+07:00').getTime() - performance.now()
const clock = { now: () => new Date(begun + performance.now()) }

let place: TestApp
let front: WardOfficer
let approver: WardOfficer
let stranger: WardOfficer
const people: Record<'tu' | 'nam' | 'lan' | 'hai', Person> = {} as never
const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/
/** The matter that all of them ask, and the one without a known author. */
let shared = ''
let hidden = ''
let hiddenCode = ''

const today = () => formatShortDateVi(vietnamDate(clock.now()))
const pathOf = (item: string, part = ''): string => `/console/answers/${item}${part}`

const post = async (
  officer: WardOfficer,
  address: string,
  form: Record<string, string | string[]>,
): Promise<string> => {
  const account = await officer.page('/console/account')
  const token = /name="_token" value="([^"]+)"/.exec(account.text)?.[1] ?? ''
  const body = new URLSearchParams({ _token: token })
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  const response = await fetch(`${place.url}${address}`, {
    method: 'POST',
    headers: { cookie: officer.cookie, origin: place.url },
    body,
    redirect: 'manual',
  })
  return response.headers.get('location') ?? `${response.status}`
}
const versionOf = async (item: string): Promise<string> => {
  const [row] = await place.installation.house.database.$client`
    select version from item_answers where item_id = ${item} and state <> 'approved'`
  return String(row?.['version'] ?? 0)
}
const step = async (officer: WardOfficer, item: string, name: string, form: Record<string, string> = {}) =>
  await post(officer, pathOf(item, `/${name}`), { version: await versionOf(item), ...form })

const whole = {
  decision: 'resolved',
  words: 'Công ty Môi trường đô thị đã thu hết rác tồn ở ngõ 12. Từ hôm nay xe thu gom vào ngõ lúc 18 giờ mỗi ngày.',
  basis: 'Biên bản kiểm tra số 27/BB-UBND',
  responsible: '',
  dueOn: '',
  answeringBody: 'Ủy ban nhân dân phường Cửa Nam',
  post: 'Chủ tịch',
  personName: '',
}
const write = async (item: string, changes: Record<string, string> = {}): Promise<string> =>
  await post(front, pathOf(item), {
    version: await versionOf(item),
    ...whole,
    doneOn: today(),
    answeredOn: today(),
    ...changes,
  })

/** The words of a page, without its navigation. */
const read = async (officer: WardOfficer, path: string): Promise<string> =>
  ((await officer.page(path)).text.split('<main')[1] ?? '').replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ')

/** What each hears from the minute's job. */
const told = async (): Promise<Record<keyof typeof people, string>> => {
  await settled(place)
  const names = Object.keys(people) as (keyof typeof people)[]
  const before = await Promise.all(names.map(async (name) => (await people[name].read()).length))
  const job = systemActor('tell-answers')
  await act(place.installation.house, job, async (scope) => await tellAnswers(scope, place.url))
  await settled(place)
  const heard = await Promise.all(
    names.map(async (name, at) => (await people[name].read()).slice(before[at]).join('\n---\n')),
  )
  return Object.fromEntries(names.map((name, at) => [name, heard[at]])) as Record<keyof typeof people, string>
}

const actor = (): OfficerActor => ({
  kind: 'officer',
  officerId: front.officerId,
  grants: [{ role: 'front_officer', unitId: cuaNam, unitPath: ['vn', '01', cuaNam] }],
})

/** What waits for an officer is kept as a matter of its own. */
const keepWaiting = async (title?: string): Promise<string> => {
  const { house } = place.installation
  const [waiting] = await house.database.$client`select id from opinions where triage = 'waiting'`
  const head = { ...plainHead, opinionId: String(waiting?.['id']), ...(title === undefined ? {} : { title }) }
  return (await act(house, actor(), async (scope) => await keepOpinion(scope, head))).itemId
}

const send = async (person: Person, words: string): Promise<string> => {
  const shown = (await person.say(words)).join('\n')
  if (shown.includes('Đã có')) await person.choose('Vẫn gửi câu của tôi')
  return receipt.exec((await person.choose('Gửi')).join('\n'))?.[0] ?? ''
}

beforeAll(async () => {
  place = await startTestApp({ clock })
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  stranger = await wardOfficer(place, 'Phạm Thị Mai', ['front_officer', 'approver'], '00070')
  people.tu = zaloPerson(place, 'Bà Tư')
  people.nam = telegramPerson(place, 'Nam')
  people.lan = webPerson(place)
  people.hai = webPerson(place)
  for (const person of Object.values(people)) await moveIn(person)
}, 120_000)
afterAll(async () => await place.close())

test('three people ask the same on three channels, two in words of their own, one in support', async () => {
  await send(people.tu, 'Ngõ 12 phố Cửa Nam ba ngày nay không ai thu gom rác')
  const first = await keepWaiting('Thu gom rác ở ngõ 12')
  await send(people.nam, 'Rác ở ngõ 12 Cửa Nam để ba ngày không ai thu, mùi hôi lắm')
  await keepWaiting()
  const open = (await listPlaceItems(place.installation.house.database, { ongoingOf: cuaNam })).items
  const form = { item: open.map((item) => `${item.id}:${item.version}`), back: '' }
  expect(await post(front, '/console/items/merge', form)).toContain(first)
  shared = first
  await people.lan.say('Ngõ 12 phố Cửa Nam không ai thu gom rác mấy ngày nay')
  expect((await people.lan.choose('Ủng hộ việc này, không gửi câu của tôi')).join('\n')).toMatch(/ủng hộ/iu)
  expect(await read(front, '/console/answers')).toContain('Thu gom rác ở ngõ 12')
})

test('the gate refuses a vague answer with what it lacks, and nobody is asked to approve it', async () => {
  const words =
    'UBND phường xin ghi nhận ý kiến của ông/bà và sẽ chỉ đạo cơ quan chức năng xem xét trong thời gian tới.'
  expect(await write(shared, { words, basis: 'Theo quy định', doneOn: '', decision: 'explained' })).toContain(
    'done=saved',
  )
  const page = await read(front, pathOf(shared))
  expect(page).toContain('“xin ghi nhận” chưa phải là trả lời')
  expect(page).toContain('không nêu tên')
  expect(page).toContain('Căn cứ “Theo quy định” chưa tra được')
  expect(page).not.toContain('Trình duyệt ')
  expect(await step(front, shared, 'ask')).toBe('409')
})

test('a whole answer goes to a second person, who sends it back once; a stranger may do nothing', async () => {
  expect(await post(stranger, pathOf(shared), { version: '1', ...whole, answeredOn: today() })).toBe('403')
  await write(shared)
  const page = await read(front, pathOf(shared))
  expect(page).toContain('Câu trả lời đủ')
  expect(page).toContain('(lời của chính người nhận)')
  expect(await step(front, shared, 'ask')).toContain('done=saved')
  expect(await step(front, shared, 'approve')).toBe('403')
  expect(await step(stranger, shared, 'approve')).toBe('403')
  expect(await step(approver, shared, 'send-back', { why: 'Xin ghi số xe.' })).toContain('done=saved')
  expect(await read(front, pathOf(shared))).toContain('Người duyệt trả lại: Xin ghi số xe.')
  await write(shared)
  expect(await step(front, shared, 'ask')).toContain('done=saved')
  expect(await step(approver, shared, 'approve')).toContain('done=saved')
})

test('a crash in the middle of telling leaves no trace, and then each is told once, with what they themselves wrote', async () => {
  const { house } = place.installation
  const crash = act(house, systemActor('tell-answers'), async (scope) => {
    await tellAnswers(scope, place.url)
    throw new Error('the process dies')
  })
  await expect(crash).rejects.toThrow('the process dies')
  const heard = await told()
  expect(heard.tu).toContain('“Ngõ 12 phố Cửa Nam ba ngày nay không ai thu gom rác”')
  expect(heard.tu).not.toContain('mùi hôi')
  expect(heard.nam).toContain('mùi hôi lắm')
  expect(heard.lan).toContain('Đã có trả lời cho việc ông/bà ủng hộ')
  expect(heard.lan).not.toContain('mùi hôi')
  for (const one of [heard.tu, heard.nam, heard.lan]) {
    expect(one).toContain('Kết quả: Giải quyết, tháo gỡ.')
    expect(one).toContain('Căn cứ: Biên bản kiểm tra số 27/BB-UBND')
    expect(one).toContain('Trả lời: Chủ tịch, Ủy ban nhân dân phường Cửa Nam')
    expect(one).toContain('1. Hài lòng')
    expect(one.split('Kết quả:')).toHaveLength(2)
  }
  expect(Object.values(await told())).toEqual(['', '', '', ''])
})

test('one is satisfied, one rates with a reason and asks again, once; the officer reads the words, not the person', async () => {
  expect((await people.lan.choose('Hài lòng')).join('\n')).toContain('Cảm ơn ông/bà đã đánh giá')
  expect((await people.nam.choose('Chưa hài lòng')).join('\n')).toContain('Vì sao chưa thỏa đáng?')
  const offered = (await people.nam.choose('Nói mà chưa thực hiện')).join('\n')
  expect(offered).toContain('yêu cầu trả lời lại một lần')
  await people.nam.choose('Chưa đúng điều tôi hỏi')
  expect((await people.nam.say('Xe chỉ vào đầu ngõ, cuối ngõ vẫn đầy rác')).join('\n')).toContain('được mở lại')
  const list = await read(front, '/console/answers?standing=reopened')
  expect(list).toContain('Thu gom rác ở ngõ 12')
  const page = await read(front, pathOf(shared))
  expect(page).toContain('Xe chỉ vào đầu ngõ, cuối ngõ vẫn đầy rác')
  expect(await read(front, '/console/answers')).toContain('dưới 5')
})

test('the second answer says what is new and is told to all three again', async () => {
  const words =
    'Từ hôm nay xe nhỏ của Công ty Môi trường đô thị vào tới cuối ngõ 12 lúc 18 giờ, đã thu hết rác còn lại.'
  await write(shared, { words })
  expect(await read(front, pathOf(shared))).toContain('Xin ghi ở ô “Điểm mới”')
  await write(shared, { words, whatIsNew: 'Xe nhỏ vào tới cuối ngõ, mỗi ngày một chuyến.' })
  expect(await step(front, shared, 'ask')).toContain('done=saved')
  expect(await step(approver, shared, 'approve')).toContain('done=saved')
  const heard = await told()
  for (const one of [heard.tu, heard.nam, heard.lan]) {
    expect(one).toContain('Điểm mới: Xe nhỏ vào tới cuối ngõ')
  }
  expect(heard.hai).toBe('')
})

test('"Việc của tôi" shows the answer and lets its author rate it later', async () => {
  await people.tu.say('TRACUU')
  const shown = (await people.tu.say('1')).join('\n')
  expect(shown).toContain('xe nhỏ')
  expect(shown).toContain('Kết quả: Giải quyết, tháo gỡ.')
  await people.tu.choose('Đánh giá câu trả lời')
  expect((await people.tu.choose('Hài lòng một phần')).join('\n')).toContain('Vì sao chưa thỏa đáng?')
  await people.tu.choose('Lý do khác')
  const thanked = (await people.tu.say('Chậm mất một tuần mới có xe')).join('\n')
  expect(thanked).toContain('Cảm ơn ông/bà đã đánh giá')
  await people.tu.choose('Thôi, không cần')
})

test('an anonymous author is told nothing, finds the answer by the code, rates and asks again by it', async () => {
  const shown = (await people.hai.say('Đèn đường ngõ 25 hỏng đã một tháng, tối rất nguy hiểm')).join('\n')
  expect(shown).not.toBe('')
  await people.hai.choose('Đổi cách nêu tên')
  await people.hai.choose('Ẩn danh')
  hiddenCode = receipt.exec((await people.hai.choose('Gửi')).join('\n'))?.[0] ?? ''
  hidden = await keepWaiting('Đèn đường ngõ 25')
  await write(hidden, {
    words: 'Điện lực Hoàn Kiếm đã thay 04 bóng đèn hỏng ở ngõ 25, kiểm tra lại buổi tối thì đèn sáng đủ.',
  })
  await step(front, hidden, 'ask')
  expect(await step(approver, hidden, 'approve')).toContain('done=saved')
  expect((await told()).hai).toBe('')
  const found = (await people.hai.say(`TRACUU ${hiddenCode}`)).join('\n')
  expect(found).toContain('Điện lực Hoàn Kiếm đã thay 04 bóng đèn')
  expect((await people.hai.choose('Đánh giá câu trả lời')).join('\n')).toContain('nhắn mã tra cứu')
  expect((await people.hai.say(`${hiddenCode} 3 mới thay một nửa`)).join('\n')).toContain('Cảm ơn ông/bà đã đánh giá')
  await people.hai.say(`TRACUU ${hiddenCode}`)
  await people.hai.choose('Chưa đúng điều tôi hỏi')
  expect((await people.hai.say(`${hiddenCode} Còn 5 bóng ở cuối ngõ vẫn hỏng`)).join('\n')).toContain('được mở lại')
  expect(await read(front, pathOf(hidden))).toContain('Còn 5 bóng ở cuối ngõ vẫn hỏng')
  const rows = await place.installation.house.database.$client`
    select resident_id from answer_ratings r join item_answers a on a.id = r.answer_id where a.item_id = ${hidden}`
  expect(rows).toEqual([{ resident_id: null }])
})

test('who erases themselves by XOA is in no list of answers any more; scores count on', async () => {
  const { $client } = place.installation.house.database
  const counted = async (): Promise<number> =>
    Number((await $client`select count(*)::int as n from answer_ratings`)[0]?.['n'])
  const before = await counted()
  await people.nam.say('XOA')
  expect((await people.nam.choose('Xóa ngay')).join('\n')).toMatch(/[Đđ]ã xóa/u)
  expect(await counted()).toBe(before)
  expect(await read(front, pathOf(shared))).toContain('Nội dung đã xóa theo yêu cầu.')
  expect(await read(front, pathOf(shared))).not.toContain('cuối ngõ vẫn đầy rác')
})

test('no log line says what was asked, answered or thought of it', () => {
  expect(place.logged.join('\n')).not.toMatch(/ngõ 12|cuối ngõ|Biên bản|Chậm mất/u)
})
