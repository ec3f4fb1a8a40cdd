import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChats, type Chats } from './residents-chats.ts'

let chats: Chats
const watched: string[] = []
beforeAll(async () => {
  chats = await openChats({
    watch: (_turn, text) => void watched.push(text),
    unitOfNotice: async (_turn, code) => (code === '204812' ? '00082' : null),
  })
})
afterAll(async () => await chats.close())
beforeEach(() => {
  chats.opened.length = 0
  watched.length = 0
})

const count = async (query: ReturnType<typeof sql>): Promise<number> => {
  const [row] = await chats.house.database.execute<{ n: string }>(query)
  return Number(row?.n)
}

const voice = {
  kind: 'media',
  items: [{ media: 'voice', source: { kind: 'url', url: 'https://cdn.example/voice.amr' } }],
} as const

describe('First contact of a resident', () => {
  test('takes three messages: consent, ward, done', async () => {
    const phone = await chats.phone('zalo')
    const first = await phone.do({ kind: 'follow' })
    expect(first).toHaveLength(1)
    expect(first[0]?.text.split('\n').length).toBeLessThanOrEqual(3)
    expect(first[0]?.text).toContain('Zalo và cán bộ quản trị tài khoản này xem được')
    expect(first[0]?.choices?.map(({ label }) => label)).toEqual(['Đồng ý', 'Đọc thêm', 'Không'])
    const second = await phone.say('1')
    expect(second).toHaveLength(1)
    const third = await phone.say('cua nam')
    expect(third).toHaveLength(1)
    expect(third[0]?.text).toContain('Nơi ở: Phường Cửa Nam, Thành phố Hà Nội (chưa đúng thì nhắn NOIO)')
    expect(third[0]?.text.split('\n').length).toBeLessThanOrEqual(3)
  })

  test.each(['1', '1.', ' 1 ', '①', 'dong y', 'Đồng ý', 'đồng ý'.normalize('NFD'), 'ok', 'vâng ạ', 'da', '👍'])(
    'understands %s as yes',
    async (yes) => {
      const phone = await chats.phone('web')
      await phone.say('xin chào')
      expect(await phone.hear(yes)).toContain('Ông/bà ở phường, xã nào?')
    },
  )

  test.each(['3', 'khong', 'Không', 'không đồng ý', 'thôi', 'ko'])(
    'understands %s as no and keeps nothing',
    async (no) => {
      const phone = await chats.phone('zalo')
      await phone.say('Bao giờ sửa đường ngõ 5?')
      expect(await phone.hear(no)).toContain('chúng tôi không lưu gì thêm')
      expect(await count(sql`select count(*) as n from contacts where chat_id = ${phone.chatId}`)).toBe(0)
      expect(
        await count(
          sql`select count(*) as n from conversations where chat_id = ${phone.chatId} and (held is not null or state is not null)`,
        ),
      ).toBe(0)
    },
  )

  test('whoever said no can come back and say yes', async () => {
    const phone = await chats.phone('zalo')
    await phone.say('alo')
    await phone.say('khong')
    expect(await phone.hear('thôi tôi dùng vậy')).toContain('Ông/bà có đồng ý không?')
    expect(await phone.hear('dong y')).toContain('phường, xã nào')
  })

  test('each purpose is a row with the version that was shown and the act', async () => {
    const phone = await chats.resident('zalo')
    const rows = await chats.house.database.execute<{ purpose: string; version: string; state: string; act: string }>(
      sql`select purpose, version, state, act from consents where resident_id = ${phone.residentId} order by purpose`,
    )
    expect([...rows]).toEqual([
      { purpose: 'notices', version: '2026-11/zalo/vi', state: 'given', act: 'chosen' },
      { purpose: 'relay', version: '2026-11/zalo/vi', state: 'given', act: 'chosen' },
    ])
  })

  test('on Telegram data leaving the country is said, asked and recorded apart', async () => {
    const phone = await chats.phone('telegram')
    const [first] = await phone.do({ kind: 'start' })
    expect(first?.text).toContain('Telegram xem được tin nhắn và lưu dữ liệu ở nước ngoài')
    expect(first?.text).toContain('cả hai điều (a) và (b)')
    await phone.say('đồng ý')
    const rows = await chats.house.database.execute<{ purpose: string }>(sql`
      select c.purpose from consents c join contacts k on k.resident_id = c.resident_id where k.chat_id = ${phone.chatId} order by 1`)
    expect(rows.map(({ purpose }) => purpose)).toEqual(['cross_border', 'notices', 'relay'])
  })

  test('"Đọc thêm" lets them agree to the relay alone', async () => {
    const phone = await chats.phone('zalo')
    await phone.do({ kind: 'start' })
    expect(await phone.hear('2')).toContain('2. Chỉ chuyển ý kiến và báo trả lời')
    await phone.say('2')
    const rows = await chats.house.database.execute<{ purpose: string }>(sql`
      select c.purpose from consents c join contacts k on k.resident_id = c.resident_id where k.chat_id = ${phone.chatId}`)
    expect(rows.map(({ purpose }) => purpose)).toEqual(['relay'])
  })

  test('a question sent first waits sealed and is handled right after, by a resident with a ward', async () => {
    const phone = await chats.phone('zalo')
    const text = 'rac o ngo 5 may hom nay khong ai don'
    expect(await phone.hear(text)).toContain('Tin vừa rồi được giữ kín')
    expect(watched).toEqual([text])
    const [kept] = await chats.house.database.execute<{ held: Buffer }>(
      sql`select held from conversations where chat_id = ${phone.chatId}`,
    )
    expect(kept?.held.toString('utf8')).not.toContain('ngo 5')
    await phone.say('dong y')
    expect(await phone.hear('p. cửa nam')).toContain('[opinion]')
    expect(chats.opened).toEqual([{ topic: 'opinion', opening: { input: { kind: 'text', text } }, unitId: '00082' }])
    // The prompt that was opened in the same turn belongs to the topic that asked it.
    expect(await phone.hear('1')).toBe('[opinion 1]')
  })

  test('a voice before consent, then text, become one matter', async () => {
    const phone = await chats.phone('zalo')
    await phone.do(voice)
    await phone.say('về cái cống ở đầu ngõ')
    await phone.say('ok')
    await phone.say('Cửa Nam')
    expect(chats.opened.at(-1)).toEqual({
      topic: 'opinion',
      unitId: '00082',
      opening: { input: { ...voice, caption: 'về cái cống ở đầu ngõ' } },
    })
  })

  test('a word sent first is done after the first contact, a greeting is not passed on', async () => {
    const phone = await chats.phone('web')
    await phone.say('lich')
    await phone.say('1')
    await phone.say('cua nam')
    expect(chats.opened.at(-1)).toMatchObject({ topic: 'schedule', opening: { word: 'LICH' } })
    chats.opened.length = 0
    const other = await chats.phone('web')
    await other.say('chào anh chị ạ')
    await other.say('1')
    await other.say('cua nam')
    expect(chats.opened).toEqual([])
  })

  test('emoji alone are answered and not kept', async () => {
    const phone = await chats.phone('zalo')
    expect(await phone.hear('🙏🙏🌸')).toContain('Ông/bà có đồng ý không?')
    expect(await phone.hear('🌸🌸')).toContain('trả lời bằng số 1, 2 hoặc 3')
    await phone.say('1')
    expect(await phone.hear('cua nam')).toContain('Xong rồi')
    expect(chats.opened).toEqual([])
  })

  test('"dung" is asked again, because it is "đúng" as well as "đừng"', async () => {
    const phone = await chats.phone('zalo')
    await phone.do({ kind: 'start' })
    expect(await phone.hear('dung')).toContain('trả lời bằng số 1, 2 hoặc 3')
    expect(await phone.hear('đúng')).toContain('phường, xã nào')
  })

  test('an old button changes nothing and shows the question again', async () => {
    const phone = await chats.phone('telegram')
    const [first] = await phone.do({ kind: 'start' })
    await phone.do({ kind: 'start' })
    const answers = await phone.press(first!, 1)
    expect(answers.map(({ text }) => text).join('\n')).toContain('Nút này thuộc về một câu hỏi cũ')
    expect(answers.at(-1)?.choices).toHaveLength(3)
    expect(await count(sql`select count(*) as n from contacts where chat_id = ${phone.chatId}`)).toBe(0)
    expect((await phone.press(answers.at(-1)!, 1))[0]?.text).toContain('phường, xã nào')
  })

  test('what waited longer than a day is gone', async () => {
    const phone = await chats.phone('zalo')
    await phone.say('Đường ngập quá')
    chats.house.clock.advance(25 * 3_600_000)
    await phone.say('1')
    await phone.say('cua nam')
    expect(chats.opened).toEqual([])
  })
})

