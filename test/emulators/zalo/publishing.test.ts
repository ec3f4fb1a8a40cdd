import { describe, expect, it } from 'vitest'
import { callApi } from './call-api.ts'
import type { Api } from './call-api.ts'
import { durations } from './emulator-clock.ts'
import { jpegBytes, pdfBytes, pngBytes } from './media-bytes.ts'
import { setUp } from './set-up.ts'

const { hour, day } = durations
const cs = '/v3.0/oa/message/cs'
const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
const imageMessage = (fields: Record<string, unknown>) => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements: [fields] } },
})

describe('uploads', () => {
  it('an image is sent by its id until 7 days are over: -100', async () => {
    const { emulator, api, account, clock } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const { data } = await api.upload('/v2.0/oa/upload/image', 'anh.jpg', jpegBytes())
    const send = (client: Api) =>
      client.post(cs, {
        recipient: { user_id: user.id },
        message: imageMessage({ media_type: 'image', attachment_id: data['attachment_id'] }),
      })
    expect((await send(api)).error).toBe(0)
    const shown = user.messages().at(-1)
    expect(shown?.kind).toBe('image')
    const picture = await fetch(shown?.media?.url ?? '')
    expect(Buffer.from(await picture.arrayBuffer()).equals(jpegBytes())).toBe(true)
    clock.advance(7 * day)
    await user.follow()
    const later = callApi(emulator, emulator.issueTokens(account.oaId).accessToken)
    expect((await send(later)).error).toBe(-100)
  })

  it('gif needs width and height; file goes by token with its name', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const moving = await api.upload('/v2.0/oa/upload/gif', 'a.gif', gif)
    const element = { media_type: 'gif', attachment_id: moving.data['attachment_id'] }
    const send = async (message: unknown) => (await api.post(cs, { recipient: { user_id: user.id }, message })).error
    expect(await send(imageMessage(element))).toBe(-201)
    expect(await send(imageMessage({ ...element, width: 1, height: 1 }))).toBe(0)
    const file = await api.upload('/v2.0/oa/upload/file', 'Thông báo.pdf', pdfBytes())
    expect(await send({ attachment: { type: 'file', payload: { token: file.data['token'] } } })).toBe(0)
    expect(user.messages().at(-1)?.media).toMatchObject({ name: 'Thông báo.pdf', size: pdfBytes().length })
    expect(await send({ attachment: { type: 'file', payload: { token: moving.data['attachment_id'] } } })).toBe(-201)
  })

  it.each([
    ['image', 'anh.jpg', pdfBytes(), -201],
    ['image', 'anh.exe', jpegBytes(), -201],
    ['image', 'anh', jpegBytes(), -201],
    ['image', 'anh.png', Buffer.concat([pngBytes(), Buffer.alloc(1_048_576)]), -210],
    ['gif', 'a.gif', pngBytes(), -201],
    ['file', 'a.pdf', Buffer.concat([pdfBytes(), Buffer.alloc(5 * 1_048_576)]), -210],
    ['file', 'a.docx', pdfBytes(), -201],
    ['file', 'a.csv', Buffer.from('stt,ten\n1,An\n'), 0],
  ] as const)('%s %s is judged by size and bytes: case %#', async (kind, name, bytes, code) => {
    const { api } = await setUp()
    expect((await api.upload(`/v2.0/oa/upload/${kind}`, name, bytes)).error).toBe(code)
  })

  it('so many a month: -211', async () => {
    const { api } = await setUp({ account: { uploadsPerMonth: 1 } })
    expect((await api.upload('/v2.0/oa/upload/image', 'a.png', pngBytes())).error).toBe(0)
    expect((await api.upload('/v2.0/oa/upload/image', 'a.png', pngBytes())).error).toBe(-211)
  })
})

const article = {
  type: 'normal',
  title: 'Mời dự đối thoại',
  author: 'Mặt trận',
  cover: { cover_type: 'photo', photo_url: 'https://ward.example/a.jpg', status: 'show' },
  description: 'Tối thứ Năm tại nhà văn hóa',
  body: [{ type: 'text', content: 'Kính mời ông/bà' }],
  status: 'show',
  comment: 'hide',
}

const publish = async (api: Api): Promise<unknown> => {
  const { data } = await api.post('/v2.0/article/create', article)
  await api.post('/v2.0/article/verify', { token: data['token'] })
  return (await api.post('/v2.0/article/verify', { token: data['token'] })).data['id']
}
const broadcast = (api: Api, id: unknown, target: unknown) =>
  api.post('/v2.0/oa/message', {
    recipient: { target },
    message: imageMessage({ media_type: 'article', attachment_id: id }),
  })

