import { afterAll, beforeAll, expect, test } from 'vitest'
import { markTold } from '../../../src/dialogues/index.ts'
import { aWav } from '../../support/a-wav.ts'
import { aPdf } from '../broadcasts/ward.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let hoa: Browser
let path = ''
beforeAll(async () => {
  here = await openConsole()
  hoa = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
  path = await openSession()
}, 60_000)
afterAll(async () => await here.close())

const approver = {
  kind: 'officer' as const,
  officerId: '0198c0de-0000-7000-8000-00000000aaaa',
  grants: [{ role: 'approver' as const, unitId: 'vn', unitPath: ['vn'] }],
}
/** A session that people were told of; gives the address of its papers. */
const openSession = async (): Promise<string> => {
  const made = await hoa.post('/console/dialogues/new', {
    title: 'Đối thoại với Nhân dân',
    type: 'dialogue',
    rhythm: 'periodic',
    mode: 'in_person',
    legalBasis: 'communal_dialogue',
    purpose: 'consult',
    hosts: 'Ủy ban nhân dân phường Cửa Nam',
    startsAt_date: '05/12/2026',
    startsAt_time: '19h30',
    place: 'Hội trường phường',
    hotline: '024 3825 1234',
    audience: 'whole',
  })
  const id = String(made.headers.location).split('?')[0]?.split('/').at(-1) ?? ''
  await here.as(approver, async (scope) => await markTold(scope, { id, version: 1, kind: 'announcement' }))
  return `/console/artefacts/${id}`
}
const shown = async (browser: Browser = hoa, address = path) => {
  const { body, headers } = await browser.get(address)
  return {
    body,
    headers,
    heard: /name="heard" value="([0-9a-f]+)"/.exec(body)?.[1] ?? '',
    sound: new RegExp(`src="(${address}/sound/[^"]+)"`).exec(body)?.[1],
  }
}
const upload = async (file?: Uint8Array, browser: Browser = hoa, heard?: string) =>
  await browser.upload(`${path}/sound`, { heard: heard ?? (await shown()).heard }, file)

test('the Front puts up a recording that readers of the unit hear, and takes it away again', async () => {
  const added = await upload(aWav())
  expect([added.statusCode, added.headers.location]).toEqual([303, `${path}?done=saved#sound`])
  const { sound = '', body } = await shown()
  expect(body).toMatch(/href="\/verify\/\d{6}\/nghe"/)
  const leader = await here.browser('leader', [{ role: 'leader', unitId: '00082' }])
  const file = await leader.get(sound)
  expect([file.statusCode, file.headers['content-type'], file.rawPayload.equals(aWav())]).toEqual([
    200,
    'audio/wav',
    true,
  ])
  const read = await shown(leader)
  expect(read.body).toContain(`src="${sound}"`)
  expect(read.body).not.toContain('name="heard"')
  expect((await leader.upload(`${path}/sound`, { heard: read.heard }, aWav())).statusCode).toBe(403)
  expect((await leader.post(`${path}/sound/remove`)).statusCode).toBe(403)
  const other = await openSession()
  expect((await hoa.get(sound.replace(path, other))).statusCode).toBe(404)
  const removed = await hoa.post(`${path}/sound/remove`)
  expect(removed.statusCode).toBe(303)
  expect((await hoa.get(sound)).statusCode).toBe(404)
})

test('what is no sound, nothing, too large or read from another text is refused on the page in words', async () => {
  const refused = async (file: Uint8Array | undefined, status: number, sentence: string, heard?: string) => {
    const answer = await upload(file, hoa, heard)
    expect([answer.statusCode, answer.body.includes(sentence)]).toEqual([status, true])
  }
  await refused(undefined, 422, 'Xin chọn một tệp âm thanh.')
  await refused(aPdf, 422, 'Tệp này không phải bản ghi âm')
  await refused(Buffer.from('<html><audio>'), 422, 'Tệp này không phải bản ghi âm')
  await refused(aWav(), 409, 'Bài đọc vừa thay đổi', 'x')
  expect((await upload(Buffer.concat([aWav(), Buffer.alloc(21 * 1024 * 1024)]))).statusCode).toBe(413)
  expect((await shown()).sound).toBeUndefined()
})

test('an officer of another unit neither hears nor puts up anything', async () => {
  await upload(aWav())
  const { sound = '', heard } = await shown()
  const stranger = await here.browser('stranger', [{ role: 'front_officer', unitId: '00004' }])
  expect((await stranger.get(sound)).statusCode).toBe(403)
  expect((await upload(aWav(), stranger, heard)).statusCode).toBe(403)
  expect((await stranger.post(`${path}/sound/remove`)).statusCode).toBe(403)
  expect((await shown()).sound).toBe(sound)
})

test('the microphone is open on the page where the text is read, to whoever may put it up, and nowhere else', async () => {
  const { headers } = await shown()
  expect(headers['permissions-policy']).toBe('camera=(), microphone=(self), geolocation=(), payment=()')
  expect(headers['content-security-policy']).toContain("media-src 'self' blob:;")
  const reader = await here.browser('reader', [{ role: 'leader', unitId: '00082' }])
  for (const answer of [await reader.get(path), await hoa.get(`${path}/proof`), await hoa.get('/console')]) {
    expect(answer.headers['permissions-policy']).toBe('camera=(), microphone=(), geolocation=(), payment=()')
    expect(answer.headers['content-security-policy']).not.toContain('blob:')
  }
})
