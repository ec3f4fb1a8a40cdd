import { describe, expect, it } from 'vitest'
import { setUp } from './set-up.ts'
import type { UserDriver } from './user-driver.ts'

const cases: [string, (user: UserDriver) => Promise<unknown>, Record<string, unknown>][] = [
  ['user_send_text', (user) => user.sendText('a'), { message: { text: 'a' } }],
  [
    'user_send_image',
    (user) => user.sendImage({ caption: 'Cột đèn' }),
    { message: { text: 'Cột đèn', attachments: [{ type: 'image' }] } },
  ],
  ['user_send_gif', (user) => user.sendGif(), { message: { attachments: [{ type: 'gif' }] } }],
  ['user_send_audio', (user) => user.sendAudio(), { message: { attachments: [{ type: 'audio' }] } }],
  ['user_send_video', (user) => user.sendVideo(), { message: { attachments: [{ type: 'video' }] } }],
  [
    'user_send_file',
    (user) => user.sendFile({ name: 'Đơn.pdf' }),
    { message: { attachments: [{ type: 'file', payload: { name: 'Đơn.pdf', type: 'pdf' } }] } },
  ],
  [
    'user_send_location',
    (user) => user.sendLocation(21.5, 105.25),
    {
      message: {
        attachments: [
          { type: 'location', payload: { coordinates: { latitude: '21.500000', longitude: '105.250000' } } },
        ],
      },
    },
  ],
  [
    'user_send_sticker',
    (user) => user.sendSticker('7'),
    { message: { attachments: [{ type: 'sticker', payload: { id: '7' } }] } },
  ],
  [
    'user_send_link',
    (user) => user.sendLink('https://a.example/x', 'b'),
    { message: { attachments: [{ type: 'link', payload: { url: 'https://a.example/x', description: 'b' } }] } },
  ],
  [
    'user_send_business_card',
    (user) => user.sendBusinessCard('84900000000'),
    { message: { attachments: [{ type: 'link' }] } },
  ],
]

