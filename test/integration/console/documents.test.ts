import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPdf } from '../broadcasts/ward.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let hoa: Browser
beforeAll(async () => {
  here = await openConsole()
  hoa = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
})
afterAll(async () => await here.close())

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
  return String(made.headers.location).split('?')[0] ?? ''
}
const add = async (path: string, documentName: string, file: Uint8Array = aPdf) =>
  await hoa.upload(`${path}/documents`, { documentName }, file)
/** Addresses and titles, as the page shows them. */
const shownOn = async (path: string) => {
  const { body } = await hoa.get(path)
  const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''
  const rows = [...body.matchAll(/action="([^"]+\/documents\/[^"]+)"[^]*?name="name" value="([^"]*)"/g)]
  return { version, documents: rows.map(([, address = '', title = '']) => ({ address, title })) }
}

test('a document is put up with its title, read by who reads the session, and by nobody of another ward', async () => {
  const path = await openSession()
  const added = await add(path, 'Dự thảo phương án thu gom rác')
  expect([added.statusCode, added.headers.location]).toEqual([303, `${path}?done=documentAdded#documents`])
  const { documents } = await shownOn(path)
  expect(documents.map(({ title }) => title)).toEqual(['Dự thảo phương án thu gom rác'])
  const address = documents[0]?.address ?? ''
  const leader = await here.browser('leader', [{ role: 'leader', unitId: '00082' }])
  const file = await leader.get(address)
  expect(file.rawPayload.equals(aPdf)).toBe(true)
  expect(file.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect(String(file.headers['content-disposition'])).toContain(encodeURIComponent('Dự thảo phương án thu gom rác.pdf'))
  const seen = (await leader.get(path)).body
  expect(seen).toContain(`href="${address}"`)
  expect(seen).not.toContain(`action="${address}"`)
  expect((await leader.post(address, { act: 'remove', version: '2' })).statusCode).toBe(403)
  const stranger = await here.browser('stranger', [{ role: 'front_officer', unitId: '00004' }])
  expect((await stranger.get(address)).statusCode).toBe(403)
  expect((await stranger.upload(`${path}/documents`, { documentName: 'X' }, aPdf)).statusCode).toBe(403)
  const other = await openSession()
  expect((await hoa.get(address.replace(path, other))).statusCode).toBe(404)
  const [audit] = await here.house.database.execute<{ action: string; actor: string }>(
    `select action, actor_id as actor from audit_entries where details ? 'documentsAdded'`,
  )
  expect(audit).toEqual({ action: 'dialogue.changed', actor: hoa.officerId })
})

test('what cannot be a document is refused beside its field, the title stays typed, and nothing is put up', async () => {
  const path = await openSession()
  const refused = async (title: string, file?: Uint8Array) => {
    const { statusCode, body } = await hoa.upload(`${path}/documents`, { documentName: title }, file)
    return { statusCode, body }
  }
  const program = await refused('Chương trình', Buffer.concat([Buffer.from('MZ'), randomBytes(200)]))
  expect(program.statusCode).toBe(422)
  expect(program.body).toMatch(/id="f-file-fault">\s*Hệ thống không nhận loại tệp này/)
  expect(program.body).toContain('value="Chương trình"')
  expect((await refused('Kế hoạch')).body).toMatch(/id="f-file-fault">\s*Xin chọn một tệp\./)
  expect((await refused('  ', aPdf)).body).toMatch(/id="f-documentName-fault">\s*Xin đặt tên cho tài liệu/)
  expect((await refused('Quá dài '.repeat(20), aPdf)).statusCode).toBe(422)
  const huge = await refused('Quá lớn', Buffer.concat([aPdf, Buffer.alloc(20 * 1024 * 1024)]))
  expect([huge.statusCode, huge.body]).toEqual([413, expect.stringContaining('Tệp không được quá 20 MB')])
  expect((await shownOn(path)).documents).toEqual([])
})

test('titles, order and removal are buttons of each row; an old page changes nothing', async () => {
  const path = await openSession()
  for (const title of ['Một', 'Hai', 'Ba']) await add(path, title)
  const press = async (index: number, act: string, name?: string) => {
    const { version, documents } = await shownOn(path)
    const one = documents[index]
    return await hoa.post(one?.address ?? '', { act, version, name: name ?? one?.title ?? '' })
  }
  const titles = async () => (await shownOn(path)).documents.map(({ title }) => title)
  await press(2, 'up')
  expect(await titles()).toEqual(['Một', 'Ba', 'Hai'])
  await press(0, 'down')
  expect(await titles()).toEqual(['Ba', 'Một', 'Hai'])
  await press(0, 'up')
  await press(2, 'down')
  expect(await titles()).toEqual(['Ba', 'Một', 'Hai'])
  expect((await press(1, 'rename', 'Sơ đồ <mới>')).statusCode).toBe(303)
  expect(await titles()).toEqual(['Ba', 'Sơ đồ &lt;mới&gt;', 'Hai'])
  expect((await press(1, 'rename', ' ')).body).toContain('Xin đặt tên cho tài liệu')
  const { documents } = await shownOn(path)
  const late = await hoa.post(documents[0]?.address ?? '', { act: 'remove', version: '1', name: 'Ba' })
  expect(late.statusCode).toBe(409)
  expect((await press(1, 'remove')).headers.location).toBe(`${path}?done=documentRemoved#documents`)
  expect(await titles()).toEqual(['Ba', 'Hai'])
  expect((await hoa.get(documents[1]?.address ?? '')).statusCode).toBe(404)
})

test('saving the record’s own form keeps the documents', async () => {
  const path = await openSession()
  await add(path, 'Kế hoạch')
  const page = (await hoa.get(`${path}/change`)).body
  const value = (name: string): string => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? ''
  const changed = await hoa.post(`${path}/change`, {
    title: 'Tên mới',
    type: 'dialogue',
    rhythm: 'periodic',
    mode: 'in_person',
    legalBasis: 'communal_dialogue',
    purpose: 'consult',
    hosts: 'Ủy ban nhân dân phường Cửa Nam',
    startsAt_date: value('startsAt_date'),
    startsAt_time: value('startsAt_time'),
    place: 'Hội trường phường',
    hotline: '024 3825 1234',
    audience: 'whole',
    pack_summary: 'Nói đơn giản.',
    version: '2',
  })
  expect(changed.statusCode).toBe(303)
  expect((await shownOn(path)).documents.map(({ title }) => title)).toEqual(['Kế hoạch'])
})
