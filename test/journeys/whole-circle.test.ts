import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCircle, wordsOf, type Circle, type Names } from './circle-stage.ts'
import { cuaNam, sendNotice, wardSession } from '../support/ward-officers.ts'

let all: Circle
let planId = ''
let dialogueId = ''
const item = { rubbish: '', lamps: '' }
const receipts: Record<string, string> = {}
const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/

beforeAll(async () => {
  all = await openCircle()
}, 120_000)
afterAll(async () => await all.place.close())

const pageOf = (part = ''): string => `/console/dialogues/${dialogueId}${part}`
const idIn = (words: string): string => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u.exec(words)?.[0] ?? ''

test('the year is planned with its sessions, and a second person approves the plan', async () => {
  const { fill, officers, read } = all
  planId = idIn(await fill(officers.front, '/console/plans', '/console/plans', { unit: cuaNam, year: '2027' }))
  const path = `/console/plans/${planId}`
  const line = { month: '1', level: 'commune', type: 'dialogue', topic: 'Thu gom rác, vệ sinh ngõ phố' }
  await fill(officers.front, `${path}/lines/new`, `${path}/lines/new`, {
    ...line,
    host: 'Bí thư Đảng ủy phường',
    place: 'Nhà văn hóa số 5 phố Cửa Nam',
    cost: '12.500.000',
  })
  await fill(officers.front, path, `${path}/approval-request`)
  await fill(officers.approver, path, `${path}/approval`)
  expect(await read(officers.front, path)).toContain('Đã duyệt')
})

test('a session of the plan is called, announced by a second person and heard of on every channel', async () => {
  const { officers, heardBy, fill, read } = all
  const called = await officers.front.ask('POST', '/api/v1/dialogues', wardSession(all.clock.now()))
  dialogueId = called.body.id
  const lines = await officers.front.page(`/console/plans/${planId}`)
  const line = /\/lines\/([0-9a-f-]{36})/u.exec(lines.text)?.[1] ?? ''
  const path = `/console/plans/${planId}/lines/${line}`
  await fill(officers.front, path, `${path}/session`, { dialogueId })
  const heard = await heardBy(
    async () => await sendNotice(officers.front, officers.approver, dialogueId, 'announcement'),
  )
  for (const said of Object.values(heard)) expect(said).toContain('Nhà văn hóa số 5 phố Cửa Nam')
  expect(await read(officers.front, `/console/plans/${planId}`)).toContain('Đối thoại về thu gom rác')
})

const ask = async (name: Names, words: string): Promise<void> => {
  const person = all.people[name]
  await person.say('LICH')
  await person.choose('Gửi câu hỏi cho buổi này')
  const shown = (await person.say(words)).join('\n')
  if (shown.includes('Đã có')) await person.choose('Vẫn gửi câu của tôi')
  receipts[name] = receipt.exec((await person.choose('Gửi')).join('\n'))?.[0] ?? `no receipt: ${shown}`
}

/** An officer sorts what waits first, as the page suggests but for what is given. */
const keep = async (fields: Record<string, string>): Promise<void> => {
  const { officers, fill } = all
  const queue = await officers.front.page('/console/triage')
  const action = /action="(\/console\/triage\/[0-9a-f-]{36})"/u.exec(queue.text)?.[1] ?? ''
  expect(await fill(officers.front, '/console/triage', action, fields)).toContain('did=kept')
}