describe('The ward', () => {
  const atWard = async () => {
    const phone = await chats.phone('zalo')
    await phone.do({ kind: 'start' })
    await phone.say('1')
    return phone
  }
  const homeOf = async (chatId: number): Promise<string | null> => {
    const [row] = await chats.house.database.execute<{ unit_id: string | null }>(
      sql`select r.unit_id from residents r join contacts k on k.resident_id = r.id where k.chat_id = ${chatId}`,
    )
    return row?.unit_id ?? null
  }

  test.each([
    'cua nam',
    'p. cửa nam',
    'Phường Cửa Nam',
    'PHƯỜNG CỬA NAM'.normalize('NFD'),
    'toi o phuong cua nam',
    'nhà tôi ở Cửa Nam',
  ])('takes %s at once', async (text) => {
    const phone = await atWard()
    expect(await phone.hear(text)).toContain('Phường Cửa Nam, Thành phố Hà Nội')
    expect(await homeOf(phone.chatId)).toBe('00082')
  })

  test('a typing error is asked about before it counts', async () => {
    const phone = await atWard()
    expect(await phone.hear('cua nan')).toContain('Có phải là nơi này không?\n1. Phường Cửa Nam, Thành phố Hà Nội')
    expect(await homeOf(phone.chatId)).toBeNull()
    await phone.say('1')
    expect(await homeOf(phone.chatId)).toBe('00082')
  })

  test('an old ward that was divided is never guessed: the heirs are listed with their shares', async () => {
    const phone = await atWard()
    const list = await phone.hear('phuong cong vi')
    expect(list).toContain('Phường Cống Vị cũ nay thuộc nhiều nơi')
    expect(list).toContain('Phường Ngọc Hà, Thành phố Hà Nội (một phần Phường Cống Vị cũ)')
    expect(list).toContain('Phường Ba Đình, Thành phố Hà Nội (phần còn lại của Phường Cống Vị cũ)')
    expect(await homeOf(phone.chatId)).toBeNull()
    const number = /(\d)\. Phường Giảng Võ/.exec(list)?.[1] ?? ''
    await phone.say(number)
    expect(await homeOf(phone.chatId)).toBe('00025')
  })

  describe('a name that one ward bears today, and others only bore', () => {
    const first =
      'Hiện nay có một nơi mang đúng tên này. Có phải nơi ông/bà muốn nói không?\n1. Phường Ngọc Hà, Thành phố Hà Nội\n2. Nơi khác, hoặc đó là tên cũ'

    test.each(['1', 'đúng', 'Vâng ạ', 'Phường Ngọc Hà, Thành phố Hà Nội'])(
      'is offered alone, and never taken before the answer %s',
      async (answer) => {
        const phone = await atWard()
        expect(await phone.hear('ngoc ha')).toBe(first)
        expect(await homeOf(phone.chatId)).toBeNull()
        expect(await phone.hear(answer)).toContain('Nơi ở: Phường Ngọc Hà')
        expect(await homeOf(phone.chatId)).toBe('00008')
      },
    )

    test.each(['2', 'không', 'không phải'])('the others stand behind %s, with what they are', async (answer) => {
      const phone = await atWard()
      await phone.say('p. Ngọc Hà')
      const list = await phone.hear(answer)
      expect(list).toContain('Phường Ngọc Hà cũ nay thuộc nhiều nơi')
      expect(list).toContain('Phường Ba Đình, Thành phố Hà Nội (một phần Phường Ngọc Hà cũ)')
      expect(list).not.toContain('. Phường Ngọc Hà, Thành phố Hà Nội')
      const number = /(\d)\. Phường Ba Đình/.exec(list)?.[1] ?? ''
      await phone.say(number)
      expect(await homeOf(phone.chatId)).toBe('00004')
    })

    test('an unclear "dung" is asked again, and another name is looked for', async () => {
      const phone = await atWard()
      await phone.say('ngoc ha')
      expect(await phone.hear('dung')).toBe(first)
      expect(await phone.hear('cua nam')).toContain('Nơi ở: Phường Cửa Nam')
    })
  })

  test('an old ward that went over whole is taken by its new name', async () => {
    const phone = await atWard()
    expect(await phone.hear('hang trong')).toContain('Phường Hoàn Kiếm')
    expect(await homeOf(phone.chatId)).toBe('00070')
  })

  test('a name in two provinces is listed, and the province settles it', async () => {
    const phone = await atWard()
    const list = await phone.hear('thanh xuan')
    expect(list).toContain('Phường Thanh Xuân, Thành phố Hà Nội')
    expect(list).toContain('Phường Thanh Xuân, Tỉnh Phú Thọ')
    expect(await phone.hear('Thanh Xuân, Phú Thọ')).toContain('Phường Thanh Xuân, Tỉnh Phú Thọ')
    expect(await homeOf(phone.chatId)).toBe('07000')
  })

  test('after two misses there is a list by province, and a person', async () => {
    const phone = await atWard()
    expect(await phone.hear('xyz')).toContain('ví dụ: Cửa Nam, Hà Nội')
    expect(await phone.hear('abcd')).toContain('1. Chọn theo tỉnh, thành phố\n2. Nhờ cán bộ Mặt trận giúp')
    expect(await phone.hear('1')).toContain('1. Thành phố Hà Nội')
    const wards = await phone.hear('1')
    expect(wards).toContain('Phường, xã nào của Thành phố Hà Nội?')
    const number = /(\d)\. Phường Hoàn Kiếm/.exec(wards)?.[1] ?? ''
    await phone.say(number)
    expect(await homeOf(phone.chatId)).toBe('00070')
  })

  test('after two misses the officer is one digit away', async () => {
    const phone = await atWard()
    await phone.say('xyz')
    await phone.say('abcd')
    await phone.say('2')
    expect(chats.opened.at(-1)).toMatchObject({ topic: 'desk', opening: { word: 'CANBO' } })
  })

  test('a province alone asks for the ward within it', async () => {
    const phone = await atWard()
    expect(await phone.hear('Phú Thọ')).toContain('của Tỉnh Phú Thọ')
    await phone.say('thanh xuan')
    expect(await homeOf(phone.chatId)).toBe('07000')
  })

  test('a position on the map is not used', async () => {
    const phone = await atWard()
    const answers = await phone.do({ kind: 'location', latitude: 21.02, longitude: 105.84 })
    expect(answers.map(({ text }) => text)).toEqual(['Chúng tôi không dùng vị trí trên bản đồ. Xin gõ tên phường, xã.'])
  })

  test('a matter typed instead of a ward is kept and passed on afterwards', async () => {
    const phone = await atWard()
    const text = 'ngõ nhà tôi đèn đường hỏng cả tháng nay rồi chưa ai sửa'
    expect(await phone.hear(text)).toContain('Tin này được giữ lại')
    await phone.say('cua nam')
    expect(chats.opened.at(-1)).toMatchObject({ topic: 'opinion', opening: { input: { text } } })
  })
})

