import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enqueueMessage } from '../../src/outbox/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { accounts, openChats, type Chats } from './residents-chats.ts'

let chats: Chats
beforeAll(async () => {
  chats = await openChats()
})
afterAll(async () => await chats.close())
beforeEach(() => {
  chats.opened.length = 0
  chats.erased.length = 0
  chats.moved.length = 0
})

const rows = async <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<readonly Row[]> =>
  Array.from(await chats.house.database.execute(query), (row) => row as Row)
const count = async (query: ReturnType<typeof sql>): Promise<number> => Number((await rows<{ n: string }>(query))[0]?.n)

describe('XEM', () => {
  test('shows everything in plain words, what other rooms count, the number and the clock', async () => {
    const phone = await chats.resident('zalo')
    const text = await phone.hear('xem')
    expect(text).toContain('– Nơi ở: Phường Cửa Nam, Thành phố Hà Nội')
    expect(text).toContain('giấu tên (người đọc không biết ai gửi)')
    expect(text).toContain('– Khung chat: Zalo')
    expect(text).toContain('chuyển ý kiến và báo trả lời (21/11/2026); nhận thông báo (21/11/2026)')
    expect(text).toContain('– Góp ý, phản ánh, hiến kế: 3')
    // Two working days from a Saturday end with Tuesday.
    expect(text).toMatch(/Yêu cầu xem số \d+, đã trả lời ngay \(hạn theo luật: hết ngày 24\/11\/2026\)/)
  })

  test('asked twice on a day it is one request in the register', async () => {
    const phone = await chats.resident('zalo')
    const before = await count(sql`select count(*) as n from data_requests where kind = 'see'`)
    await phone.say('XEM')
    await phone.say('XEM')
    expect(await count(sql`select count(*) as n from data_requests where kind = 'see'`)).toBe(before + 1)
  })

  test('to somebody who never agreed it says that nothing is kept', async () => {
    const phone = await chats.phone('web')
    expect(await phone.hear('XEM')).toContain('Chúng tôi chưa lưu gì về ông/bà')
  })
})

describe('SUA', () => {
  test('leads to place, naming and language; anything else runs on an officer’s clock', async () => {
    const phone = await chats.resident('zalo')
    expect(await phone.hear('SUA')).toContain('1. Nơi ở\n2. Cách nêu tên khi gửi ý kiến\n3. Ngôn ngữ\n4. Điều khác')
    expect(await phone.hear('4')).toMatch(/Đã ghi yêu cầu sửa số \d+\. Cán bộ trả lời chậm nhất hết ngày 24\/11\/2026/)
    expect(chats.opened.at(-1)).toMatchObject({ topic: 'desk' })
    expect(await count(sql`select count(*) as n from data_requests where kind = 'correct' and done_at is null`)).toBe(1)
  })
})

