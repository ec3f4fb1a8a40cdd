import { describe, expect, it } from 'vitest'
import { durations } from './emulator-clock.ts'
import { setUp } from './set-up.ts'

const { hour, day } = durations
const cs = '/v3.0/oa/message/cs'
const v2 = '/v2.0/oa/message'
const buttons = [{ title: 'Đồng ý', type: 'oa.query.show', payload: '#dongy' }]
const withButtons = { text: 'Ông/bà có đồng ý không?', attachment: { type: 'template', payload: { buttons } } }
const element = (fields: Record<string, unknown>) => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements: [fields] } },
})

describe('reply window', () => {
  it('who never interacted: -232; after a message the account may answer', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    expect((await api.text(user.id, 'Chào')).error).toBe(-232)
    await user.sendText('a')
    const answer = await api.text(user.id, 'Chào ông/bà')
    expect(answer).toMatchObject({ error: 0, data: { user_id: user.id, quota: { quota_type: 'reply' } } })
    expect(user.messages().at(-1)).toMatchObject({ id: answer.data['message_id'], text: 'Chào ông/bà', from: 'oa' })
  })

  it('48 hours free, then paid by the package, then -211; after 7 days -230 or -232', async () => {
    const { emulator, api, account, clock } = await setUp({ account: { paidMessages: 1 } })
    const ago = (ms: number): string =>
      emulator.addUser(account.oaId, { lastInteraction: new Date(clock.now().getTime() - ms) }).id
    expect((await api.text(ago(48 * hour - 1), 'a')).data['quota']).toMatchObject({ quota_type: 'reply' })
    expect(account.paidMessages).toBe(1)
    expect((await api.text(ago(48 * hour), 'b')).data['quota']).toMatchObject({ quota_type: 'sub_quota' })
    expect((await api.text(ago(7 * day - 1), 'c')).error).toBe(-211)
    expect((await api.text(ago(7 * day), 'd')).error).toBe(-230)
    emulator.switches.expiredWindowCode = -232
    expect((await api.text(ago(7 * day), 'd')).error).toBe(-232)
  })

  it('receipts open nothing; reactions only by switch', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await emulator.adminReply(user, 'Chào')
    await user.markSeen()
    await user.react(user.messages()[0]?.id ?? '')
    expect((await api.text(user.id, 'a')).error).toBe(-232)
    emulator.switches.reactionOpensWindow = true
    await user.react(user.messages()[0]?.id ?? '')
    expect((await api.text(user.id, 'a')).error).toBe(0)
  })

  it('following is not needed, unless switched: -213', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    await user.unfollow()
    expect((await api.text(user.id, 'a')).error).toBe(0)
    emulator.switches.consultationNeedsFollow = true
    expect((await api.text(user.id, 'a')).error).toBe(-213)
  })

  it('at most so many free messages as the switch says: -218', async () => {
    const { emulator, api, account } = await setUp({ switches: { freeWindowMessages: 2, quotaInAnswer: 'full' } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    expect((await api.text(user.id, 'a')).data['quota']).toMatchObject({ remain: 1 })
    await api.text(user.id, 'b')
    expect((await api.text(user.id, 'c')).error).toBe(-218)
  })

  it('at night only by switch: -234 from 22:00 to 06:00 in Vietnam', async () => {
    const { emulator, api, account, clock } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    clock.advance(12 * hour)
    expect((await api.text(user.id, 'a')).error).toBe(0)
    emulator.switches.nightRefusesConsultation = true
    expect((await api.text(user.id, 'a')).error).toBe(-234)
    clock.advance(8 * hour)
    expect((await api.text(user.id, 'a')).error).toBe(0)
  })

  it.each([-227, -244, -217])('a person who refuses with %i gets nothing', async (refusal) => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId, { refusal })
    await user.follow()
    expect((await api.text(user.id, 'a')).error).toBe(refusal)
    expect(user.messages()).toEqual([])
  })
})

