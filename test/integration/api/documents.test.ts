import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPdf, otherWard } from '../broadcasts/ward.ts'
import { openPrograms, session, type Programs } from './programs.ts'

let stage: Programs
let writer: { token: string }
let path = ''
beforeAll(async () => {
  stage = await openPrograms()
  writer = await stage.program(['front_officer'])
  const made = await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body: session })
  path = `/api/v1/dialogues/${made.json().id}`
})
afterAll(async () => await stage.close())

const put = async (name: string, file: Uint8Array, headers: Record<string, string> = {}, token = writer.token) =>
  await stage.server.inject({
    method: 'POST',
    url: `${path}/documents?name=${encodeURIComponent(name)}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/pdf', ...headers },
    payload: Buffer.from(file),
  })
const documentsNow = async () =>
  (await stage.ask(path, { token: writer.token })).json().pack.documents as { attachmentId: string; name: string }[]

describe('documents by a program', () => {
  it('are put up as bytes, read back, and arranged and removed with the session', async () => {
    const first = await put('Dự thảo phương án', aPdf)
    expect(first.statusCode).toBe(201)
    expect(first.headers['etag']).toBe('"2"')
    const file = await stage.ask(String(first.headers['location']), { token: writer.token })
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(file.rawPayload.equals(aPdf)).toBe(true)
    await put('Sơ đồ', aPdf, { 'content-type': 'application/octet-stream' })
    const [one, two] = await documentsNow()
    if (!one || !two) throw new Error('two documents were put up')
    const patch = async (documents: object[]) =>
      await stage.ask(path, {
        method: 'PATCH',
        token: writer.token,
        headers: { 'if-match': '*' },
        body: { pack: { documents } },
      })
    expect((await patch([two, { ...one, name: 'Phương án' }])).json().pack.documents).toEqual([
      two,
      { ...one, name: 'Phương án' },
    ])
    await patch([two])
    expect((await stage.ask(String(first.headers['location']), { token: writer.token })).statusCode).toBe(404)
    const body = { pack: { summary: 'Giờ thu gom thay đổi.' } }
    await stage.ask(path, { method: 'PATCH', token: writer.token, headers: { 'if-match': '*' }, body })
    expect(await documentsNow()).toEqual([two])
  })

  it('are refused when they are no documents, too large, untitled, or meant for an older version', async () => {
    const before = await documentsNow()
    const fake = await put('Giả', Buffer.from('MZ not a PDF at all'))
    expect([fake.statusCode, fake.json()]).toMatchObject([422, { title: 'INVALID', field: 'body' }])
    expect((await put('Trống', Buffer.alloc(0))).statusCode).toBe(422)
    expect((await put('', aPdf)).statusCode).toBe(422)
    expect((await put('Cũ', aPdf, { 'if-match': '"1"' })).statusCode).toBe(412)
    expect((await put('Chữ', aPdf, { 'content-type': 'text/html' })).statusCode).toBe(415)
    const huge = await put('Lớn', Buffer.concat([aPdf, Buffer.alloc(20 * 1024 * 1024)]))
    expect([huge.statusCode, huge.headers['content-type']]).toEqual([
      413,
      expect.stringContaining('application/problem+json'),
    ])
    expect(await documentsNow()).toEqual(before)
  })

  it('are of a unit: a reader reads them, nobody else writes, strangers see nothing', async () => {
    const [one] = await documentsNow()
    const address = `${path}/documents/${one?.attachmentId}`
    const reader = await stage.program(['leader'])
    const stranger = await stage.program(['front_officer'], otherWard)
    expect((await stage.ask(address, { token: reader.token })).statusCode).toBe(200)
    expect((await put('X', aPdf, {}, reader.token)).statusCode).toBe(403)
    expect((await stage.ask(address, { token: stranger.token })).statusCode).toBe(404)
    expect((await put('X', aPdf, {}, stranger.token)).statusCode).toBe(404)
    expect((await stage.ask(address)).statusCode).toBe(401)
  })
})
