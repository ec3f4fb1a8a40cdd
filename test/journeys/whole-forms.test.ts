import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { closeForm, findForm, itemsOf, makeSlips, type Form, type FormContent } from '../../src/forms/index.ts'
import { samplePhoto } from '../emulators/telegram/sample-media.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { laneForm, openFormsStage } from './forms-stage.ts'

let stage: Awaited<ReturnType<typeof openFormsStage>>
let lane: Form
const people: Record<string, Person> = {}
const codes: Record<string, string> = {}

const personOf = (name: string): Person => {
  const person = people[name]
  if (!person) throw new Error(`nobody is called ${name}`)
  return person
}
const says = async (name: string, ...texts: readonly string[]): Promise<string> => {
  let heard = ''
  for (const text of texts) heard = (await personOf(name).say(text)).join('\n---\n')
  return heard
}
const chooses = async (name: string, label: string): Promise<string> =>
  (await personOf(name).choose(label)).join('\n---\n')

const onlyFirst = (title: string, kept = 1): FormContent => ({
  ...laneForm,
  title: { vi: title },
  sections: [{ id: 's1', title: { vi: 'Ngõ phố' }, items: itemsOf(laneForm).slice(-kept) }],
})
const close = async ({ id }: Form): Promise<void> => {
  const form = await findForm(stage.place.installation.house.database, id)
  await act(stage.place.installation.house, stage.front, async (scope) => {
    await closeForm(scope, { id, version: form?.version ?? 0 })
  })
}

const everyone = ['zalo', 'telegram', 'web'] as const

beforeAll(async () => {
  stage = await openFormsStage()
  people['zalo'] = zaloPerson(stage.place, 'Bà Tư')
  people['telegram'] = telegramPerson(stage.place, 'Nam')
  people['web'] = webPerson(stage.place)
  for (const person of Object.values(people)) await moveIn(person)
}, 120_000)
afterAll(async () => await stage.place.close())

test('while no form is open PHIEU says so and offers what one can do instead', async () => {
  expect(await says('zalo', 'phiếu')).toContain('Hiện không có phiếu xin ý kiến nào đang mở.')
  expect(await says('zalo', '3')).not.toContain('Tôi chưa hiểu')
  expect(await says('zalo', 'PHIEU 000000')).toContain('Không tìm thấy phiếu mang mã này')
  expect(await says('zalo', 'MENU')).not.toContain('Trả lời phiếu xin ý kiến')
  lane = await stage.open(laneForm)
  expect(await says('zalo', 'MENU')).toContain('Trả lời phiếu xin ý kiến')
  expect(await chooses('zalo', 'Trả lời phiếu xin ý kiến')).toContain('Câu 1/6')
  expect(await says('zalo', '0')).toContain('được giữ lại 30 ngày')
  await stage.sql`delete from form_drafts`
})

test.each(everyone)('%s: PHIEU tells what the form is, and asks the first question', async (name) => {
  const told = await says(name, 'PHIEU')
  for (const words of [
    'Xin ý kiến về ngõ phố',
    'Kết quả được báo cáo tại buổi đối thoại tháng 12.',
    'Phiếu ẩn danh: không ai đọc được ai đã trả lời điều gì.',
    // What the service could do before the closing.
    'Đến khi đóng phiếu, hệ thống chỉ giữ một dấu để mỗi người trả lời một lần; đóng phiếu thì dấu ấy bị hủy.',
    'Phiếu có nhiều nhất 6 câu hỏi.',
    '15/12/2026',
    'không thay cho việc bàn và quyết định của hộ gia đình',
    'Câu 1/6. Ông/bà có hài lòng với việc thu gom rác không?',
    'VISAO',
  ]) {
    expect(told).toContain(words)
  }
})

test.each(everyone)(
  '%s: why, what does not fit, and what may not be passed over leave the question open',
  async (name) => {
    expect(await says(name, 'vì sao')).toContain('Để biết có cần đổi giờ thu gom hay không.')
    expect(await says(name, '7')).toContain('Xin chọn một số từ 1 đến 2.')
    expect(await says(name, 'BOQUA')).toContain('không bỏ qua được')
    expect(await says(name, 'quay lại')).toContain('câu đầu tiên')
    expect(await chooses(name, 'Chưa hài lòng')).toContain('Câu 2/6. Cần thay đổi điều gì?')
    expect(await says(name, '1 2 3')).toContain('nhiều nhất 2')
    expect(await says(name, '1 4')).toContain('Không có lựa chọn này')
  },
)

