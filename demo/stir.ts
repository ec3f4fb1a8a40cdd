import { numberOf, type Phone } from './phones/phone.ts'

const chooseGroup = async (phone: Phone, at: number): Promise<void> => {
  await phone.say('NOIO')
  const menu = await phone.hear(/Chọn thôn, tổ dân phố/)
  await phone.say(numberOf(menu, (label) => label.startsWith('Chọn thôn')) ?? '')
  await phone.hear(/tổ dân phố nào/)
  await phone.say(String(1 + (at % 12)))
  await phone.hear(/Đã ghi nơi ở/)
}

const say = async (phone: Phone, words: string, expected: RegExp): Promise<void> => {
  await phone.say(words)
  await phone.hear(expected)
}

/** What residents do besides writing opinions: each one thing, by their place in the list. */
export const stir = async (phone: Phone, at: number, noticeCode: string): Promise<void> => {
  switch (at % 8) {
    case 0:
      return await say(phone, `KIEMTRA ${noticeCode}`, /thật|đúng/i)
    case 1:
      return await say(phone, 'LICH', /Cửa Nam|đối thoại/i)
    case 2:
      return await say(phone, 'tham gia', /./)
    case 3:
      return await say(phone, 'XEM', /đang lưu/)
    case 4:
      return at % 3 === 0 ? await say(phone, 'DUNG', /./) : await say(phone, '0', /Gặp cán bộ/)
    default:
      return await chooseGroup(phone, at)
  }
}
