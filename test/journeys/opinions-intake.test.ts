import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handInsMax } from '../../src/questions/index.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => await stage.clear())
afterAll(async () => await stage.close())

const session = (id: string, title: string, unitId = '00001') => ({
  id,
  title,
  unitId,
  noticeCode: '204812',
  startsAt: new Date('2026-12-05T01:00:00Z'),
})
const one = '0198a000-0000-7000-8000-000000000001'
const two = '0198a000-0000-7000-8000-000000000002'
const words = async (): Promise<(string | undefined)[]> =>
  (await stage.list()).map((item) => item.wordings?.map((wording) => wording.text).join(' | '))

test('free text to a session that collects: shown, sent with 1, receipted, and in the officer’s list', async () => {
  stage.sessions.push(session(one, 'Đối thoại quý IV'))
  const person = await stage.resident()
  const asked = await person.say('rac o ngo 12 ba ngay ko ai thu')
  expect(asked).toContain('rac o ngo 12 ba ngay ko ai thu')
  expect(asked).toContain('Đối thoại quý IV')
  expect(asked).toMatch(/1\. Gửi\n2\. Sửa\n3\. Hủy\n4\. /)
  expect(await stage.list()).toEqual([])
  const receipt = await person.say('1')
  expect(codeIn(receipt)).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(receipt).toContain(`TRACUU ${codeIn(receipt)}`)
  expect(await stage.list()).toMatchObject([
    { dialogueId: one, unitId: '00001', naming: 'sealed', name: null, opinionClass: 'livelihood', channel: 'web' },
  ])
  expect(await words()).toEqual(['rac o ngo 12 ba ngay ko ai thu'])
})

test('a word with its text keeps the whole message as the wording and names the class', async () => {
  const person = await stage.resident()
  await person.say('HOI bao giờ sửa đường Trần Phú?', '1')
  await person.say('Hiến kế: trồng cây dọc sông', '1')
  await person.say('phan anh nước đọng', '1')
  expect((await stage.list()).map((item) => item.opinionClass)).toEqual(['livelihood', 'idea', 'question'])
  expect(await words()).toEqual([
    'phan anh nước đọng',
    'Hiến kế: trồng cây dọc sông',
    'HOI bao giờ sửa đường Trần Phú?',
  ])
})

test('a word alone asks for the text; what comes then is the wording', async () => {
  const person = await stage.resident()
  expect(await person.say('HOI')).toContain('Ông/bà muốn hỏi điều gì?')
  expect(await person.say('bao giờ có nước sạch')).toContain('Câu hỏi')
  await person.say('gửi')
  expect(await words()).toEqual(['bao giờ có nước sạch'])
})

test('GOPY asks once whether it is for the Party or the government, and only when the words do not tell', async () => {
  const person = await stage.resident()
  expect(await person.say('góp ý nên công khai hơn')).toContain('cho Đảng hay cho chính quyền')
  expect(await person.say('2')).toContain('Góp ý xây dựng Đảng')
  await person.say('1')
  expect(await person.say('gop y chi bo nen hop som hon')).toContain('Góp ý xây dựng Đảng')
  await person.say('1')
  expect(await person.say('góp ý cán bộ một cửa nên niềm nở')).toContain('Góp ý xây dựng chính quyền')
})

test('without a session it says so honestly and goes to the ward’s Front', async () => {
  const person = await stage.resident()
  expect(await person.say('vỉa hè bị chiếm')).toContain('Hiện chưa có buổi đối thoại nào đang nhận ý kiến')
  await person.say('vâng')
  expect(await stage.list()).toMatchObject([{ dialogueId: null }])
})

test('with several sessions the person is asked which, and may choose the Front itself', async () => {
  stage.sessions.push(session(one, 'Đối thoại đất đai'), session(two, 'Tiếp xúc cử tri'))
  const person = await stage.resident()
  const asked = await person.say('đất công bị lấn chiếm ở tổ 5')
  expect(asked).toMatch(/1\. Đối thoại đất đai.*\n2\. Tiếp xúc cử tri.*\n3\. Mặt trận Phường Cửa Nam/)
  expect(await person.say('2')).toContain('Gửi tới: Tiếp xúc cử tri')
  await person.say('1')
  expect(await stage.list()).toMatchObject([{ dialogueId: two }])
})

test('a session of the followed ward is offered beside one’s own ward, and the opinion is that ward’s', async () => {
  stage.sessions.push(session(one, 'Đối thoại Hoàn Kiếm', '00002'))
  const person = await stage.resident({ followedUnitId: '00002' })
  const asked = await person.say('bố mẹ tôi thiếu nước')
  expect(asked).toMatch(/1\. Đối thoại Hoàn Kiếm/)
  await person.say('1', '1')
  expect(await stage.list()).toEqual([])
})

test('a session that closes before the decision is told, and nothing is sent to it', async () => {
  stage.sessions.push(session(one, 'Đối thoại quý IV'))
  const person = await stage.resident()
  await person.say('đèn hỏng')
  stage.sessions.length = 0
  const told = await person.say('1')
  expect(told).toContain('vừa hết hạn nhận ý kiến')
  expect(await stage.list()).toEqual([])
  await person.say('1')
  expect(await stage.list()).toMatchObject([{ dialogueId: null }])
})

test('photos in a row and the words after them are one opinion', async () => {
  const person = await stage.resident()
  await person.photo()
  expect(await person.photo()).toContain('Kèm 2 tệp')
  expect(await person.say('hố ga mất nắp ở số 7')).toContain('hố ga mất nắp ở số 7')
  await person.say('1')
  const [item] = await stage.list()
  expect(item?.files).toHaveLength(2)
  expect(await words()).toEqual(['hố ga mất nắp ở số 7'])
})

