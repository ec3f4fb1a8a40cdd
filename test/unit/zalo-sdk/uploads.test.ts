import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { uploadFile, uploadGif, uploadImage } from 'zalo-oa-sdk'
import { json, startZaloStub } from './zalo-stub.ts'
import type { ZaloStub } from './zalo-stub.ts'

let stub: ZaloStub
beforeEach(async () => {
  stub = await startZaloStub()
})
afterEach(() => stub.close())

const bytesOf = (head: string, size = 64) =>
  Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(size)]).subarray(0, size)
const jpg = '\xff\xd8\xff\xe0'
const png = '\x89PNG\r\n'
const MB = 1024 * 1024

describe('uploads', () => {
  it('sends an image as the multipart field "file" and gives its attachment id', async () => {
    stub.answer(json({ error: 0, data: { attachment_id: 'att-1' } }))
    const file = { bytes: bytesOf(png), fileName: 'sơ đồ.png' }
    expect(await uploadImage(stub.client, 't', file)).toMatchObject({ ok: true, data: 'att-1' })
    const [asked] = stub.received
    expect(asked).toMatchObject({ method: 'POST', path: '/v2.0/oa/upload/image' })
    expect(asked?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(asked?.body).toContain('name="file"; filename="sơ đồ.png"')
    expect(asked?.body).toContain('Content-Type: image/png')
    expect(asked?.headers['access_token']).toBe('t')
  })

  it('gives the attachment id of a gif and the token of a file', async () => {
    stub.answer(json({ error: 0, data: { attachment_id: 'gif-1' } }), json({ error: 0, data: { token: 'file-1' } }))
    expect(await uploadGif(stub.client, 't', { bytes: bytesOf('GIF89a'), fileName: 'a.gif' })).toMatchObject({
      data: 'gif-1',
    })
    expect(await uploadFile(stub.client, 't', { bytes: bytesOf('%PDF-1.7'), fileName: 'A.PDF' })).toMatchObject({
      data: 'file-1',
    })
    expect(stub.received.map(({ path }) => path)).toEqual(['/v2.0/oa/upload/gif', '/v2.0/oa/upload/file'])
  })

  it('takes exactly the largest size', async () => {
    stub.answer(json({ error: 0, data: { attachment_id: 'a' } }))
    expect(await uploadImage(stub.client, 't', { bytes: bytesOf(jpg, MB), fileName: 'a.jpeg' })).toMatchObject({
      ok: true,
    })
  })

  it.each([
    [uploadImage, bytesOf(jpg, MB + 1), 'a.jpg', -210],
    [uploadGif, bytesOf('GIF89a', 5 * MB + 1), 'a.gif', -210],
    [uploadFile, bytesOf('%PDF', 5 * MB + 1), 'a.pdf', -210],
    [uploadImage, bytesOf('GIF89a'), 'a.gif', -201],
    [uploadImage, bytesOf('MZ'), 'a.png', -201],
    [uploadImage, bytesOf(jpg), 'a.png', -201],
    [uploadImage, bytesOf(jpg), 'no-extension', -201],
    [uploadFile, bytesOf('PK\x03\x04'), 'a.zip', -201],
    [uploadFile, bytesOf('%PDF'), 'a.constructor', -201],
    [uploadFile, Buffer.alloc(0), 'a.csv', -201],
  ])('refuses what does not fit before sending (%#)', async (upload, bytes, fileName, code) => {
    expect(await upload(stub.client, 't', { bytes, fileName })).toMatchObject({
      ok: false,
      failure: { code, class: 'message', origin: 'before-sending' },
    })
    expect(stub.received).toEqual([])
  })

  it('is a failure to repeat when the answer holds no id, and never ambiguous: nobody sees an upload', async () => {
    stub.answer(json({ error: 0, data: {} }), (response) => response.destroy())
    const file = { bytes: bytesOf(jpg), fileName: 'a.jpg' }
    expect(await uploadImage(stub.client, 't', file)).toMatchObject({
      ok: false,
      failure: { class: 'retry', ambiguous: false },
    })
    expect(await uploadImage(stub.client, 't', file)).toMatchObject({
      ok: false,
      failure: { class: 'retry', ambiguous: false },
    })
  })
})