test('questions come in on three channels; an officer sorts them, two of one matter become one, a neighbour supports it', async () => {
  const { officers, people, sql, fill, read } = all
  await ask('tu', 'Ngõ 12 phố Cửa Nam ba ngày nay không ai thu gom rác')
  await ask('nam', 'Rác ở ngõ 12 Cửa Nam để ba ngày không ai thu, mùi hôi lắm')
  await ask('hai', 'Đèn đường phố Huế hỏng đã một tháng, bao giờ thành phố thay?')
  for (const code of Object.values(receipts)) expect(code).toMatch(receipt)
  await keep({ title: 'Thu gom rác ở ngõ 12', same: '' })
  await keep({ title: 'Rác ở ngõ 12 để ba ngày', same: '' })
  await keep({ title: 'Thay đèn đường phố Huế', competence: 'province', same: '' })
  const items = await sql`select id, version, title from items where dialogue_id = ${dialogueId} order by number`
  const merged = items.filter(({ title }) => String(title).includes('gõ 12'))
  item.rubbish = String(merged[0]?.['id'])
  item.lamps = String(items.find(({ title }) => String(title).includes('phố Huế'))?.['id'])
  const ticked = merged.map(({ id, version }) => `${id}:${version}`)
  await fill(officers.front, `/console/items?dialogue=${dialogueId}`, '/console/items/merge', { item: ticked })
  await people.lan.say('Ngõ 12 phố Cửa Nam không ai thu gom rác mấy ngày nay')
  await people.lan.choose('Ủng hộ việc này, không gửi câu của tôi')
  const list = await read(officers.front, `/console/items?dialogue=${dialogueId}`)
  expect(list).toContain('Thu gom rác ở ngõ 12')
  expect(list).not.toContain('Rác ở ngõ 12 để ba ngày')
})

test('at the closing the log of receipts is fixed, and each finds that their words are in it', async () => {
  const { goTo, run, people, place } = all
  await goTo('2027-01-23', '17:30')
  await run('close-receipts')
  for (const name of ['tu', 'nam', 'hai'] as const) {
    expect((await people[name].say(`TRACUU ${receipts[name]}`)).join('\n')).toContain('Mặt trận đã nhận')
    const page = await fetch(`${place.url}/verify/${receipts[name]?.replaceAll(' ', '')}`)
    const said = wordsOf(await page.text())
    expect(said).toContain('Đã chốt vào sổ biên nhận (thứ Bảy, ngày 23/01/2027). Khi ấy sổ có 3 dòng.')
    expect(said).not.toContain('ngõ 12')
  }
})

test('the agenda is drafted from what came in, who was there is counted, and the session is held', async () => {
  const { goTo, fill, officers } = all
  await fill(officers.front, pageOf('/agenda'), pageOf('/agenda/draft'))
  expect((await officers.front.page(pageOf('/agenda'))).text).toContain('Thu gom rác ở ngõ 12')
  await goTo('2027-01-25', '11:40')
  const door = `/console/attendance/${dialogueId}`
  await fill(officers.front, door, `${door}/count`, { persons: '46', quick: '' })
  expect(await fill(officers.front, pageOf(), pageOf('/held'))).toContain('done=held')
})

test('what the ward cannot decide goes to the city, which confirms it, and its author hears of each step', async () => {
  const { fill, officers, heardBy, run } = all
  const draft = { items: item.lamps, to: '01', number: '12/PC-MTTQ' }
  const made = await fill(officers.front, `/console/handovers/new?items=${item.lamps}`, '/console/handovers', draft)
  const path = `/console/handovers/${idIn(made)}`
  await fill(officers.front, path, `${path}/approval-request`)
  await fill(officers.approver, path, `${path}/approval`)
  const told = async (): Promise<string> => {
    const { hai, ...others } = await heardBy(async () => await run('tell-handovers'))
    expect(Object.values(others)).toEqual(['', '', ''])
    return hai
  }
  expect(await told()).toContain('Phường Cửa Nam đã chuyển đến Thành phố Hà Nội')
  await fill(officers.city, path, `${path}/receipt`, { name: 'Lê Thị Thành', post: 'Chuyên viên' })
  expect(await told()).toContain('Thành phố Hà Nội đã nhận ý kiến do Phường Cửa Nam chuyển ngày 25/01/2027.')
  const outcomeWords = 'Công ty Chiếu sáng đã thay 12 bóng đèn phố Huế.'
  await fill(officers.city, path, `${path}/outcome`, { items: item.lamps, outcome: 'resolved', outcomeWords })
  expect(await told()).toContain(`Thành phố Hà Nội đã giải quyết, tháo gỡ.\n${outcomeWords}`)
})