describe('XOA', () => {
  test('asks once, says what goes and what stays, and "không" keeps everything', async () => {
    const phone = await chats.resident('zalo')
    const question = await phone.hear('xoa')
    expect(question).toContain('Sẽ xóa: nơi ở')
    expect(question).toContain('Giữ lại: mã biên nhận')
    expect(await phone.hear('khong')).toContain('mọi thứ vẫn như cũ')
    expect(await chats.residentOf(phone.chatId)).toBe(phone.residentId)
    expect(chats.erased).toEqual([])
  })

  test('confirmed, every place is erased, and the next message is a first contact again', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('xoa')
    const done = await phone.hear('1')
    expect(done).toMatch(/Đã xóa dữ liệu của ông\/bà \(yêu cầu số \d+\)/)
    expect(chats.erased.toSorted()).toEqual([
      'answers',
      'attendance',
      'broadcasts',
      'conclusions',
      'conversation',
      'desk',
      'forms',
      'handover',
      'inbox',
      'outbox',
      'preparation',
      'questions',
      'requests',
      'web-chat',
    ])
    const { residentId, chatId } = phone
    expect(await count(sql`select count(*) as n from residents where id = ${residentId}`)).toBe(0)
    expect(await count(sql`select count(*) as n from consents where resident_id = ${residentId}`)).toBe(0)
    expect(await count(sql`select count(*) as n from chats where id = ${chatId} and erase_at is not null`)).toBe(1)
    expect(
      await count(
        sql`select count(*) as n from conversations where chat_id = ${chatId} and (state is not null or held is not null)`,
      ),
    ).toBe(0)
    expect(await phone.hear('Bao giờ họp tổ dân phố?')).toContain('Ông/bà có đồng ý không?')
  })

  test('the register proves the consent by a hash and names nobody', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('XOA')
    await phone.say('XOANGAY')
    const [row] = await rows<Record<string, unknown>>(
      sql`select * from data_requests where kind = 'erase' and outcome = 'erased' and consent_proof is not null order by number desc limit 1`,
    )
    expect(row?.['done_at']).not.toBeNull()
    expect(JSON.stringify(row)).not.toContain(phone.residentId)
  })

  test('"xóa ngay" without the question before asks first: it may be meant for a draft', async () => {
    const phone = await chats.resident('zalo')
    expect(await phone.hear('xoa ngay')).toContain('Ông/bà có chắc muốn xóa không?')
    expect(await chats.residentOf(phone.chatId)).toBe(phone.residentId)
    expect(await phone.hear('XOANGAY')).toContain('Đã xóa')
    expect(await chats.residentOf(phone.chatId)).toBe('')
  })

  test('a question that was left open an hour ago does not count as asked', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('XOA')
    await phone.say('0')
    chats.house.clock.advance(61 * 60_000)
    expect(await phone.hear('XOANGAY')).toContain('Ông/bà có chắc muốn xóa không?')
  })

  test('messages that still wait for the person leave the outbox', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('XOA')
    await act(chats.house, systemActor('test'), async (scope) => {
      const message = { text: 'Thông báo đối thoại', locale: 'vi' } as const
      const dueAt = new Date('2027-01-01T00:00:00Z')
      await enqueueMessage(scope, { accountId: accounts.zalo, chatId: phone.chatId, message, priority: 'bulk', dueAt })
    })
    const answers = await phone.say('1')
    expect(answers.map(({ text }) => text)).toEqual([expect.stringContaining('Đã xóa')])
    expect(
      await count(sql`select count(*) as n from outbox_history where chat_id = ${phone.chatId} and why = 'erased'`),
    ).toBeGreaterThan(0)
  })

  test('before any consent it takes the held text and the chat', async () => {
    const phone = await chats.phone('web')
    await phone.say('Nhà tôi bị ngập nước')
    expect(await phone.hear('XOA')).toContain('Chúng tôi không còn lưu gì về ông/bà')
    expect(
      await count(sql`select count(*) as n from conversations where chat_id = ${phone.chatId} and held is not null`),
    ).toBe(0)
  })

  test('a platform that passes on a withdrawal erases the person with all contacts', async () => {
    const phone = await chats.resident('zalo')
    expect(await phone.do({ kind: 'withdraw' })).toEqual([])
    expect(await chats.residentOf(phone.chatId)).toBe('')
    expect(chats.erased).toContain('questions')
  })
})

describe('DUNG and TIEPTUC', () => {
  const stopped = async (id: string) =>
    (await rows<{ at: string | null }>(sql`select notices_stopped_at as at from residents where id = ${id}`))[0]?.at

  test('stop what was not asked for, say so and how to resume', async () => {
    const phone = await chats.resident('zalo')
    expect(await phone.hear('dung')).toContain(
      'Trả lời cho ý kiến của ông/bà vẫn gửi.\nMuốn nhận lại, xin nhắn TIEPTUC',
    )
    expect(await stopped(phone.residentId)).not.toBeNull()
    expect(await phone.hear('tiep tuc')).toContain('lại nhận thông báo')
    expect(await stopped(phone.residentId)).toBeNull()
  })

  test('TIEPTUC of somebody who agreed to the relay alone is recorded as their consent', async () => {
    const phone = await chats.phone('zalo')
    await phone.do({ kind: 'start' })
    await phone.say('2')
    await phone.say('2')
    await phone.say('cua nam')
    await phone.say('TIEPTUC')
    const given = await rows(
      sql`select act from consents where resident_id = ${await chats.residentOf(phone.chatId)} and purpose = 'notices'`,
    )
    expect(given).toEqual([{ act: 'word' }])
  })

  test('DUNG before any consent answers and creates nobody', async () => {
    const phone = await chats.phone('zalo')
    expect(await phone.hear('STOP')).toContain('không gửi thông báo nào')
    expect(await chats.residentOf(phone.chatId)).toBe('')
  })
})