describe('endpoints by kind of account', () => {
  const body = (id: string) => ({ recipient: { user_id: id }, message: { text: 'Chào' } })

  it('a state agency: -235 on v3 and nothing delivered, v2 works with the same body', async () => {
    const { emulator, api, account } = await setUp({ account: { oaType: 4 } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    expect((await api.post(cs, body(user.id))).error).toBe(-235)
    expect(user.messages()).toEqual([])
    expect((await api.post(v2, body(user.id))).error).toBe(0)
    emulator.switches.stateAccounts = 'none'
    expect((await api.post(v2, body(user.id))).error).toBe(-235)
  })

  it('a business: -240 on v2 for plain messages, while reactions still go there', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    const { messageId } = await user.sendText('a')
    const reaction = {
      recipient: { user_id: user.id },
      sender_action: { react_icon: '/-heart', react_message_id: messageId },
    }
    expect((await api.post(v2, body(user.id))).error).toBe(-240)
    expect((await api.post(v2, reaction)).error).toBe(0)
    emulator.switches.v2ForBusiness = 'refuse-all'
    expect((await api.post(v2, reaction)).error).toBe(-240)
    emulator.switches.v2ForBusiness = 'works'
    expect((await api.post(v2, body(user.id))).error).toBe(0)
  })

  it('v2 can answer by message id', async () => {
    const { emulator, api, account } = await setUp({ account: { oaType: 4 } })
    const user = emulator.addUser(account.oaId)
    const { messageId } = await user.sendText('a')
    await api.post(v2, { recipient: { message_id: messageId }, message: { text: 'b' } })
    expect(user.messages().at(-1)?.text).toBe('b')
  })
})

describe('content', () => {
  it('text holds 2000, counted as the switch says: -210', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    expect((await api.text(user.id, 'a'.repeat(2000))).error).toBe(0)
    expect((await api.text(user.id, 'a'.repeat(2001))).error).toBe(-210)
    expect((await api.text(user.id, '🌧'.repeat(1001))).error).toBe(-210)
    emulator.switches.textUnit = 'code-points'
    expect((await api.text(user.id, '🌧'.repeat(1001))).error).toBe(0)
    emulator.switches.textUnit = 'utf8'
    expect((await api.text(user.id, 'ế'.repeat(700))).error).toBe(-210)
  })

  it.each([
    ['refuse-201', -201],
    ['refuse-233', -233],
  ] as const)('buttons in mode %s: %i, nothing delivered', async (mode, code) => {
    const { emulator, api, account } = await setUp({ account: { buttons: mode } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    expect((await api.post(cs, { recipient: { user_id: user.id }, message: withButtons })).error).toBe(code)
    expect(user.messages()).toEqual([])
  })

  it('buttons in mode ok reach the phone and can be tapped; silently-text drops them', async () => {
    const { emulator, api, account, hook } = await setUp({ account: { buttons: 'ok' } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    await api.post(cs, { recipient: { user_id: user.id }, message: withButtons })
    expect(user.messages().at(-1)?.buttons).toEqual(buttons)
    await user.clickButton('#dongy')
    expect(hook.received.at(-1)?.event).toMatchObject({ event_name: 'user_send_text', message: { text: '#dongy' } })
    account.buttons = 'silently-text'
    expect((await api.post(cs, { recipient: { user_id: user.id }, message: withButtons })).error).toBe(0)
    expect(user.messages().at(-1)).toMatchObject({ text: withButtons.text, buttons: [] })
  })

  it('buttons: five at most, titles up to 100, payloads up to 1000', async () => {
    const { emulator, api, account } = await setUp({ account: { buttons: 'ok' } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const send = async (list: unknown[]) =>
      (
        await api.post(cs, {
          recipient: { user_id: user.id },
          message: { text: 'a', attachment: { type: 'template', payload: { buttons: list } } },
        })
      ).error
    const one = buttons[0]
    expect(await send(Array.from({ length: 6 }, () => one))).toBe(-210)
    expect(await send([{ ...one, title: 'x'.repeat(101) }])).toBe(-210)
    expect(await send([{ ...one, payload: 'x'.repeat(1001) }])).toBe(-210)
    expect(await send([{ ...one, type: 'oa.open.url', payload: '#x' }])).toBe(-201)
    expect(await send([{ ...one, type: 'oa.unknown' }])).toBe(-201)
    expect(await send(Array.from({ length: 5 }, () => one))).toBe(0)
  })

  it('a list in mode ok shows its rows, and a row can be tapped', async () => {
    const { emulator, api, account } = await setUp({ account: { buttons: 'ok' } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const row = { title: 'Lịch', subtitle: 'Buổi tới', default_action: { type: 'oa.query.hide', payload: '#lich' } }
    const payload = { template_type: 'list', elements: [row] }
    await api.post(cs, { recipient: { user_id: user.id }, message: { attachment: { type: 'template', payload } } })
    expect(user.messages().at(-1)).toMatchObject({ kind: 'list', elements: [{ title: 'Lịch' }] })
    const before = user.messages().length
    await user.clickButton('Lịch')
    expect(user.messages()).toHaveLength(before)
  })

  it('asks for contact data with one element within its limits', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const send = (fields: Record<string, unknown>) =>
      api.post(cs, {
        recipient: { user_id: user.id },
        message: {
          attachment: { type: 'template', payload: { template_type: 'request_user_info', elements: [fields] } },
        },
      })
    const fields = { title: 'Thông tin', subtitle: 'Để trả lời', image_url: 'https://ward.example/a.png' }
    expect((await send(fields)).error).toBe(0)
    expect(user.messages().at(-1)?.kind).toBe('request-info')
    expect((await send({ ...fields, title: 'x'.repeat(101) })).error).toBe(-210)
    expect((await send({ ...fields, image_url: 'a.png' })).error).toBe(-201)
  })

  it('image by link, sticker, quote; wrong shapes are -201 or -233', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const send = async (message: unknown) => (await api.post(cs, { recipient: { user_id: user.id }, message })).error
    expect(await send(element({ media_type: 'image', url: 'https://ward.example/a.jpg' }))).toBe(0)
    expect(await send(element({ media_type: 'sticker', attachment_id: '12' }))).toBe(0)
    expect(await send({ text: 'a', quote_message_id: 'b' })).toBe(0)
    expect(await send(element({ media_type: 'image', url: 'a.jpg' }))).toBe(-201)
    expect(await send(element({ media_type: 'hologram' }))).toBe(-201)
    expect(await send({ attachment: { type: 'template', payload: { template_type: 'receipt' } } })).toBe(-233)
    expect(await send({ text: '' })).toBe(-201)
    expect(await send('a')).toBe(-201)
    expect(user.messages().map(({ kind }) => kind)).toEqual(['image', 'sticker', 'text'])
  })

  it('refuses unknown fields in strict mode only: -201', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const send = () => api.post(cs, { recipient: { user_id: user.id }, message: { text: 'a', txet: 'b' } })
    expect((await send()).error).toBe(-201)
    emulator.switches.strict = false
    expect((await send()).error).toBe(0)
  })

  it('refuses ids that are numbers, invented, scoped to the app or of another account: -201', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    const other = emulator.addUser(emulator.addAccount().oaId)
    await Promise.all([user.follow(), other.follow()])
    for (const id of [Number(user.id), '1', user.person.idByApp, other.id]) {
      expect((await api.post(cs, { recipient: { user_id: id }, message: { text: 'a' } })).error).toBe(-201)
    }
  })

  it('malformed JSON is -201 and an unknown path 404', async () => {
    const { emulator, api, token } = await setUp()
    const outcome = await emulator.handle({
      method: 'POST',
      path: cs,
      query: new URLSearchParams(),
      headers: { access_token: token, 'content-type': 'application/json' },
      body: Buffer.from('{"recipient":'),
    })
    expect(outcome.answer).toMatchObject({ status: 200, body: expect.stringContaining('"error":-201') as unknown })
    expect((await api.post('/v3.0/oa/message', {})).status).toBe(404)
  })
})

describe('reactions and visitors', () => {
  it('at most 50 reactions on a message, known icons only', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    const { messageId } = await user.sendText('a')
    const react = async (icon: string) =>
      (
        await api.post(v2, {
          recipient: { user_id: user.id },
          sender_action: { react_icon: icon, react_message_id: messageId },
        })
      ).error
    expect(await react('/-nothing')).toBe(-201)
    for (let count = 0; count < 50; count += 1) expect(await react(':>')).toBe(0)
    expect(await react(':>')).toBe(-210)
    expect(await react('/-remove')).toBe(0)
    expect(user.messages()[0]?.reactions).toEqual([])
  })

  it('an anonymous visitor is answered with both ids, and the echo says so', async () => {
    const { emulator, api, account, hook } = await setUp()
    const visitor = emulator.addVisitor(account.oaId)
    await visitor.sendText('Xin hỏi')
    expect(hook.received[0]?.event).toMatchObject({
      event_name: 'anonymous_send_text',
      sender: { id: visitor.id },
      message: { conversation_id: visitor.conversationId },
    })
    const recipient = { anonymous_id: visitor.id, conversation_id: visitor.conversationId }
    expect((await api.post(v2, { recipient, message: { text: 'Chào' } })).error).toBe(0)
    const wrong = { ...recipient, conversation_id: 'x' }
    expect((await api.post(v2, { recipient: wrong, message: { text: 'Chào' } })).error).toBe(-201)
    await emulator.settle()
    expect(visitor.messages().map(({ text }) => text)).toEqual(['Xin hỏi', 'Chào'])
    expect(hook.names()).toEqual(['anonymous_send_text', 'oa_send_anonymous_text'])
  })
})