const whole = {
  decision: 'resolved',
  words: 'Công ty Môi trường đô thị đã thu hết rác tồn ở ngõ 12. Từ hôm nay xe thu gom vào ngõ lúc 18 giờ mỗi ngày.',
  basis: 'Biên bản kiểm tra số 27/BB-UBND',
  answeringBody: 'Ủy ban nhân dân phường Cửa Nam',
  post: 'Chủ tịch',
  doneOn: '26/01/2027',
  answeredOn: '26/01/2027',
}

test('a vague answer is refused at the gate; the whole one is approved, told to all who asked, and rated', async () => {
  const { goTo, fill, officers, heardBy, run, people, read } = all
  await goTo('2027-01-26')
  const path = `/console/answers/${item.rubbish}`
  const vague = 'UBND phường xin ghi nhận ý kiến của ông/bà và sẽ chỉ đạo xem xét trong thời gian tới.'
  await fill(officers.front, path, path, { ...whole, decision: 'explained', words: vague })
  expect(await read(officers.front, path)).toContain('“xin ghi nhận” chưa phải là trả lời')
  await fill(officers.front, path, path, whole)
  await fill(officers.front, path, `${path}/ask`)
  await fill(officers.approver, path, `${path}/approve`)
  const heard = await heardBy(async () => await run('tell-answers'))
  for (const name of ['tu', 'nam', 'lan'] as const) expect(heard[name]).toContain('Kết quả: Giải quyết, tháo gỡ.')
  expect(heard.hai).toBe('')
  expect((await people.lan.choose('Hài lòng')).join('\n')).toContain('Cảm ơn ông/bà đã đánh giá')
  // He was still looking at his matter, so he is asked for his judgement where he looks.
  await people.nam.say(`TRACUU ${receipts['nam']}`)
  await people.nam.choose('Đánh giá câu trả lời')
  await people.nam.choose('Chưa hài lòng')
  await people.nam.choose('Nói mà chưa thực hiện')
})

test('the conclusion is approved and published within the days of the law, and who asked hears what was concluded', async () => {
  const { fill, officers, heardBy, run, read, place } = all
  const path = pageOf('/conclusion')
  await fill(officers.front, path, path)
  await fill(officers.front, path, `${path}/summary`, {
    summary: 'Ủy ban nhân dân phường tiếp thu ý kiến của Nhân dân.',
  })
  const task = { ownerPost: 'Phó Chủ tịch Ủy ban nhân dân phường', areaMember: 'Trần Văn Bình' }
  const early = { ...task, words: 'Thu gom rác ở ngõ 12 mỗi ngày', dueOn: '20/01/2027' }
  expect(await fill(officers.front, path, `${path}/tasks`, early)).toContain(
    'Thời hạn không thể trước ngày tổ chức buổi',
  )
  await fill(officers.front, path, `${path}/tasks`, { ...early, dueOn: '26/02/2027', itemIds: item.rubbish })
  await fill(officers.front, path, `${path}/tasks`, { ...task, words: 'Đặt thêm 05 thùng rác', dueOn: '30/06/2027' })
  await fill(officers.front, path, `${path}/approval-request`)
  await fill(officers.approver, path, `${path}/approval`)
  await fill(officers.front, path, `${path}/publication`, { ways: ['posted', 'groups'] })
  // Nothing of this session is late or about to be: it was published in time.
  expect(await read(officers.front, '/console/clocks')).not.toContain('Đối thoại về thu gom rác')
  const heard = await heardBy(async () => await run('tell-progress'))
  for (const name of ['tu', 'nam', 'lan'] as const) {
    expect(heard[name]).toContain('Người chịu trách nhiệm: Phó Chủ tịch Ủy ban nhân dân phường. Hạn: 26/02/2027.')
  }
  expect(heard.hai).toBe('')
  const address = /\/ket-luan\/\d{6}/u.exec((await officers.front.page(path)).text)?.[0] ?? ''
  const open = wordsOf(await (await fetch(`${place.url}${address}`)).text())
  expect(open).toContain('Thu gom rác ở ngõ 12 mỗi ngày')
})