test.each(everyone)(
  '%s: the note comes with the next question; paused, it goes on days later where it stopped',
  async (name) => {
    expect(await says(name, '1 3')).toMatch(/câu hỏi về đèn đường\.\s+Câu 3\/6\. Đèn đường sáng đến mức nào\?/u)
    expect(await says(name, 'tam dung')).toContain('được giữ lại 30 ngày')
    expect(await says(name, 'LICH')).not.toContain('Câu 3/6')
  },
)

test('five days pass, and a newer version is approved meanwhile', async () => {
  stage.at('2026-11-29T10:00')
  // A page that lay open for days is loaded anew.
  await personOf('web').begin()
  await stage.change(lane.id, { ...laneForm, title: { vi: 'Xin ý kiến về ngõ phố (sửa)' } })
})

test.each(everyone)('%s goes on with the version that was begun, back, forth and to the end', async (name) => {
  const again = await says(name, 'PHIEU')
  expect(again).toContain('đang trả lời dở phiếu «Xin ý kiến về ngõ phố», đã qua 2 câu')
  expect(again).toContain('Câu 3/6')
  expect(await says(name, 'QUAYLAI')).toContain('Câu 2/6')
  expect(await says(name, '3,1')).toContain('Câu 3/6')
  // The lowest step of this scale is 0, which is the menu elsewhere.
  expect(await chooses(name, 'Rất tối')).toContain('Câu 4/6. Việc nào nên làm trước?')
  expect(await says(name, '2 1')).toContain('Xin xếp 3 lựa chọn theo thứ tự')
  expect(await says(name, '2 2 1')).toContain('hai lần')
  expect(await says(name, '2 1 3')).toContain('Câu 5/6')
  expect(await says(name, 'hai mươi')).toContain('Câu này cần một con số từ 0 đến 99.')
  expect(await says(name, '0')).toContain('Câu 6/6')
  const shown = await says(name, 'bỏ qua')
  expect(shown).toContain('Xin ông/bà xem lại trước khi gửi')
  expect(shown).toMatch(/Câu 4: Việc nào nên làm trước\?\n→ Đèn đường > Thoát nước > Cây xanh/u)
  expect(shown).toMatch(/Câu 6: .+\n→ bỏ qua/u)
})

test.each(everyone)('%s corrects one answer by its number and is shown all once more', async (name) => {
  expect(await says(name, 'gì đó')).toContain('Phiếu chưa gửi')
  expect(await chooses(name, 'Sửa')).toContain('số của câu cần sửa')
  expect(await says(name, '9')).toContain('Không có câu nào mang số này')
  expect(await says(name, '5')).toContain('Câu 5/6')
  expect(await says(name, '12')).toMatch(/Câu 5: .+\n→ 12/u)
})

test.each(everyone)('%s sends it once, and the receipt tells only that it came', async (name) => {
  const sent = await chooses(name, 'Gửi')
  expect(sent).toContain('Đã nhận phiếu của ông/bà.')
  codes[name] = /\d{4} \d{4} \d{4}/u.exec(sent)?.[0] ?? `no code in: ${sent}`
  expect(await says(name, `TRACUU ${codes[name]}`)).toContain('Phiếu còn đang lấy ý kiến')
  expect(await says(name, 'PHIEU')).toContain('Ông/bà đã trả lời các phiếu đang mở')
  expect(await says(name, `PHIEU ${lane.code}`)).toContain('đã được trả lời một lần rồi')
})

test('the same was counted from all three, of the version that each had begun; nothing says who it was', async () => {
  const rows = await stage.sql<{ version: number; source: string; resident_id: string | null; answers: unknown }[]>`
    select version, source, resident_id, answers from form_arrivals where form_id = ${lane.id}`
  expect(rows).toHaveLength(3)
  for (const row of rows) {
    expect(row).toMatchObject({ version: 1, source: 'chat', resident_id: null })
    expect(row.answers).toEqual(rows[0]?.answers)
  }
  expect(JSON.stringify(rows[0]?.answers)).toContain('12')
  expect(await stage.sql`select 1 from form_drafts`).toHaveLength(0)
})