describe('what a person sends', () => {
  it.each(cases)('%s has sender, recipient, ids and its own fields, and opens the window', async (name, act, extra) => {
    const { emulator, api, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await act(user)
    const { event } = hook.received[0]!
    expect(event).toMatchObject({
      event_name: name,
      app_id: emulator.app.appId,
      sender: { id: user.id },
      recipient: { id: account.oaId },
      user_id_by_app: user.person.idByApp,
      timestamp: expect.stringMatching(/^\d{13}$/) as unknown,
      message: { msg_id: user.messages()[0]?.id },
    })
    expect(event).toMatchObject(extra)
    expect(user.id).not.toBe(user.person.idByApp)
    expect((await api.text(user.id, 'Cảm ơn')).error).toBe(0)
  })

  it('follow and unfollow carry the follower at top level', async () => {
    const { emulator, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    await user.unfollow()
    expect(hook.received.map(({ event }) => event)).toMatchObject([
      { event_name: 'follow', oa_id: account.oaId, follower: { id: user.id }, source: 'oa_profile' },
      { event_name: 'unfollow', follower: { id: user.id } },
    ])
    expect(hook.received[0]?.event).not.toHaveProperty('sender')
    expect(hook.received[0]?.event['timestamp']).not.toBe(hook.received[1]?.event['timestamp'])
  })

  it('chat-now comes once, and never from someone who chatted', async () => {
    const { emulator, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.clickChatNow()
    expect(await user.clickChatNow()).toBeUndefined()
    const other = emulator.addUser(account.oaId)
    await other.sendText('a')
    expect(await other.clickChatNow()).toBeUndefined()
    expect(hook.names()).toEqual(['user_click_chatnow', 'user_send_text'])
  })

  it('submitted data come in the newer or the older shape, and user detail shows them', async () => {
    const { emulator, api, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    const info = { name: 'Bà Thử', phone: '84900000000', city: 'Hà Nội', ward: 'Cửa Nam', address: 'Số 1' }
    expect((await api.get('/v3.0/oa/user/detail', { user_id: user.id })).data).not.toHaveProperty('shared_info')
    await user.submitInfo(info)
    emulator.switches.submitInfoShape = 'flat'
    await user.submitInfo(info)
    expect(hook.received.map(({ event }) => event['info'])).toMatchObject([
      { phone: '84900000000', full_address: { user_city: 'Hà Nội', user_ward: 'Cửa Nam', user_address: 'Số 1' } },
      { address: 'Số 1', city: 'Hà Nội', district: 'Cửa Nam' },
    ])
    expect((await api.get('/v3.0/oa/user/detail', { user_id: user.id })).data).toMatchObject({
      display_name: user.person.name,
      user_is_follower: false,
      user_last_interaction_date: '23/11/2026',
      shared_info: { phone: '84900000000' },
    })
  })

  it('withdraw and reactions have their shapes', async () => {
    const { emulator, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.react('m1', ':>')
    await user.withdraw()
    expect(hook.received.map(({ event }) => event)).toMatchObject([
      { event_name: 'user_reacted_message', message: { msg_id: 'm1', react_icon: ':>' } },
      { event_name: 'user_withdraw', oa_id: account.oaId, user_id: user.id },
    ])
  })

  it('a button with a link causes no event, an unknown one is a mistake of the test', async () => {
    const { emulator, api, account, hook } = await setUp({ account: { buttons: 'ok' } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const buttons = [{ title: 'Mở', type: 'oa.open.url', payload: { url: 'https://ward.example' } }]
    const message = { text: 'a', attachment: { type: 'template', payload: { buttons } } }
    await api.post('/v3.0/oa/message/cs', { recipient: { user_id: user.id }, message })
    await emulator.settle()
    const before = hook.received.length
    expect(await user.clickButton('Mở')).toBeUndefined()
    expect(hook.received).toHaveLength(before)
    await expect(user.clickButton('#khác')).rejects.toThrow('no such button')
  })
})

describe('echoes and receipts', () => {
  it('every send is echoed with the id of the answer, then received, then seen', async () => {
    const { emulator, api, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const { data } = await api.text(user.id, 'Chào')
    await emulator.settle()
    await user.markSeen()
    await user.markSeen()
    const id = data['message_id']
    expect(hook.received.slice(1).map(({ event }) => event)).toMatchObject([
      {
        event_name: 'oa_send_text',
        sender: { id: account.oaId },
        recipient: { id: user.id },
        message: { text: 'Chào', msg_id: id },
      },
      { event_name: 'user_received_message', sender: { id: account.oaId }, message: { msg_id: id } },
      {
        event_name: 'user_seen_message',
        sender: { id: account.oaId },
        recipient: { id: user.id },
        message: { msg_ids: [id] },
      },
    ])
    expect(hook.received).toHaveLength(4)
    expect(hook.received[1]?.event['sender'] as object).not.toHaveProperty('admin_id')
  })

  it('receipts in the other shapes, and another id in the echo', async () => {
    const { emulator, api, account, hook } = await setUp({
      switches: { seenSender: 'user', seenIds: 'single', receivedIds: 'array', echoSameId: false, seenAtOnce: true },
    })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const { data } = await api.text(user.id, 'Chào')
    await emulator.settle()
    const [, echo, received, seen] = hook.received.map(({ event }) => event)
    expect(echo).toMatchObject({ event_name: 'oa_send_text', message: { text: 'Chào' } })
    expect(echo).not.toMatchObject({ message: { msg_id: data['message_id'] } })
    expect(received?.['message']).toEqual({ msg_ids: [data['message_id']] })
    expect(seen).toMatchObject({ sender: { id: user.id }, message: { msg_id: data['message_id'] } })
  })

  it('the echo can overtake the answer', async () => {
    const { emulator, api, account, hook } = await setUp({ switches: { echoTiming: 'before-answer' } })
    const user = emulator.addUser(account.oaId)
    await user.follow()
    await api.text(user.id, 'Chào')
    expect(hook.names()).toContain('oa_send_text')
  })

  it('an admin in Zalo’s own console shows in the echo', async () => {
    const { emulator, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await emulator.adminReply(user, 'Để tôi xem')
    expect(hook.received[0]?.event).toMatchObject({ event_name: 'oa_send_text', sender: { admin_id: account.adminId } })
    expect(user.messages()[0]).toMatchObject({ from: 'admin', text: 'Để tôi xem' })
  })

  it('an offline phone receives later; a computer sends no receipts', async () => {
    const { emulator, api, account, hook } = await setUp({ switches: { echoes: false } })
    const user = emulator.addUser(account.oaId, { online: false })
    const desktop = emulator.addUser(account.oaId, { mobile: false })
    await Promise.all([user.follow(), desktop.follow()])
    await Promise.all([api.text(user.id, 'a'), api.text(desktop.id, 'b')])
    await emulator.settle()
    expect(hook.names()).toEqual(['follow', 'follow'])
    await user.goOnline()
    expect(hook.names().slice(2)).toEqual(['user_received_message'])
  })
})

describe('waiting', () => {
  it('next() gives each message once, and rejects when none comes', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const coming = user.next()
    await api.text(user.id, 'một')
    await api.text(user.id, 'hai')
    expect((await coming).text).toBe('một')
    expect((await user.next()).text).toBe('hai')
    await expect(user.next(1)).rejects.toThrow('in vain')
  })

  it('waitFor() takes text, pattern or function, and can look past an earlier message', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.sendText('Menu')
    const coming = emulator.waitFor(user, 'Menu')
    await api.text(user.id, 'Menu 1')
    const first = await coming
    const later = emulator.waitFor(user, /^Menu/, { after: first })
    await api.text(user.id, 'Menu 2')
    expect([first.text, (await later).text]).toEqual(['Menu 1', 'Menu 2'])
    expect((await emulator.waitForCall(({ error }) => error === 0)).path).toBe('/v3.0/oa/message/cs')
  })
})

describe('lists', () => {
  it('getlist: 50 a page, offset up to 9951, by tag, period and follow', async () => {
    const { emulator, api, account, clock } = await setUp()
    const get = (data: Record<string, unknown>) => api.get('/v3.0/oa/user/getlist', { offset: 0, count: 50, ...data })
    const old = emulator.addUser(account.oaId, {
      following: true,
      lastInteraction: new Date(clock.now().getTime() - 20 * 86_400_000),
    })
    const fresh = emulator.addUser(account.oaId)
    await fresh.sendText('a')
    emulator.addUser(account.oaId)
    expect((await get({})).data).toMatchObject({ total: 2, users: [{ user_id: old.id }, { user_id: fresh.id }] })
    expect((await get({ is_follower: true })).data).toMatchObject({ users: [{ user_id: old.id }] })
    expect((await get({ last_interaction_period: 'L7D' })).data).toMatchObject({ users: [{ user_id: fresh.id }] })
    expect((await get({ last_interaction_period: '2026_11_01:2026_11_10' })).data).toMatchObject({
      users: [{ user_id: old.id }],
    })
    await api.post('/v2.0/oa/tag/tagfollower', { user_id: old.id, tag_name: 'tổ 5' })
    expect((await get({ tag_name: 'tổ 5' })).data).toMatchObject({ total: 1 })
    for (const wrong of [{ count: 51 }, { offset: 9952 }, { last_interaction_period: 'L8D' }]) {
      expect((await get(wrong)).error).toBe(-201)
    }
  })

  it('tags are listed, removed, and tell the webhook', async () => {
    const { emulator, api, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await api.post('/v2.0/oa/tag/tagfollower', { user_id: user.id, tag_name: 'a' })
    expect((await api.get('/v2.0/oa/tag/gettagsofoa')).data).toEqual(['a'])
    await api.post('/v2.0/oa/tag/rmfollowerfromtag', { user_id: user.id, tag_name: 'a' })
    await api.post('/v2.0/oa/tag/rmtag', { tag_name: 'a' })
    expect((await api.post('/v2.0/oa/tag/rmtag', { tag_name: 'a' })).error).toBe(-201)
    await emulator.settle()
    expect(hook.received.map(({ event }) => [event['event_name'], event['tag']])).toEqual([
      ['add_user_to_tag', { user_ids: [user.id], name: 'a' }],
      ['remove_user_from_tag', { user_ids: [user.id], name: 'a' }],
      ['remove_tag', { user_ids: [], name: 'a' }],
    ])
  })

  it('recent chats and a conversation, ten a page, newest first', async () => {
    const { emulator, api, account, clock } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.sendText('hỏi')
    clock.advance(1000)
    await api.text(user.id, 'đáp')
    expect((await api.get('/v2.0/oa/listrecentchat', { offset: 0, count: 10 })).data).toMatchObject([
      { src: 0, message: 'đáp' },
    ])
    const rows = await api.get('/v2.0/oa/conversation', { user_id: user.id, offset: 0, count: 10 })
    expect(rows.data).toMatchObject([
      { src: 0, message: 'đáp', to_id: user.id },
      { src: 1, message: 'hỏi', from_id: user.id },
    ])
    expect((await api.get('/v2.0/oa/listrecentchat', { offset: 0, count: 11 })).error).toBe(-201)
  })

  it('quota calls, newer and older', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const own = await api.post('/v3.0/oa/quota/message', { user_id: user.id })
    expect(own.data).toMatchObject({ last_interaction: String(user.person.lastInteraction), cs_reply: { remain: 8 } })
    const assets = { quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' }
    expect((await api.post('/v3.0/oa/quota/message', assets)).data).toMatchObject([{ remain: '2000' }])
    expect((await api.post('/v2.0/oa/quota/message', {})).data).toMatchObject({ monthly_total: 4, monthly_remain: 4 })
  })

  it('the older profile calls live by a switch', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    expect((await api.get('/v2.0/oa/getprofile', { user_id: user.id })).error).toBe(-213)
    await user.follow()
    expect((await api.get('/v2.0/oa/getfollowers', { offset: 0, count: 50 })).data).toMatchObject({ total: 1 })
    emulator.switches.legacyUserCalls = false
    expect((await api.get('/v2.0/oa/getfollowers', { offset: 0, count: 50 })).error).toBe(-240)
  })
})
