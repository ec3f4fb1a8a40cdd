import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as sdk from 'zalo-oa-sdk'
import { failed, json, sent, startZaloStub } from './zalo-stub.ts'
import type { ZaloStub } from './zalo-stub.ts'

let stub: ZaloStub
beforeEach(async () => {
  stub = await startZaloStub()
})
afterEach(() => stub.close())

const user = '9000000000000000719'
const asked = () => {
  const [first] = stub.received
  return { ...first, json: first?.body ? (JSON.parse(first.body) as unknown) : null }
}
const askedData = () => JSON.parse(asked().query?.get('data') ?? 'null') as unknown
const answered = (data: unknown) => stub.answer(json({ error: 0, message: 'Success', data }))

describe('people', () => {
  it('reads a profile, shared contact data and ids without loss', async () => {
    stub.answer(
      json(
        `{"error":0,"data":{"user_id":${user},"display_name":"Bà Thử","user_is_follower":true,"is_sensitive":false,` +
          '"user_last_interaction_date":"22/11/2026","tags_and_notes_info":{"notes":[],"tag_names":["p1"]},' +
          '"shared_info":{"phone":84900000000,"name":"N"}}}',
      ),
    )
    expect(await sdk.getUserDetail(stub.client, 't', { userId: user })).toMatchObject({
      data: {
        userId: user,
        displayName: 'Bà Thử',
        isFollower: true,
        tags: ['p1'],
        sharedInfo: { phone: '84900000000' },
      },
    })
    expect(asked()).toMatchObject({ method: 'GET', path: '/v3.0/oa/user/detail', body: '' })
    expect(askedData()).toEqual({ user_id: user })
  })

  it('lists ids by page and filter', async () => {
    answered({ total: '2', users: [{ user_id: user }, { user_id: '5' }, {}] })
    const input = { offset: 0, count: 50, tagName: 'p1', lastInteractionPeriod: 'L7D', isFollower: false }
    expect(await sdk.listUsers(stub.client, 't', input)).toMatchObject({ data: { total: 2, userIds: [user, '5'] } })
    expect(askedData()).toEqual({
      offset: 0,
      count: 50,
      tag_name: 'p1',
      last_interaction_period: 'L7D',
      is_follower: false,
    })
  })

  it('throws on a page that Zalo does not serve', async () => {
    await expect(sdk.listUsers(stub.client, 't', { offset: 9952, count: 50 })).rejects.toThrow(RangeError)
    await expect(sdk.listUsers(stub.client, 't', { offset: 0, count: 51 })).rejects.toThrow(RangeError)
    await expect(sdk.listRecentChats(stub.client, 't', { offset: 0, count: 11 })).rejects.toThrow(RangeError)
    expect(stub.received).toEqual([])
  })

  it.each([
    [() => sdk.tagUser(stub.client, 't', { userId: user, tag: 'x' }), 'tagfollower', { user_id: user, tag_name: 'x' }],
    [
      () => sdk.untagUser(stub.client, 't', { userId: user, tag: 'x' }),
      'rmfollowerfromtag',
      { user_id: user, tag_name: 'x' },
    ],
    [() => sdk.deleteTag(stub.client, 't', { tag: 'x' }), 'rmtag', { tag_name: 'x' }],
  ])('changes tags (%#)', async (call, verb, body) => {
    answered(null)
    expect(await call()).toMatchObject({ ok: true, data: null })
    expect(asked()).toMatchObject({ path: `/v2.0/oa/tag/${verb}`, json: body })
  })

  it('lists tags', async () => {
    answered(['a', 'b'])
    expect(await sdk.listTags(stub.client, 't')).toMatchObject({ data: ['a', 'b'] })
  })
})