describe('Consents', () => {
  test('statistics are given and taken back by a digit, and the register notes the withdrawal with both clocks', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('XEM')
    expect(await phone.hear('2')).toContain('3. Thống kê không nêu tên: không đồng ý')
    expect(await phone.hear('3')).toContain('ông/bà đồng ý')
    await phone.say('XEM')
    await phone.say('2')
    expect(await phone.hear('3')).toMatch(/rút lại sự đồng ý \(yêu cầu số \d+\)/)
    const [row] = await rows<{ stop: string | null; outcome: string }>(
      sql`select stop_due_at as stop, outcome from data_requests where kind = 'withdraw' order by number desc limit 1`,
    )
    expect(row?.outcome).toBe('stopped')
    expect(row?.stop).not.toBeNull()
  })

  test('the relay itself is taken back by an erasure, and that is said', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('XEM')
    await phone.say('2')
    expect(await phone.hear('1')).toContain('xin ông/bà chọn xóa dữ liệu')
  })
})

describe('Naming', () => {
  const namingOf = async (id: string) =>
    (await rows<{ naming: string; name: Buffer | null }>(sql`select naming, name from residents where id = ${id}`))[0]

  const openNaming = async (phone: { say(text: string): Promise<unknown> }) => {
    await phone.say('SUA')
    await phone.say('2')
  }

  test('offers three ways and says what anonymous cannot promise', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('SUA')
    const question = await phone.hear('2')
    expect(question).toContain('nhưng Zalo vẫn có bản sao tin nhắn')
    expect(question).toContain('1. Giấu tên (nên dùng)\n2. Ẩn danh\n3. Nêu tên')
    expect(await phone.hear('2')).toContain('mất mã thì không ai tìm lại được')
    expect((await namingOf(phone.residentId))?.naming).toBe('anonymous')
  })

  test('a name is kept sealed, and gone when they choose otherwise', async () => {
    const phone = await chats.resident('zalo')
    await openNaming(phone)
    await phone.say('3')
    expect(await phone.hear('Nguyễn Thị Hoa'.normalize('NFD'))).toContain('hiện tên Nguyễn Thị Hoa')
    const named = await namingOf(phone.residentId)
    expect(named?.name?.toString('utf8')).not.toContain('Hoa')
    await openNaming(phone)
    await phone.say('1')
    expect(await namingOf(phone.residentId)).toEqual({ naming: 'sealed', name: null })
  })

  test.each(['001085012345', '0912 345 678 Hoa', '!!!', 'a', '<b>Hoa</b>'])(
    '"%s" is no name, and the question stays open',
    async (text) => {
      const phone = await chats.resident('zalo')
      await openNaming(phone)
      await phone.say('3')
      expect(await phone.hear(text)).toContain('họ tên từ 2 đến 60 chữ cái')
      expect((await namingOf(phone.residentId))?.naming).toBe('sealed')
      expect(await phone.hear('Trần Văn Ba')).toContain('Trần Văn Ba')
    },
  )
})

describe('Language and place', () => {
  test('NGONNGU changes what is said and what is sent', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('ngon ngu')
    expect(await phone.hear('2')).toBe('From now on we write to you in English.')
    expect(await phone.hear('XEM')).toContain('What we keep about you')
    expect(await rows(sql`select language from residents where id = ${phone.residentId}`)).toEqual([{ language: 'en' }])
    expect(await phone.hear('tiếng Việt')).toContain('bằng tiếng Việt')
  })

  test('before consent the first contact goes on in the language chosen', async () => {
    const phone = await chats.phone('web')
    expect(await phone.hear('English')).toContain('Do you agree?')
    await phone.say('yes')
    const rowsOf = await rows<{ version: string }>(
      sql`select version from consents where resident_id = ${await chats.residentOf(phone.chatId)} limit 1`,
    )
    expect(rowsOf).toEqual([{ version: '2026-11/web/en' }])
  })

  test('NOIO with a name moves, without one shows the place and what can be done', async () => {
    const phone = await chats.resident('zalo')
    expect(await phone.hear('NOIO phường Hoàn Kiếm')).toContain('Đã ghi nơi ở: Phường Hoàn Kiếm')
    expect(await phone.hear('noi o')).toContain('1. Đổi phường, xã\n2. Theo dõi thêm một nơi khác\n3. Liên kết')
    await phone.say('2')
    expect(await phone.hear('Giảng Võ')).toContain('nhận thêm thông báo của Phường Giảng Võ')
    expect(await phone.hear('noi o')).toContain('Thôi theo dõi Phường Giảng Võ')
    expect(await phone.hear('2')).toContain('Đã thôi theo dõi')
  })

  test('one’s own ward is not followed a second time', async () => {
    const phone = await chats.resident('zalo')
    await phone.say('NOIO')
    await phone.say('2')
    expect(await phone.hear('Cửa Nam')).toContain('Đây chính là nơi ở của ông/bà')
  })
})