test('a task that runs late stands first on the next agenda; once it is done, everybody who asked hears it', async () => {
  const { goTo, fill, officers, heardBy, run, read, sql, clock } = all
  await goTo('2027-03-01')
  await run('remind-owners')
  expect(await read(officers.front, '/console/conclusions')).toContain('Thu gom rác ở ngõ 12 mỗi ngày')
  const next = await officers.front.ask('POST', '/api/v1/dialogues', {
    ...wardSession(clock.now()),
    title: 'Đối thoại quý I',
  })
  await sendNotice(officers.front, officers.approver, next.body.id, 'announcement')
  const agenda = `/console/dialogues/${next.body.id}/agenda`
  await fill(officers.front, agenda, `${agenda}/draft`)
  expect((await officers.front.page(agenda)).text).toContain('Việc quá hạn (26/02/2027): Thu gom rác ở ngõ 12 mỗi ngày')
  const [task] = await sql`select id from conclusion_tasks where words like 'Thu gom rác%'`
  const path = pageOf('/conclusion')
  await fill(officers.front, path, `${path}/tasks/${String(task?.['id'])}/steps`, {
    words: 'Xe vào ngõ mỗi ngày từ 01/3',
    as: 'done',
  })
  const heard = await heardBy(async () => await run('tell-progress'))
  for (const name of ['tu', 'nam', 'lan'] as const) {
    expect(heard[name]).toContain('ĐÃ XONG: Xe vào ngõ mỗi ngày từ 01/3')
  }
  expect(heard.hai).toBe('')
  await fill(officers.front, pageOf('/review'), pageOf('/review'), {
    time: 'weak',
    lessons: 'Mời công ty môi trường dự từ đầu buổi',
  })
})

test('the report of the year is issued with a balance that adds up, and anybody checks its code', async () => {
  const { goTo, fill, officers, read, place } = all
  for (const month of ['2027-04-15', '2027-06-15', '2027-08-15', '2027-10-15', '2028-01-05']) await goTo(month)
  const made = await fill(officers.front, '/console/syntheses', '/console/syntheses', {
    unit: cuaNam,
    kind: 'year',
    fromOn: '01/01/2027',
    untilOn: '31/12/2027',
  })
  const path = `/console/syntheses/${idIn(made)}`
  await fill(officers.front, path, `${path}/approval-request`)
  await fill(officers.approver, path, `${path}/approval`)
  expect(await read(officers.front, path)).toContain(
    'Cuộc đã tổ chức 1 Ý kiến đã nhận 3 Đã trả lời 2 Đã chuyển 1 Không tiếp nhận 0 Rút lại, đã xóa 0 Đang xử lý 0',
  )
  const paper = await read(officers.front, `${path}/print`)
  for (const said of ['Đã tổng hợp 3 ý kiến', 'Số lượt người dự các cuộc: 46.', 'Tổng số đã tiếp nhận 3']) {
    expect(paper).toContain(said)
  }
  const code = receipt.exec(paper)?.[0].replaceAll(' ', '') ?? ''
  expect(wordsOf(await (await fetch(`${place.url}/verify/${code}`)).text())).toContain('Báo cáo')
  const plan = await read(officers.front, `/console/plans/${planId}`)
  expect(plan).toContain('Số cuộc trong kế hoạch 1 Đã tổ chức 1 Quá tháng, chưa tổ chức 0 Ngoài kế hoạch 1')
  // What the session taught stands in the plan of the next year.
  const next = idIn(await fill(officers.front, '/console/plans', '/console/plans', { unit: cuaNam, year: '2028' }))
  expect(await read(officers.front, `/console/plans/${next}`)).toContain('Mời công ty môi trường dự từ đầu buổi')
})