describe('articles', () => {
  it('answer -214 as often as the switch says, then give an id', async () => {
    const { api } = await setUp({ switches: { articlePolls: 2 } })
    const { data } = await api.post('/v2.0/article/create', article)
    const errors = []
    for (let count = 0; count < 4; count += 1) {
      errors.push((await api.post('/v2.0/article/verify', { token: data['token'] })).error)
    }
    expect(errors).toEqual([-214, -214, 0, 0])
  })

  it('keep their limits: -210; quota -223; can be read, listed, removed', async () => {
    const { api } = await setUp({ account: { articles: 1 } })
    expect((await api.post('/v2.0/article/create', { ...article, title: 'x'.repeat(151) })).error).toBe(-210)
    expect((await api.post('/v2.0/article/create', { ...article, body: [] })).error).toBe(-201)
    const id = await publish(api)
    expect((await api.post('/v2.0/article/create', article)).error).toBe(-223)
    expect((await api.get('/v2.0/article/getdetail', { id })).data).toMatchObject({ id, title: article.title })
    expect((await api.get('/v2.0/article/getslice', { offset: 0, limit: 10 })).data).toMatchObject({ total: 1 })
    expect((await api.post('/v2.0/article/remove', { id })).error).toBe(0)
    expect((await api.get('/v2.0/article/getdetail', { id })).error).toBe(-201)
  })
})

describe('broadcasts', () => {
  it.each([
    [{ gender: 0 }, ['a', 'b', 'c']],
    [{ gender: '1' }, ['b']],
    [{ ages: '0,7' }, ['b']],
    [{ ages: [5, 7] }, ['a', 'b']],
    [{ cities: 9, gender: 2 }, ['a']],
    [{ locations: '2' }, ['c']],
    [{ platform: '1' }, ['c']],
    [{ telcos: [3] }, ['a', 'b', 'c']],
  ])('reach the followers who fit %j', async (target, expected) => {
    const { emulator, api, account } = await setUp()
    const users = {
      a: emulator.addUser(account.oaId, { following: true, age: 50, city: 9, gender: 2 }),
      b: emulator.addUser(account.oaId, { following: true, age: 67, city: 4, gender: 1 }),
      c: emulator.addUser(account.oaId, { following: true, age: 30, city: 4, gender: 2, location: 2, platform: 1 }),
      stranger: emulator.addUser(account.oaId),
      refusing: emulator.addUser(account.oaId, { following: true, refusal: -244 }),
    }
    expect((await broadcast(api, await publish(api), target)).error).toBe(0)
    const reached = Object.entries(users).filter(([, user]) => user.messages().length > 0)
    expect(reached.map(([name]) => name)).toEqual(expected)
    expect(reached[0]?.[1].messages()[0]).toMatchObject({ kind: 'article', elements: [{ title: article.title }] })
  })

  it.each<Record<string, unknown>>([
    { gender: 3 },
    { ages: '8' },
    { cities: 'Hà Nội' },
    { wards: 1 },
    { constructor: 1 },
    { ages: '' },
  ])('refuse the target %j: -201', async (target) => {
    const { api } = await setUp()
    expect((await broadcast(api, await publish(api), target)).error).toBe(-201)
  })

  it('wait for the article, refuse anything else, and count by month: -211', async () => {
    const { api } = await setUp({ account: { broadcastsPerMonth: 1 } })
    const { data } = await api.post('/v2.0/article/create', article)
    expect((await broadcast(api, data['token'], { gender: 0 })).error).toBe(-201)
    const text = {
      recipient: { target: { gender: 0 } },
      message: imageMessage({ media_type: 'image', url: 'https://a.b/c.png' }),
    }
    expect((await api.post('/v2.0/oa/message', text)).error).toBe(-233)
    const id = await publish(api)
    expect((await broadcast(api, id, { gender: 0 })).error).toBe(0)
    expect((await broadcast(api, id, { gender: 0 })).error).toBe(-211)
  })

  it('are refused from 22:00 to 06:00: -234, unless switched', async () => {
    const { emulator, api, clock } = await setUp()
    const id = await publish(api)
    clock.advance(12 * hour)
    expect((await broadcast(api, id, { gender: 0 })).error).toBe(-234)
    emulator.switches.nightRefusesBroadcasts = false
    expect((await broadcast(api, id, { gender: 0 })).error).toBe(0)
  })

  it('once per person and day by switch', async () => {
    const { emulator, api, account, clock } = await setUp({ switches: { broadcastOncePerDay: true } })
    const user = emulator.addUser(account.oaId, { following: true })
    const id = await publish(api)
    await broadcast(api, id, { gender: 0 })
    await broadcast(api, id, { gender: 0 })
    expect(user.messages()).toHaveLength(1)
    clock.advance(22 * hour)
    await broadcast(api, id, { gender: 0 })
    expect(user.messages()).toHaveLength(2)
  })
})