describe('the account', () => {
  it.each(['oa_id', 'oaid'])('reads the account, its id under %s', async (key) => {
    answered({ [key]: '329', name: 'Phường Thử', oa_type: 4, is_verified: true, num_follower: '17' })
    expect(await sdk.getAccount(stub.client, 't')).toMatchObject({
      data: { oaId: '329', type: 4, isVerified: true, followers: 17, packageName: null },
    })
    expect(asked()).toMatchObject({ method: 'GET', path: '/v2.0/oa/getoa' })
  })

  it('reads what may be sent to a person', async () => {
    answered({ last_interaction: '1795000000303', cs_reply: { remain: '8' }, promotion: { daily_remain: 1 } })
    expect(await sdk.getUserQuota(stub.client, 't', { userId: user })).toMatchObject({
      data: { lastInteractionMs: 1795000000303, reply: { remain: 8, total: null }, promotion: { dailyRemain: 1 } },
    })
    expect(asked()).toMatchObject({ method: 'POST', path: '/v3.0/oa/quota/message', json: { user_id: user } })
  })

  it('lists the quotas that were bought', async () => {
    answered([{ asset_id: 'a', quota_type: 'sub_quota', remain: '1', total: 2 }])
    const input = { owner: 'OA', product: 'cs', quotaType: 'sub_quota' } as const
    expect(await sdk.listMessageAssets(stub.client, 't', input)).toMatchObject({ data: [{ assetId: 'a', remain: 1 }] })
    expect(asked().json).toEqual({ quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' })
  })

  it('reads a conversation, to look for an ambiguous message', async () => {
    answered([
      { src: 0, message_id: 'm', message: 'x', time: 1795000000303, from_id: '329', to_id: user, type: 'text' },
    ])
    expect(await sdk.listConversation(stub.client, 't', { userId: user, offset: 0, count: 10 })).toMatchObject({
      data: [{ messageId: 'm', fromAccount: true, text: 'x', timestampMs: 1795000000303 }],
    })
    expect(asked().path).toBe('/v2.0/oa/conversation')
    expect(askedData()).toEqual({ user_id: user, offset: 0, count: 10 })
  })
})

describe('other recipients', () => {
  it('answers an anonymous visitor, writes to a group, reacts', async () => {
    stub.answer(sent)
    const message = { kind: 'text', text: 'x' } as const
    await sdk.sendAnonymousMessage(stub.client, 't', { anonymousId: 'a', conversationId: 'c', message })
    await sdk.sendGroupMessage(stub.client, 't', { groupId: 'g', message })
    await sdk.reactToMessage(stub.client, 't', { userId: user, messageId: 'm', icon: '/-heart' })
    expect(stub.received.map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
      ['/v2.0/oa/message', { recipient: { anonymous_id: 'a', conversation_id: 'c' }, message: { text: 'x' } }],
      ['/v3.0/oa/group/message', { recipient: { group_id: 'g' }, message: { text: 'x' } }],
      [
        '/v2.0/oa/message',
        { recipient: { user_id: user }, sender_action: { react_icon: '/-heart', react_message_id: 'm' } },
      ],
    ])
  })

  it('refuses too long a text before sending there too', async () => {
    const message = { kind: 'text', text: 'x'.repeat(2001) } as const
    expect(await sdk.sendGroupMessage(stub.client, 't', { groupId: 'g', message })).toMatchObject({
      failure: { code: -210 },
    })
    expect(stub.received).toEqual([])
  })
})

describe('template messages', () => {
  it('goes by user id on the Official Account API', async () => {
    stub.answer(sent)
    const input = { userId: user, templateId: '7', data: { name: 'N', count: 3 } }
    expect(await sdk.sendTemplateToUser(stub.client, 't', input)).toMatchObject({ data: { messageId: 'm1' } })
    expect(asked()).toMatchObject({
      path: '/v3.0/oa/message/template',
      json: { user_id: user, template_id: '7', template_data: { name: 'N', count: 3 } },
    })
  })

  const phone = { phone: '84900000000', templateId: '7', data: { name: 'N' }, trackingId: 'x1' }

  it('goes by phone on the business API', async () => {
    answered({ msg_id: 'z', sent_time: '1795000000303', quota: { dailyQuota: '500', remainingQuota: '499' } })
    const input = { ...phone, mode: 'over-quota', development: true } as const
    expect(await sdk.sendTemplateToPhone(stub.client, 't', input)).toMatchObject({
      data: { messageId: 'z', sentAtMs: 1795000000303, dailyQuota: 500, remainingQuota: 499 },
    })
    expect(asked()).toMatchObject({
      path: '/zbs/message/template',
      json: {
        phone: '84900000000',
        template_id: '7',
        template_data: { name: 'N' },
        tracking_id: 'x1',
        sending_mode: '3',
        mode: 'development',
      },
    })
  })

  it('goes by hashed phone', async () => {
    answered({ msg_id: 'z' })
    await sdk.sendTemplateToPhone(stub.client, 't', { ...phone, phone: 'a'.repeat(64), hashed: true })
    expect(asked().path).toBe('/zbs/message/template/hashphone')
  })

  it('refuses a phone of another form and a long tracking id before sending', async () => {
    const withPhone = (text: string) => sdk.sendTemplateToPhone(stub.client, 't', { ...phone, phone: text })
    expect(await withPhone('0900000000')).toMatchObject({ failure: { family: 'zbs', code: -108 } })
    const long = { ...phone, trackingId: 'x'.repeat(49) }
    expect(await sdk.sendTemplateToPhone(stub.client, 't', long)).toMatchObject({ failure: { code: -132 } })
    expect(stub.received).toEqual([])
  })

  it('reads failures by the table of template messages', async () => {
    stub.answer(failed(-118))
    expect(await sdk.sendTemplateToPhone(stub.client, 't', phone)).toMatchObject({
      failure: { family: 'zbs', class: 'recipient', meaning: 'the phone number has no Zalo account' },
    })
  })

  it.each([
    [1, 'delivered'],
    ['0', 'pending'],
    [-1, 'unknown'],
  ])('reads status %j as %s', async (status, expected) => {
    answered({ status, delivery_time: '1795000000303' })
    const result = await sdk.getTemplateMessageStatus(stub.client, 't', { messageId: 'z' })
    expect(result).toMatchObject({ data: { status: expected } })
    expect(asked().query?.get('message_id')).toBe('z')
  })

  it('reads quota, list and description of templates', async () => {
    answered({ dailyQuota: '500', remainingQuota: '3' })
    expect(await sdk.getTemplateQuota(stub.client, 't')).toMatchObject({ data: { dailyQuota: 500, remainingQuota: 3 } })
    answered([{ templateId: 7, templateName: 'Mời họp', status: 'ENABLE' }])
    expect(await sdk.listTemplates(stub.client, 't', { offset: 0, limit: 10, status: 1 })).toMatchObject({
      data: [{ templateId: '7', name: 'Mời họp', status: 'ENABLE' }],
    })
    answered({ templateId: 7, listParams: [] })
    expect(await sdk.getTemplateInfo(stub.client, 't', { templateId: '7' })).toMatchObject({ data: { listParams: [] } })
    expect(stub.received.map(({ path }) => path)).toEqual([
      '/zbs/message/quota',
      '/zbs/template/all',
      '/zbs/template/info/v2',
    ])
  })
})

describe('articles and broadcasts', () => {
  const article = {
    title: 'Mời đối thoại',
    author: 'MTTQ phường',
    description: 'd',
    coverUrl: 'https://x/c.jpg',
    body: [{ type: 'text', content: 'x' }],
    visible: true,
    comments: false,
  } as const

  it('creates an article, waits for its id, changes, lists and removes it', async () => {
    answered({ token: 'tok' })
    expect(await sdk.createArticle(stub.client, 't', article)).toMatchObject({ data: 'tok' })
    expect(asked().json).toMatchObject({
      type: 'normal',
      status: 'show',
      comment: 'hide',
      cover: { cover_type: 'photo' },
    })
    stub.answer(failed(-214))
    expect(await sdk.verifyArticle(stub.client, 't', { token: 'tok' })).toMatchObject({ failure: { class: 'retry' } })
    answered({ id: 'a1' })
    expect(await sdk.verifyArticle(stub.client, 't', { token: 'tok' })).toMatchObject({ data: 'a1' })
    answered({ token: 'tok2' })
    expect(await sdk.updateArticle(stub.client, 't', { ...article, id: 'a1' })).toMatchObject({ data: 'tok2' })
    answered({ medias: [{ id: 'a1', title: 'T', total_view: '4' }] })
    expect(await sdk.listArticles(stub.client, 't', { offset: 0, limit: 10 })).toMatchObject({
      data: [{ id: 'a1', views: 4 }],
    })
    answered({ id: 'a1' })
    expect(await sdk.getArticle(stub.client, 't', { id: 'a1' })).toMatchObject({ data: { id: 'a1' } })
    expect(await sdk.removeArticle(stub.client, 't', { id: 'a1' })).toMatchObject({ ok: true, data: null })
    expect(stub.received.map(({ path }) => path.split('/').at(-1))).toEqual([
      'create',
      'verify',
      'verify',
      'update',
      'getslice',
      'getdetail',
      'remove',
    ])
  })

  it('takes -223 of an article as a quota and not as a missing permission', async () => {
    stub.answer(failed(-223))
    expect(await sdk.createArticle(stub.client, 't', article)).toMatchObject({
      failure: { class: 'quota', code: -223 },
    })
  })

  it('throws on a title of 151 characters', async () => {
    await expect(sdk.createArticle(stub.client, 't', { ...article, title: 'x'.repeat(151) })).rejects.toThrow(
      RangeError,
    )
  })

  it.each([
    ['joined', { ages: '2,3', cities: '9' }],
    ['list', { ages: [2, 3], cities: [9] }],
  ] as const)('broadcasts an article to a target written as %s', async (targetEncoding, target) => {
    answered({ message_id: 'b1' })
    const input = { articleId: 'a1', target: { ages: [2, 3], cities: [9] }, targetEncoding }
    expect(await sdk.broadcastArticle(stub.client, 't', input)).toMatchObject({ data: { messageId: 'b1' } })
    expect(asked()).toMatchObject({ path: '/v2.0/oa/message', json: { recipient: { target } } })
  })

  it('writes a single number as a number where that is asked for, and refuses to write several that way', async () => {
    answered({ message_id: 'b1' })
    const input = { articleId: 'a1', targetEncoding: 'number' } as const
    await sdk.broadcastArticle(stub.client, 't', { ...input, target: { gender: [2] } })
    expect(asked()).toMatchObject({ json: { recipient: { target: { gender: 2 } } } })
    await expect(sdk.broadcastArticle(stub.client, 't', { ...input, target: { ages: [1, 2] } })).rejects.toThrow(
      RangeError,
    )
  })
})

describe('createZaloClient', () => {
  it('throws on settings that cannot work', () => {
    expect(() => sdk.createZaloClient({ apiRoot: 'ftp://x' })).toThrow(TypeError)
    expect(() => sdk.createZaloClient({ apiRoot: 'x' })).toThrow(TypeError)
    expect(() => sdk.createZaloClient({ timeoutMs: 0 })).toThrow(TypeError)
  })

  it('leaves a dispatcher open that it was given', async () => {
    const { Agent } = await import('undici')
    const dispatcher = new Agent()
    const client = stub.clientWith({ dispatcher })
    await client.close()
    answered({ oa_id: '329' })
    expect(await sdk.getAccount(stub.clientWith({ dispatcher }), 't')).toMatchObject({ ok: true })
    await dispatcher.close()
  })

  it('keeps connections alive between calls', async () => {
    const ports = new Set<string>()
    stub.answer((response, request) => {
      ports.add(String(response.socket?.remotePort))
      sent(response, request)
    })
    for (let call = 0; call < 10; call += 1) {
      await sdk.reactToMessage(stub.client, 't', { userId: user, messageId: 'm', icon: ':o' })
    }
    // A second one is opened when a call follows in the very moment the first connection falls idle.
    expect(ports.size).toBeLessThanOrEqual(2)
  })
})