test('a bare code opens the form; what was begun may be given up, and then nothing is kept', async () => {
  const form = await stage.open(onlyFirst('Xin ý kiến về cây xanh', 2))
  expect(await says('telegram', form.code)).toContain('Xin ý kiến về cây xanh')
  expect(await says('telegram', '5')).toContain('Câu 2/2')
  await says('telegram', 'Nên trồng thêm cây')
  await chooses('telegram', 'Bỏ phiếu này')
  expect(await chooses('telegram', 'Bỏ hết')).toContain('Không câu trả lời nào được gửi đi')
  expect(await stage.sql`select 1 from form_drafts`).toHaveLength(0)
  await close(form)
  expect(await says('telegram', `phieu${form.code}`)).toContain('Phiếu này đã đóng')
})

test('something else in between is answered, and what was begun is kept; two forms are a list', async () => {
  const one = await stage.open(onlyFirst('Phiếu về đèn', 2))
  const other = await stage.open(onlyFirst('Phiếu về nước', 2), { naming: 'named' })
  expect(await says('zalo', `PHIEU ${one.code}`, '3')).toContain('Câu 2/2')
  const left = await says('zalo', 'LICH')
  expect(left).toContain('được giữ lại 30 ngày')
  const list = await says('zalo', 'PHIEU')
  expect(list).toContain('1. Phiếu về đèn (ông/bà đang trả lời dở)')
  expect(list).toContain('2. Phiếu về nước (đến')
  expect(await says('zalo', '2')).toContain('Mặt trận Tổ quốc biết ai đã trả lời điều gì')
  expect(await says('zalo', '8', 'Cống hay tắc')).toContain('Cống hay tắc')
  expect(await says('zalo', '1')).toContain('Đã nhận phiếu')
  await close(one)
  expect(await says('zalo', 'PHIEU')).toContain('Ông/bà đã trả lời các phiếu đang mở')
  const [row] = await stage.sql<{ named: boolean }[]>`
    select resident_id is not null as named from form_arrivals where form_id = ${other.id}`
  expect(row).toEqual({ named: true })
  await close(other)
})

test('a form that closes while somebody answers takes no more, and says so', async () => {
  const form = await stage.open(onlyFirst('Phiếu ngắn', 2))
  expect(await says('web', `PHIEU ${form.code}`, '4')).toContain('Câu 2/2')
  await close(form)
  expect(await says('web', 'Tôi muốn nói thêm')).toContain('Phiếu này đã đóng')
  expect(await says('web', 'PHIEU')).not.toContain('trả lời dở')
})

test('of households the dwelling is asked and why; the second of a household is kept aside', async () => {
  const form = await stage.open(onlyFirst('Phiếu theo hộ'), { counts: 'households' })
  const answer = async (name: string, dwelling: string): Promise<string> => {
    expect(await says(name, `PHIEU ${form.code}`)).toContain('Mỗi hộ được tính một phiếu')
    await says(name, 'BOQUA')
    expect(await chooses(name, 'Gửi')).toContain('số nhà, ngõ, phố')
    expect(await says(name, 'VISAO')).toContain('một dấu không đọc ngược lại được')
    expect(await says(name, 'số nhà')).toContain('Xin ghi số nhà')
    return await says(name, dwelling)
  }
  expect(await answer('zalo', 'Số nhà 12, ngõ 5 phố Cửa Nam')).not.toContain('giữ riêng')
  expect(await answer('telegram', '12 ngo 5 cua nam')).toContain('phiếu này được giữ riêng')
  await close(form)
})

test('a form for printed codes takes each code once, and a wrong one is told', async () => {
  const form = await stage.open(onlyFirst('Phiếu có mã'), { audience: 'codes' })
  const [slip = ''] = await act(
    stage.place.installation.house,
    stage.front,
    async (scope) => await makeSlips(scope, { id: form.id, count: 1, placeId: null }),
  )
  expect(await says('zalo', `PHIEU ${form.code}`)).toContain('Cần có mã trên tờ giấy')
  await says('zalo', 'skip', '1')
  expect(await says('zalo', '12345678')).toContain('Không tìm thấy mã này')
  expect(await says('zalo', slip)).toContain('Đã nhận phiếu')
  await says('web', `PHIEU ${form.code}`, 'BOQUA', '1')
  expect(await says('web', slip)).toContain('đã được trả lời một lần rồi')
  await says('web', 'TAMDUNG')
  await close(form)
})

