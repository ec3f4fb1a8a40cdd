import { describe, expect, it } from 'vitest'
import { EVENT_NAMES, readEvent } from 'zalo-oa-sdk'
import type { ReadEventOptions } from 'zalo-oa-sdk'

const oa = '3000000000000000329'
const user = '9000000000000000719'
const at = '1795000000303'

const read = (name: string, fields: object = {}, options?: ReadEventOptions) =>
  readEvent({ app_id: '4000000000000000417', event_name: name, timestamp: at, ...fields }, options)
const fromUser = { sender: { id: user }, recipient: { id: oa } }
const fromAccount = { sender: { id: oa }, recipient: { id: user } }

describe('readEvent', () => {
  it.each(EVENT_NAMES)('reads %s even when nothing but its name came', (name) => {
    const { event, dedupeKey } = read(name)
    expect(event.kind).not.toBe('unknown')
    expect(event.name).toBe(name)
    expect(dedupeKey).toContain(name)
  })

  it.each([
    ['user_send_sticker', fromUser],
    ['user_reacted_message', fromUser],
    ['anonymous_send_text', { sender: { id: 'visitor' }, recipient: { id: oa } }],
    ['oa_send_gif', fromAccount],
    ['oa_reacted_message', fromAccount],
    ['oa_call_user', fromAccount],
    ['user_received_message', fromAccount],
    ['user_seen_message', fromAccount],
  ])('finds the account of %s where the event has no oa_id', (name, parties) => {
    expect(read(name, parties).oaId).toBe(oa)
  })

  it('takes as subject whichever side is not the account, in either direction of a seen receipt', () => {
    const isOwnAccount = (id: string) => id === oa
    expect(read('user_seen_message', fromAccount, { isOwnAccount }).subject).toBe(user)
    expect(read('user_seen_message', fromUser, { isOwnAccount })).toMatchObject({ subject: user, oaId: oa })
    expect(read('user_seen_message', { ...fromUser, oa_id: oa })).toMatchObject({ subject: user, oaId: oa })
  })

  it('names the person of events without sender and recipient', () => {
    expect(read('user_withdraw', { oa_id: oa, user_id: user }).subject).toBe(user)
    expect(read('user_click_chatnow', { oa_id: oa, user_id: user }).subject).toBe(user)
    expect(read('unfollow', { oa_id: oa, follower: { id: user } })).toMatchObject({ subject: user, opensWindow: false })
  })

  it('names nobody where the id cannot be written to: visitors, phones, groups, the account itself', () => {
    const visitor = {
      sender: { id: 'visitor' },
      recipient: { id: oa },
      message: { conversation_id: 'c1', msg_id: 'm' },
    }
    expect(read('anonymous_send_text', visitor)).toMatchObject({
      subject: null,
      opensWindow: null,
      event: { anonymousId: 'visitor', conversationId: 'c1' },
    })
    expect(read('change_oa_daily_quota', { oaId: oa, quota: { prev_value: 500, new_value: '2000' } })).toMatchObject({
      subject: null,
      oaId: oa,
      event: { kind: 'daily-quota', previous: '500', next: '2000' },
    })
    const echo = { oa_id: oa, sender: { id: oa }, recipient: { id: 'g1' }, message: { msg_id: 'm', text: 't' } }
    expect(read('oa_send_group_text', echo)).toMatchObject({ subject: null, event: { groupId: 'g1' } })
  })

  it('tells the receipt of a template message from that of a chat message', () => {
    const message = { delivery_time: '1795000000999', msg_id: 'z1', tracking_id: 't1' }
    const template = read('user_received_message', { sender: { id: oa }, recipient: { id: '84900000000' }, message })
    expect(template).toMatchObject({
      subject: null,
      oaId: oa,
      event: { kind: 'template-received', messageId: 'z1', trackingId: 't1', deliveredAtMs: 1795000000999 },
    })
    expect(read('user_received_message', { ...fromAccount, message: { msg_id: 'm1' } })).toMatchObject({
      subject: user,
      dedupeKey: 'user_received_message:m1',
      event: { kind: 'received', messageIds: ['m1'] },
    })
  })

  it('reads every kind of attachment, and keeps one that is new', () => {
    const payloads = [
      { type: 'image', payload: { url: 'u', thumbnail: 't' } },
      { type: 'gif', payload: { url: 'u' } },
      { type: 'link', payload: { url: 'u', thumbnail: 't', description: 'd', title: 'n' } },
      { type: 'link', payload: { description: '{"phone":84900000000,"qrCodeUrl":"q"}' } },
      { type: 'link', payload: { description: '{not json' } },
      { type: 'audio', payload: { url: 'u' } },
      { type: 'video', payload: { url: 'u', thumbnail: 't', description: 'd' } },
      { type: 'sticker', payload: { url: 'u', id: 17 } },
      { type: 'location', payload: { coordinates: { latitude: '10.7', longitude: 106.7 } } },
      { type: 'file', payload: { size: '20481', name: 'a.pdf', checksum: 'c', type: 'pdf', url: 'u' } },
      { type: 'template', payload: { zinstant_id: 'z', text: 'x', link_url: 'l' } },
      { type: 'hologram', payload: { depth: 3 } },
      { payload: 'broken' },
      'not an object',
    ]
    const { event } = read('user_send_file', { ...fromUser, message: { attachments: payloads } })
    expect(event.kind === 'message' ? event.attachments : []).toEqual([
      { type: 'image', url: 'u', thumbnailUrl: 't' },
      { type: 'gif', url: 'u', thumbnailUrl: null },
      { type: 'link', url: 'u', title: 'n', description: 'd', thumbnailUrl: 't' },
      { type: 'business-card', phone: '84900000000', qrCodeUrl: 'q' },
      { type: 'link', url: null, title: null, description: '{not json', thumbnailUrl: null },
      { type: 'audio', url: 'u' },
      { type: 'video', url: 'u', thumbnailUrl: 't', description: 'd' },
      { type: 'sticker', id: '17', url: 'u' },
      { type: 'location', latitude: '10.7', longitude: '106.7' },
      { type: 'file', url: 'u', name: 'a.pdf', sizeBytes: 20481, checksum: 'c', extension: 'pdf' },
      { type: 'template', zinstantId: 'z', text: 'x', linkUrl: 'l' },
      { type: 'unknown', zaloType: 'hologram', payload: { depth: 3 } },
      { type: 'unknown', zaloType: '', payload: {} },
    ])
  })

  it('reads the address of contact data in its old and its new form', () => {
    const info = { name: 'N', phone: 84900000000, full_address: { user_city: 'C', user_ward: 'W', user_address: 'A' } }
    expect(read('user_submit_info', { ...fromUser, info }).event).toMatchObject({
      phone: '84900000000',
      city: 'C',
      ward: 'W',
      address: 'A',
      district: null,
    })
    const old = { address: 'A', city: 'C', district: 'D' }
    expect(read('user_submit_info', { ...fromUser, info: old }).event).toMatchObject({ ...old, ward: null })
  })

  it('reads what comes back from template messages, tags, groups and calls', () => {
    const feedback = { rate: '5', note: 'n', feedbacks: ['a', 'b'], submit_time: at, msg_id: 'z', tracking_id: 't' }
    expect(read('user_feedback', { oa_id: oa, message: feedback }).event).toMatchObject({
      rate: 5,
      feedbacks: ['a', 'b'],
    })
    const tap = { submit_time: at, button_type: 'response', data: 'yes', tracking_id: 't' }
    expect(read('user_click_response_button', { oa_id: oa, msg_id: 'z', message: tap }).event).toMatchObject({
      messageId: 'z',
      data: 'yes',
    })
    const status = { oa_id: oa, template_id: 7, status: { prev_status: 'A', new_status: 'B' }, reason: 'r' }
    expect(read('change_template_status', status).event).toMatchObject({ templateId: '7', previous: 'A', next: 'B' })
    expect(read('add_user_to_tag', { oa_id: oa, tag: { name: 'x', user_ids: [user, 5] } }).event).toMatchObject({
      tag: 'x',
      userIds: [user, '5'],
    })
    expect(read('user_join_group', { oa_id: oa, group_id: 'g', users: [{ id: user }, {}] }).event).toMatchObject({
      groupId: 'g',
      userIds: [user],
    })
    expect(read('user_call_oa', { oa_id: oa, user_id: user, call_id: 'k', phone: '84' })).toMatchObject({
      subject: user,
      opensWindow: true,
      event: { callId: 'k', phone: '84' },
    })
  })

  it('keeps the reactions to one message apart, and different events about one message', () => {
    const react = (icon: string, timestamp: string) =>
      read('user_reacted_message', { ...fromUser, timestamp, message: { msg_id: 'm1', react_icon: icon } }).dedupeKey
    const keys = [
      react('/-heart', '1'),
      react('/-heart', '2'),
      react(':o', '1'),
      read('user_send_text', { ...fromUser, message: { msg_id: 'm1' } }).dedupeKey,
      read('user_received_message', { ...fromAccount, message: { msg_id: 'm1' } }).dedupeKey,
      read('user_seen_message', { ...fromAccount, message: { msg_id: 'm1' } }).dedupeKey,
      read('oa_send_text', { ...fromAccount, message: { msg_id: 'm1' } }).dedupeKey,
    ]
    expect(new Set(keys).size).toBe(keys.length)
    expect(react('/-heart', '1')).toBe(keys[0])
  })

  it('turns a name it does not know, and a body it cannot read, into an unknown event', () => {
    const unknown = read('user_sneezed', { ...fromUser, message: { msg_id: 'm' } })
    expect(unknown).toMatchObject({
      event: { kind: 'unknown', name: 'user_sneezed' },
      subject: null,
      opensWindow: null,
    })
    expect(read('constructor').event.kind).toBe('unknown')
    expect(read('user_send_hologram', { ...fromUser, message: { msg_id: 'm' } })).toMatchObject({
      subject: user,
      oaId: oa,
      dedupeKey: `user_send_hologram:${user}:m:${at}`,
    })
    expect(readEvent(Buffer.from('<html>'))).toMatchObject({
      event: { kind: 'unknown', name: null, body: {} },
      subject: null,
      timestampMs: null,
    })
  })

  it('reads ids that arrive as bare integers with all their digits', () => {
    const raw = `{"app_id":4000000000000000417,"sender":{"id":${user}},"recipient":{"id":${oa}},"event_name":"user_send_text","message":{"text":"5","msg_id":9000000000000000001},"timestamp":1795000000303}`
    expect(readEvent(Buffer.from(raw))).toMatchObject({
      subject: user,
      oaId: oa,
      appId: '4000000000000000417',
      dedupeKey: '9000000000000000001',
      timestampMs: 1795000000303,
      event: { text: '5' },
    })
  })
})
