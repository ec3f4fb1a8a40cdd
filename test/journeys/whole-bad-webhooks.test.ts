import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { changedTables, readDomainRows } from '../support/domain-rows.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson } from '../support/people.ts'
import { macOf, postRaw, telegramSecret, telegramUpdate, zaloText, type RawPost } from '../support/raw-webhooks.ts'
import { settled } from '../support/settle.ts'
import { wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let ba: ReturnType<typeof zaloPerson>
let nam: ReturnType<typeof telegramPerson>
let lan: ReturnType<typeof webPerson>
let officer: WardOfficer

beforeAll(async () => {
  place = await startTestApp({ env: { TELEGRAM_WEBHOOK_SECRET: telegramSecret } })
  ba = zaloPerson(place, 'Bà Tư')
  nam = telegramPerson(place, 'Nam')
  lan = webPerson(place)
  for (const person of [ba, nam, lan]) await moveIn(person)
  officer = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  // Notes the use of the token, which is noted again after minutes only.
  await officer.ask('GET', '/api/v1/me')
}, 120_000)
afterAll(async () => await place.close())
beforeEach(async () => {
  await settled(place)
  await place.installation.house.database.$client`delete from conversations`
})

const zaloPath = '/webhooks/zalo'
const telegramPath = '/webhooks/telegram/default'
let updateId = 2_000_000_000

const message = (text: string, extra: object = {}): object => ({
  update_id: (updateId += 1),
  message: {
    message_id: updateId,
    date: Math.floor(Date.now() / 1000),
    chat: { id: nam.driver.id, type: 'private', first_name: 'Nam' },
    from: { id: nam.driver.id, is_bot: false, first_name: 'Nam' },
    text,
    ...extra,
  },
})

/** Rows that are stored when an update is taken, whatever becomes of it. */
const stored = async (): Promise<unknown> => {
  const [row] = await place.installation.house.database.$client`
    select (select count(*)::int from inbox_seen) as seen, (select count(*)::int from inbox) as waiting,
      (select count(*)::int from chats) as chats`
  return row
}

/** Posts and expects the status, nothing stored, nothing said to anybody, and a service in good health. */
const refused = async (path: string, post: RawPost, status: number): Promise<void> => {
  const { database } = place.installation.house
  const before = [await stored(), await readDomainRows(database), await everything()]
  expect(await postRaw(place, path, post)).toBe(status)
  await settled(place)
  expect([await stored(), await readDomainRows(database), await everything()]).toEqual(before)
  expect((await fetch(`${place.url}/readyz`)).status).toBe(200)
}

const everything = async (): Promise<number[]> =>
  await Promise.all([ba, nam, lan].map(async (person) => (await person.read()).length))

describe('Zalo’s webhook', () => {
  const said = (text: string): RawPost =>
    zaloText(place, { userId: ba.platformId, text, messageId: `m-${Math.random()}` })

  it('refuses a signature over other bytes', async () => {
    const { headers } = said('Xin chào')
    await refused(zaloPath, { ...said('Xin chào ông'), headers }, 401)
    const good = said('Xin chào')
    await refused(zaloPath, { ...good, body: `${String(good.body)} ` }, 401)
    await refused(zaloPath, { ...good, body: String(good.body).replace('Xin', 'Xịn') }, 401)
  })

  it('refuses an old body that was given a new time', async () => {
    const good = said('Xin chào')
    await refused(zaloPath, { ...good, body: String(good.body).replace(/"timestamp":"\d+"/, '"timestamp":"1"') }, 401)
  })

  it('refuses what is not signed, or with an empty, cut or foreign signature', async () => {
    const { body } = said('Xin chào')
    const mac = macOf(place, String(body), '1')
    for (const headers of [
      {},
      { 'x-zevent-signature': '' },
      { 'x-zevent-signature': 'mac=' },
      { 'x-zevent-signature': `mac=${mac.slice(0, 40)}` },
      { 'x-zevent-signature': `mac=${mac}` },
      { 'x-zevent-signature': 'mac=không'.replaceAll(/[^\x20-\x7e]/g, '?') },
    ]) {
      await refused(zaloPath, { body, headers }, 401)
    }
  })

  it('refuses an account that is not ours, whatever it is signed with', async () => {
    const input = { userId: ba.platformId, text: 'Xin chào', messageId: 'm-9', oaId: '999999999999999999' }
    await refused(zaloPath, zaloText(place, input), 401)
  })

  it.each([
    ['no JSON', '{"event_name":'],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a thousand brackets', '['.repeat(1000)],
  ])('answers 400 or 401 to %s', async (_name, body) => {
    const mac = macOf(place, body.toString(), '1')
    const { database } = place.installation.house
    const before = [await stored(), await readDomainRows(database)]
    const status = await postRaw(place, zaloPath, { body, headers: { 'x-zevent-signature': `mac=${mac}` } })
    expect([400, 401]).toContain(status)
    expect([await stored(), await readDomainRows(database)]).toEqual(before)
  })

  it('does not mind the content type: the signature is over the bytes', async () => {
    const good = said('Bao giờ có nước?')
    const before = (await ba.read()).length
    const headers = { ...good.headers, 'content-type': 'text/plain' }
    expect(await postRaw(place, zaloPath, { ...good, headers })).toBe(200)
    await settled(place)
    expect((await ba.read()).slice(before).join('\n')).toContain('Bao giờ có nước?')
  })

  it('takes the same bytes three times and does once what they ask', async () => {
    const good = said('Đèn đường hỏng ở ngõ 7')
    const before = (await ba.read()).length
    expect(await Promise.all([1, 2, 3].map(async () => await postRaw(place, zaloPath, good)))).toEqual([200, 200, 200])
    await settled(place)
    expect(await postRaw(place, zaloPath, good)).toBe(200)
    await settled(place)
    expect((await ba.read()).slice(before)).toHaveLength(1)
  })

  it('an event of yesterday that arrives late is answered, and does not answer today’s question', async () => {
    await ba.say('Cống tắc đã ba ngày')
    const at = new Date(Date.now() - 86_400_000)
    const late = zaloText(place, { userId: ba.platformId, text: 'Đèn cũng hỏng', messageId: 'late-1', at })
    const { database } = place.installation.house
    const before = await readDomainRows(database)
    const heard = (await ba.read()).length
    expect(await postRaw(place, zaloPath, late)).toBe(200)
    await settled(place)
    expect((await ba.read()).slice(heard)).toHaveLength(1)
    expect(changedTables(before, await readDomainRows(database))).toEqual([])
  })

  it('numbers beyond 2^53 stay who they are', async () => {
    const [even, odd] = ['9007199254740992', '9007199254740993'].map((id) =>
      zaloPerson(place, `Người ${id}`, { id, lastInteraction: new Date() }),
    )
    if (!even || !odd) throw new Error('two people')
    for (const person of [even, odd]) {
      const input = { userId: BigInt(person.platformId), text: 'Xin chào', messageId: `m-${person.platformId}` }
      expect(await postRaw(place, zaloPath, zaloText(place, input))).toBe(200)
    }
    await settled(place)
    expect([(await even.read()).length, (await odd.read()).length]).toEqual([1, 1])
  })
})

describe('Telegram’s webhook', () => {
  it('refuses a missing, wrong or empty secret, and an account that is not ours', async () => {
    const { body } = telegramUpdate(message('Xin chào'))
    const name = 'x-telegram-bot-api-secret-token'
    const wrong: Record<string, string>[] = [{}, { [name]: '' }, { [name]: `${telegramSecret}x` }, { [name]: 'x' }]
    for (const headers of wrong) {
      await refused(telegramPath, { body, headers }, 401)
    }
    await refused('/webhooks/telegram/khac', telegramUpdate(message('Xin chào')), 401)
    await refused('/webhooks/telegram/__proto__', telegramUpdate(message('Xin chào')), 401)
  })

  it.each([
    ['no JSON', '{"update_id":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an update without a number', '{"message":{"text":"x"}}'],
    ['a number beyond 2^53', '{"update_id":9007199254740993,"message":{"text":"x"}}'],
    ['a negative number', '{"update_id":-5}'],
    ['nothing', ''],
  ])('answers 400 to %s', async (_name, body) => {
    await refused(telegramPath, telegramUpdate(body), 400)
  })

  it('a person whose id is beyond 2^53 is answered by nobody rather than taken for a neighbour', async () => {
    const before = await everything()
    const text = JSON.stringify(message('Xin chào')).replaceAll(String(nam.driver.id), '9007199254740993')
    expect(await postRaw(place, telegramPath, telegramUpdate(text))).toBe(200)
    await settled(place)
    expect(await everything()).toEqual(before)
  })

  it('takes the same bytes three times and does once what they ask', async () => {
    const update = telegramUpdate(message('Vỉa hè bị lấn chiếm'))
    const before = (await nam.read()).length
    for (let time = 0; time < 3; time += 1) expect(await postRaw(place, telegramPath, update)).toBe(200)
    await settled(place)
    expect((await nam.read()).slice(before)).toHaveLength(1)
  })

  it('an update of yesterday that arrives late is answered', async () => {
    const before = (await nam.read()).length
    const late = message('Nước yếu', { date: Math.floor(Date.now() / 1000) - 86_400 })
    expect(await postRaw(place, telegramPath, telegramUpdate(late))).toBe(200)
    await settled(place)
    expect((await nam.read()).slice(before)).toHaveLength(1)
  })

  it('words of nonsense in every field are taken and harm nobody', async () => {
    const odd = [
      message('', { text: 7 }),
      message('x', { chat: null }),
      message('x', { date: -1 }),
      message('x', { date: 1e308 }),
      message('x', { from: 'Nam' }),
      { update_id: (updateId += 1), callback_query: { id: 7, data: {} } },
      { update_id: (updateId += 1), poll: {} },
      { update_id: (updateId += 1), __proto__x: 1, constructor: { prototype: {} } },
    ]
    const { database } = place.installation.house
    const before = await readDomainRows(database)
    for (const update of odd) expect(await postRaw(place, telegramPath, telegramUpdate(update))).toBe(200)
    await settled(place)
    expect(changedTables(before, await readDomainRows(database))).toEqual([])
    const [parked] = await database.$client`select count(*)::int as parked from inbox`
    expect(parked?.['parked']).toBe(0)
  })
})

describe('a body over one mebibyte', () => {
  it.each([zaloPath, telegramPath, '/chat/messages', '/chat/session', '/console/sign-in', '/api/v1/dialogues'])(
    'is refused with 413 at %s',
    async (path) => {
      const body = `{"text":"${'x'.repeat(1_048_577)}"}`
      const headers = { ...telegramUpdate('').headers, authorization: `Bearer ${officer.token}` }
      await refused(path, { body, headers }, 413)
    },
  )
})

describe('the web chat’s door', () => {
  const post = async (body: string, headers: Record<string, string> = {}) =>
    await lan.driver.request('/chat/messages', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })

  it.each([
    ['no JSON', '{"text":', {}, [400]],
    ['a list', '[]', {}, [400, 403]],
    ['a text that is no text', '{"text":{"a":1}}', {}, [400, 403]],
    ['another content type', 'text=x', { 'content-type': 'text/csv' }, [415]],
    ['a polluted object', '{"__proto__":{"token":"x"},"text":"x"}', {}, [400, 403]],
  ] as const)('refuses %s with a sentence', async (_name, body, headers, statuses) => {
    const { database } = place.installation.house
    const before = [await stored(), await readDomainRows(database)]
    const answer = await post(body, headers)
    expect(statuses).toContain(answer.status)
    expect((JSON.parse(answer.body) as { detail: string }).detail).toMatch(/chưa hợp lệ|tải lại trang/)
    expect([await stored(), await readDomainRows(database)]).toEqual(before)
  })

  it('refuses a page’s token that belongs to another browser', async () => {
    const other = webPerson(place)
    await other.begin()
    const before = await stored()
    const answer = await lan.driver.post({ token: other.driver.token, text: 'Xin chào' })
    expect(answer.status).toBe(403)
    expect(await stored()).toEqual(before)
  })

  it('the same message sent three times is one message', async () => {
    const before = (await lan.read()).length
    const key = 'a-browser-made-this-key-0001'
    for (let time = 0; time < 3; time += 1) {
      expect((await lan.driver.post({ key, text: 'Bao giờ lát lại vỉa hè?' })).status).toBe(200)
    }
    await settled(place)
    expect((await lan.read()).slice(before)).toHaveLength(1)
  })
})
