import { describe, expect, it } from 'vitest'
import { amrBytes, jpegBytes, pdfBytes, pngBytes } from './media-bytes.ts'
import { m4aBytes, mp4Bytes } from './mp4-bytes.ts'
import type { Received } from './receive-webhooks.ts'
import { setUp } from './set-up.ts'

/** Reads server-sent events until one fits. */
const readUntil = async (
  url: string,
  fits: (text: string) => boolean,
  act: () => Promise<unknown>,
): Promise<string> => {
  const stop = new AbortController()
  const response = await fetch(url, { signal: stop.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let acted = false
  for (;;) {
    const { value, done } = await reader.read()
    text += value ?? ''
    if (done || fits(text)) break
    if (!acted) await act()
    acted = true
  }
  stop.abort()
  return text
}

const linkIn = ({ event }: Received): string => {
  const { attachments } = event['message'] as { attachments: { payload: { url: string } }[] }
  return attachments[0]?.payload.url ?? ''
}

describe('the phone page', () => {
  it('lists accounts and people, with names escaped, and adds people', async () => {
    const { emulator, account } = await setUp({ account: { name: 'Mặt trận <b>' } })
    const user = emulator.addUser(account.oaId, { name: 'Bà <i>An' })
    const page = await (await fetch(`${emulator.url}/phone`)).text()
    expect(page).toContain('Mặt trận &#60;b&#62;')
    expect(page).toContain(`href="/phone/${user.id}"`)
    expect(page).not.toContain('<i>An')
    const added = await fetch(`${emulator.url}/phone/users`, {
      method: 'POST',
      body: new URLSearchParams({ oa_id: account.oaId, name: 'Ông Mới' }),
    })
    expect(added.url).toMatch(/\/phone\/9\d{18}$/)
    expect(await added.text()).toContain('Ông Mới')
  })

  it('what is done on the page goes to the webhook', async () => {
    const { emulator, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    const act = (name: string, fields: Record<string, string> = {}) =>
      fetch(`${emulator.url}/phone/${user.id}/${name}`, { method: 'POST', body: JSON.stringify(fields) })
    expect((await act('follow')).status).toBe(204)
    await act('text', { text: 'Góp ý' })
    for (const name of ['image', 'audio', 'video', 'file', 'location', 'sticker', 'withdraw']) await act(name)
    await act('info', { name: 'Bà An', phone: '84900000000', address: 'Số 1' })
    expect(hook.names()).toEqual([
      'follow',
      'user_send_text',
      'user_send_image',
      'user_send_audio',
      'user_send_video',
      'user_send_file',
      'user_send_location',
      'user_send_sticker',
      'user_withdraw',
      'user_submit_info',
    ])
    expect((await act('tap', { payload: '#khác' })).status).toBe(409)
    expect((await act('constructor')).status).toBe(404)
  })

  it('an own file goes out as image, voice, video or file', async () => {
    const { emulator, account, hook } = await setUp()
    const user = emulator.addUser(account.oaId)
    await fetch(`${emulator.url}/phone/${user.id}/upload?name=${encodeURIComponent('Ảnh.png')}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: new Uint8Array(pngBytes()),
    })
    const url = linkIn(hook.received[0]!)
    const served = await fetch(url)
    expect(Buffer.from(await served.arrayBuffer()).equals(pngBytes())).toBe(true)
    expect(served.headers.get('content-type')).toBe('image/png')
  })

  it('shows new messages live', async () => {
    const { emulator, api, account } = await setUp()
    const user = emulator.addUser(account.oaId)
    await user.follow()
    const text = await readUntil(
      `${emulator.url}/phone/${user.id}/events`,
      (soFar) => soFar.includes('Chào ông/bà'),
      () => api.text(user.id, 'Chào ông/bà'),
    )
    expect(text).toMatch(/^data: \{"following":true/)
  })

  it('gives its script and style, and 404 for strangers', async () => {
    const { emulator } = await setUp()
    expect((await fetch(`${emulator.url}/phone/app.js`)).headers.get('content-type')).toContain('javascript')
    expect(await (await fetch(`${emulator.url}/phone/app.css`)).text()).toContain('360px')
    expect((await fetch(`${emulator.url}/phone/1`)).status).toBe(404)
    expect((await fetch(`${emulator.url}/phone/1/events`)).status).toBe(404)
  })
})

describe('media', () => {
  it('are served with their bytes until their lifetime is over', async () => {
    const { emulator, account, clock, hook } = await setUp({ switches: { mediaLifetimeMs: 1000 } })
    await emulator.addUser(account.oaId).sendAudio({ format: 'amr' })
    const url = linkIn(hook.received[0]!)
    expect(url).toMatch(/\.amr$/)
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(amrBytes())).toBe(true)
    clock.advance(1000)
    expect((await fetch(url)).status).toBe(404)
  })

  it.each([
    ['png', pngBytes(), '89504e47'],
    ['jpeg', jpegBytes(), 'ffd8ffe1'],
    ['amr', amrBytes(), '2321414d520a'],
    ['pdf', pdfBytes(), '255044462d312e34'],
  ])('a sample %s begins as its format demands', (_, bytes, magic) => {
    expect(bytes.subarray(0, magic.length / 2).toString('hex')).toBe(magic)
  })

  it('voice and video are whole MP4 trees: every box ends where the next begins', () => {
    for (const bytes of [m4aBytes(), mp4Bytes()]) {
      const types = []
      let at = 0
      while (at < bytes.length) {
        types.push(bytes.toString('latin1', at + 4, at + 8))
        at += bytes.readUInt32BE(at)
      }
      expect(types).toEqual(['ftyp', 'moov', 'mdat'])
      expect(at).toBe(bytes.length)
    }
  })

  it('the photo says where it was taken', () => {
    const exif = jpegBytes({ latitude: 10.5, longitude: 106.25 })
    const tiff = exif.subarray(exif.indexOf('Exif\0\0') + 6)
    const gps = tiff.readUInt32BE(8 + 2 + 12 + 8)
    const degreesOf = (entry: number): number => {
      const at = tiff.readUInt32BE(gps + 2 + entry * 12 + 8)
      return tiff.readUInt32BE(at) + tiff.readUInt32BE(at + 8) / 60 + tiff.readUInt32BE(at + 16) / 360_000
    }
    expect([degreesOf(1), degreesOf(3)]).toEqual([10.5, 106.25])
  })
})