test('voices and photos are answers of their questions; what waited too long is asked for once more', async () => {
  const form = await stage.open({
    ...laneForm,
    title: { vi: 'Phiếu có ảnh' },
    sections: [
      {
        id: 's1',
        title: { vi: 'Ảnh' },
        items: [
          { kind: 'photo', id: 'photo', text: { vi: 'Xin chụp chỗ đèn hỏng.' }, required: true },
          { kind: 'voice', id: 'voice', text: { vi: 'Xin kể bằng lời.' }, required: false },
        ],
      },
    ],
  })
  const nam = telegramPerson(stage.place, 'Khởi')
  await moveIn(nam)
  people['khoi'] = nam
  const photo = { bytes: samplePhoto, name: 'den.jpg', type: 'image/jpeg' }
  expect(await says('khoi', `PHIEU ${form.code}`)).toContain('Câu 1/2')
  expect(await says('khoi', 'Đèn hỏng ở đầu ngõ')).toContain('Câu này cần một tin nhắn thoại hoặc một tấm ảnh.')
  const taken = (await nam.sendPhoto(photo, 'đầu ngõ')).join('\n')
  expect(taken).toContain('Lời ghi kèm tệp không được tính')
  expect(taken).toContain('Câu 2/2. Xin kể bằng lời.')
  expect((await nam.sendPhoto(photo)).join('\n')).toContain('Xin gửi một tin nhắn thoại.')
  await says('khoi', 'TAMDUNG')
  stage.at('2026-12-02T10:00')
  await stage.place.app.jobs.runNow('retention')
  const again = await says('khoi', `PHIEU ${form.code}`)
  expect((await nam.read()).slice(-2).join('\n')).toContain('Xin ông/bà gửi lại')
  expect(again).toContain('Câu 1/2')
  await nam.sendPhoto(photo)
  nam.driver.sendVoice()
  await settled(stage.place)
  expect((await nam.read()).at(-1)).toMatch(/→ ảnh\nCâu 2: Xin kể bằng lời\.\n→ tin nhắn thoại/u)
  expect(await chooses('khoi', 'Gửi')).toContain('Đã nhận phiếu')
  expect(
    await stage.sql`select 1 from attachments where holder = ${`form:${form.id}`} and state = 'stored'`,
  ).toHaveLength(2)
  await close(form)
})

test('of an anonymous form the page of a web chat keeps no word, neither paused nor sent', async () => {
  const web = webPerson(stage.place)
  await moveIn(web)
  people['fresh'] = web
  const form = await stage.open(onlyFirst('Phiếu lời', 2))
  const page = async (): Promise<string> => (await web.driver.request('/chat')).body
  await says('fresh', `PHIEU ${form.code}`, '41')
  await says('fresh', 'BACK', '42')
  expect(await page()).toContain('>42<')
  await says('fresh', 'TAMDUNG')
  expect(await page()).not.toMatch(/>4[12]</u)
  const list = await says('fresh', 'PHIEU')
  expect(list).toContain('1. Phiếu lời (ông/bà đang trả lời dở)')
  expect(await says('fresh', '1')).toContain('Câu 2/2')
  expect(await says('fresh', 'Góp ý: cống hỏng')).toMatch(/→ Góp ý: cống hỏng/u)
  expect(await says('fresh', 'sửa câu 2', 'Cống trước nhà số chín')).toMatch(/→ Cống trước nhà số chín/u)
  expect(await page()).toContain('Cống trước nhà số chín')
  expect(await chooses('fresh', 'Gửi')).toContain('Đã nhận phiếu')
  expect(await page()).not.toContain('Cống trước nhà số chín')
  await close(form)
})

test('whoever begins after a newer version was approved is asked that one', async () => {
  expect(await says('fresh', `PHIEU ${lane.code}`)).toContain('Xin ý kiến về ngõ phố (sửa)')
  await says('fresh', 'TAMDUNG')
})

test('a QR code of a form leads a newcomer through consent and the ward to its first question', async () => {
  const form = await stage.open(onlyFirst('Phiếu qua mã QR'))
  const newcomer = telegramPerson(stage.place, 'Hà', `f_${form.code}`)
  await newcomer.begin()
  const first = (await newcomer.say('1')).join('\n')
  const shown = first.includes('Phiếu qua mã QR') ? first : (await newcomer.say('1')).join('\n')
  expect(shown).toContain('Phiếu qua mã QR')
  expect(shown).toContain('Câu 1/1')
})

test('when the form has closed its receipts still say that the answers came', async () => {
  await close(lane)
  await personOf('web').begin()
  for (const name of everyone) {
    expect(await says(name, `TRACUU ${codes[name] ?? ''}`)).toContain('việc lấy ý kiến đã kết thúc')
  }
})