test('a caption is words, a photo alone can be sent too, and what is too big is told with a sentence', async () => {
  const person = await stage.resident()
  await person.photo('rác đây này')
  await person.say('1')
  await person.photo()
  await person.say('1')
  const big = await person.send({
    kind: 'media',
    items: [{ media: 'video', source: { kind: 'url', url: 'https://example.org/a.mp4' }, sizeBytes: 21 * 1024 * 1024 }],
  })
  expect(big).toContain('20 MB')
  expect(await words()).toEqual(['', 'rác đây này'])
})

test('2 replaces the words and keeps the files; 3 sends nothing and keeps nothing', async () => {
  const person = await stage.resident()
  await person.photo('chữ sai')
  await person.say('2', 'chữ đúng', '1')
  expect(await words()).toEqual(['chữ đúng'])
  await person.photo('thôi không gửi')
  expect(await person.say('hủy')).toContain('Đã hủy')
  expect(await words()).toEqual(['chữ đúng'])
  const [left] = await stage.house.database.$client`
    select count(*) filter (where state <> 'erased' and holder is null)::int as n from attachments`
  expect(left?.['n']).toBe(0)
})

test('a second message joins the first one and says so; the very same one changes nothing', async () => {
  const person = await stage.resident()
  await person.say('đường Lý Thường Kiệt')
  expect(await person.say('ngập mỗi khi mưa')).toContain('được ghép vào cùng ý kiến')
  expect(await person.say('ngập mỗi khi mưa')).not.toContain('được ghép vào')
  await person.say('1')
  expect(await words()).toEqual(['đường Lý Thường Kiệt\nngập mỗi khi mưa'])
})

test('the same words again after the receipt give the same receipt, and the list stays as it is', async () => {
  const person = await stage.resident()
  const first = codeIn(await person.say('mất nước', '1'))
  const again = await person.say('mất nước')
  expect(again).toContain('vừa gửi rồi')
  expect(codeIn(again)).toBe(first)
  expect(await stage.list()).toHaveLength(1)
})

test('a decision sent twice hands in once; answers that nothing waits for are no opinions', async () => {
  const person = await stage.resident()
  await person.say('mất điện', '1')
  for (const typed of ['1', 'hai', 'vâng ạ', 'không']) {
    expect(await person.say(typed)).toContain('không có câu hỏi nào đang chờ')
  }
  expect(await stage.list()).toHaveLength(1)
})

test('naming and class can be changed before sending; a name is asked for once', async () => {
  const person = await stage.resident()
  await person.say('nên có thư viện', '5')
  expect(await person.say('4')).toContain('Hiến kế')
  expect(await person.say('4', '3')).toContain('Xin nhắn họ tên')
  expect(await person.say('0912345678 Hoa')).toContain('không kèm số điện thoại')
  expect(await person.say('Nguyễn Thị Hoa')).toContain('Nêu tên: Nguyễn Thị Hoa')
  await person.say('1')
  expect(await stage.list()).toMatchObject([{ naming: 'named', name: 'Nguyễn Thị Hoa', opinionClass: 'idea' }])
})

test('odd messages get one clear sentence and change nothing', async () => {
  const person = await stage.resident()
  expect(await person.say('😡😡😡')).toContain('chưa có chữ nào')
  expect(await person.say('...')).toContain('chưa có chữ nào')
  expect(await person.say('hủy')).toContain('Đã hủy')
  expect(await person.say('Xin chào')).toContain('Kính chào')
  expect(await person.say('cảm ơn nhé')).toContain('Cảm ơn ông/bà')
  expect(await person.say('á'.repeat(10_001))).toContain('quá dài')
  expect(await stage.list()).toEqual([])
})

test('SQL, HTML, NUL and 10,000 characters are just words', async () => {
  const person = await stage.resident()
  const texts = ["Robert'); DROP TABLE opinions;--", '<img src=x onerror=alert(1)>', `a${'ă'.repeat(9_999)}`]
  for (const text of texts) await person.say(text, '1')
  await person.say('trước\u0000sau', '1')
  expect(await words()).toEqual(['trướcsau', ...texts.toReversed()])
})

test('more than a dozen in an hour: held, and the person is told why', async () => {
  const person = await stage.resident()
  let last = ''
  for (let n = 0; n <= handInsMax; n += 1) last = await person.say(`việc số ${n} ở ngõ`, '1')
  expect(last).toContain('chờ cán bộ Mặt trận xem')
  expect(last).toContain('không bị bỏ đi')
  expect(await stage.list()).toHaveLength(handInsMax)
})

test('whoever is muted is told so, and what they send waits for a person', async () => {
  const person = await stage.resident()
  await stage.house.database.$client`
    update residents set muted_until = '2030-01-01', muted_why = 'spam' where id = ${person.residentId}`
  const told = await person.say('đèn hỏng ở ngõ 3', '1')
  expect(codeIn(told)).toMatch(/^\d{4}/)
  expect(told).toContain('được giữ lại cho cán bộ xem')
  expect(await stage.list()).toEqual([])
})

test('without a place the words wait and the place is asked for', async () => {
  const person = await stage.resident({ unitId: null })
  const told = await person.say('đường hỏng')
  expect(told).toContain('cho biết nơi ở')
  expect(told).toContain('[place]')
})