describe('Links and QR codes', () => {
  test('a link of a ward spares the question for it', async () => {
    const phone = await chats.phone('telegram')
    await phone.do({ kind: 'start', payload: 'u_00082' })
    expect(await phone.hear('1')).toContain('Nơi ở: Phường Cửa Nam')
  })

  test('a link of a session brings its ward and opens the session after the first contact', async () => {
    const phone = await chats.phone('zalo')
    await phone.do({ kind: 'start', payload: 'd_204812' })
    await phone.say('1')
    expect(chats.opened.at(-1)).toMatchObject({ topic: 'check', opening: { argument: '204812' }, unitId: '00082' })
  })

  test.each(['u_01', 'u_nowhere', 'x_1', "u_'; drop table residents", 'd_12'])(
    'a link with %s still leads to the ward question',
    async (payload) => {
      const phone = await chats.phone('web')
      await phone.do({ kind: 'start', payload })
      expect(await phone.hear('1')).toContain('Ông/bà ở phường, xã nào?')
    },
  )

  test('a resident who scans the code of another ward is asked what it shall be', async () => {
    const phone = await chats.resident('web')
    await phone.do({ kind: 'start', payload: 'u_00070' })
    expect(await phone.hear('2')).toContain('nhận thêm thông báo của Phường Hoàn Kiếm')
  })
})
