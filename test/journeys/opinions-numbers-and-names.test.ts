import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => await stage.clear())
afterAll(async () => await stage.close())

const words = async (): Promise<(string | undefined)[]> =>
  (await stage.list()).map((item) => item.wordings?.map((wording) => wording.text).join(' | '))

test.each([['nothing is open', []] as const, ['the menu is open', ['0']] as const])(
  'a bare number while %s is answered for what it is, and is no mistyped code',
  async (_when, before) => {
    const person = await stage.resident()
    const say = async (text: string): Promise<string> => {
      if (before.length > 0) await person.say(...before)
      return await person.say(text)
    }
    for (const phone of ['0912345678', '0912 345 678', '+84 912 345 678']) {
      const told = await say(phone)
      expect(told).toContain('Ở đây ông/bà không cần cho số điện thoại')
      expect(told).toContain('không ghi số này vào hồ sơ nào')
      expect(told).toContain('xin ông/bà cứ nhắn bằng lời. Nhắn 0 để xem các mục chọn')
      expect(told).not.toContain('Mã này')
    }
    for (const number of ['2026', '15/10', '1.000.000', '123456789']) {
      const told = await say(number)
      expect(told).toContain('chưa rõ con số ông/bà vừa nhắn nói về việc gì')
      expect(told).not.toContain('Mã này')
    }
    expect(await say('001085012345')).toContain('Nếu đây là số căn cước thì xin ông/bà đừng gửi')
    expect(await say('02438251234')).toMatch(/mã có 12 chữ số, ông\/bà nhắn 11 chữ số.*Nếu đây là số điện thoại/u)
    expect(await stage.list()).toEqual([])
  },
)

test('a receipt code with a typing error is still told what is wrong with it', async () => {
  const person = await stage.resident()
  expect(await person.say('4821 9370 6515')).toContain('có chữ số bị nhầm')
  expect(await person.say('4821 9370 651')).toContain('Ông/bà nhắn 11 chữ số')
  expect(await person.say('4821 9370 65')).toContain('Ông/bà nhắn 10 chữ số')
  expect(await person.say('4821 9370 65144')).toContain('Ông/bà nhắn 13 chữ số')
  expect(await person.say('204813')).toContain('[check]')
})

test('the menu that was open when a number came still takes its numbers', async () => {
  const person = await stage.resident()
  await person.say('0', '0912345678')
  expect(await person.say('1')).toContain('Ông/bà muốn hỏi điều gì?')
})

test.each(['Phản ánh', 'phản ánh', 'PHANANH', 'PHAN ANH', 'phananh', 'phan anh', 'Phan anh', 'Phản Ánh', '/phananh'])(
  '%j is the word and asks for the matter',
  async (text) => {
    const person = await stage.resident()
    expect(await person.say(text)).toContain('Ông/bà muốn phản ánh việc gì, ở đâu?')
  },
)

test('"Phan Anh" is a name as well: the person is asked, and either answer is done', async () => {
  const person = await stage.resident()
  expect(await person.say('Phan Anh')).toBe(
    'Xin ông/bà cho biết ông/bà muốn:\n1. Phản ánh\n2. Gửi câu vừa rồi làm ý kiến',
  )
  expect(await person.say('1')).toContain('Ông/bà muốn phản ánh việc gì, ở đâu?')
  await person.say('hủy')
  await person.say('Phan Anh')
  expect(await person.say('2')).toContain('Nội dung: “Phan Anh”')
})

test('"Phan Anh" under a draft is its signature and does not give the draft up', async () => {
  const person = await stage.resident()
  await person.say('Đèn ngõ 3 hỏng')
  expect(await person.say('Phan Anh')).toContain('Đèn ngõ 3 hỏng\nPhan Anh”')
  expect(codeIn(await person.say('1'))).toMatch(/^\d{4}/)
  expect(await words()).toEqual(['Đèn ngõ 3 hỏng\nPhan Anh'])
})

test.each(['Phan Anh', 'Dung'])('a person called %s can give that name', async (name) => {
  const person = await stage.resident()
  await person.say('Đèn ngõ 3 hỏng', '4', '3')
  expect(await person.say(name)).toContain(`Nêu tên: ${name}`)
  await person.say('1')
  expect(await stage.list()).toMatchObject([{ naming: 'named', name }])
})

test('names that only begin like a word are texts', async () => {
  const person = await stage.resident()
  for (const name of ['Phan Anh Tuấn', 'Nguyễn Phan Anh', 'Phan Ánh Tuyết', 'Lịch Sơn', 'Xem Thị Hoa', 'Hội An']) {
    expect(await person.say(name)).toContain(`Nội dung: “${name}”`)
    await person.say('hủy')
  }
})