describe('Two contacts of one person', () => {
  const codeFrom = async (phone: { say(text: string): Promise<unknown>; hear(text: string): Promise<string> }) => {
    await phone.say('NOIO')
    await phone.say('3')
    return /Mã: (\d{4} \d{4})/.exec(await phone.hear('1'))?.[1] ?? ''
  }
  const enter = async (
    phone: { say(text: string): Promise<unknown>; hear(text: string): Promise<string> },
    code: string,
  ) => {
    await phone.say('XEM')
    await phone.say('3')
    await phone.say('2')
    return await phone.hear(code)
  }

  test('a code from one chat typed in the other makes them one; what the other wrote moves', async () => {
    const zalo = await chats.resident('zalo')
    const web = await chats.resident('web', 'Phường Hoàn Kiếm')
    expect(await enter(web, await codeFrom(zalo))).toContain('Đã liên kết hai khung chat')
    expect(chats.moved).toEqual([[web.residentId, zalo.residentId]])
    expect(await chats.residentOf(web.chatId)).toBe(zalo.residentId)
    expect(await count(sql`select count(*) as n from residents where id = ${web.residentId}`)).toBe(0)
    expect(await web.hear('XEM')).toContain('– Khung chat: Zalo, trang web')
  })

  test('a code works once, for ten minutes', async () => {
    const zalo = await chats.resident('zalo')
    const web = await chats.resident('web')
    const code = await codeFrom(zalo)
    chats.house.clock.advance(11 * 60_000)
    expect(await enter(web, code)).toContain('Mã không đúng hoặc đã hết hạn')
    const fresh = await codeFrom(zalo)
    const other = await chats.resident('telegram')
    expect(await enter(other, fresh)).toContain('Đã liên kết')
    expect(await enter(web, fresh)).toContain('Mã không đúng')
  })

  test('guessing ends after five wrong codes, even with the right one', async () => {
    const zalo = await chats.resident('zalo')
    const code = await codeFrom(zalo)
    const web = await chats.resident('web')
    await enter(web, '1111 1111')
    for (let tries = 0; tries < 4; tries += 1) await web.say('2222 2222')
    expect(await web.hear(code)).toContain('thử lại sau một giờ')
    expect(await chats.residentOf(web.chatId)).toBe(web.residentId)
    chats.house.clock.advance(61 * 60_000)
    expect(await enter(web, await codeFrom(zalo))).toContain('Đã liên kết')
  })

  test('a new contact that types the code where the ward is asked joins without naming one', async () => {
    const zalo = await chats.resident('zalo')
    const code = await codeFrom(zalo)
    const web = await chats.phone('web')
    await web.do({ kind: 'start' })
    await web.say('1')
    expect(await web.hear(code)).toContain('nay là của cùng một người')
    expect(await chats.residentOf(web.chatId)).toBe(zalo.residentId)
  })

  test('a link with the code joins after its own consent, and Telegram’s is recorded', async () => {
    const zalo = await chats.resident('zalo')
    const code = (await codeFrom(zalo)).replace(' ', '')
    const telegram = await chats.phone('telegram')
    await telegram.do({ kind: 'start', payload: `l_${code}` })
    expect(await telegram.hear('1')).toContain('nay là của cùng một người')
    expect(
      await count(
        sql`select count(*) as n from consents where resident_id = ${zalo.residentId} and purpose = 'cross_border'`,
      ),
    ).toBe(1)
  })

  test('erasing one erases the person with both chats', async () => {
    const zalo = await chats.resident('zalo')
    const web = await chats.resident('web')
    await enter(web, await codeFrom(zalo))
    await web.say('XOA')
    await web.say('1')
    expect(await chats.residentOf(zalo.chatId)).toBe('')
    expect(await zalo.hear('xin chào')).toContain('Ông/bà có đồng ý không?')
  })
})
