import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, disconnect } from '../../../src/database/index.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { createCaller, makeFolder } from './call.ts'

const folder = makeFolder()
const key = randomBytes(32).toString('base64')
const databases: TestDatabase[] = []
let call: ReturnType<typeof createCaller>
let officerId = ''

const fresh = async (): Promise<string> => {
  const made = await createEmptyDatabase()
  databases.push(made)
  return made.url
}
const at = (name: string): string => join(folder.path, name)
const callOn = (url: string, secretKey: string, dataDir = '.data') =>
  createCaller({ DATABASE_URL: url, SECRET_KEY: secretKey, DATA_DIR: at(dataDir) }, folder.path)

beforeAll(async () => {
  const made = await createTestDatabase()
  databases.push(made)
  call = callOn(made.url, key)
  writeFileSync(at('mật khẩu.txt'), 'bốn con voi đi bộ\nsecond line\n')
  writeFileSync(at('ngắn.txt'), 'voi\n')
  writeFileSync(at('places.csv'), 'code,full_name,province_code\n00082,Phường Cửa Nam,01\n')
  const database = connect({ url: made.url, max: 1 })
  await database.$client`insert into units (id, parent_id, path, level, type, name, full_name, folded, valid_from) values
    ('vn', null, '{vn}', 'country', 'country', 'Việt Nam', 'Việt Nam', 'viet nam', '1945-09-02'),
    ('00082', 'vn', '{vn,00082}', 'commune', 'ward', 'Cửa Nam', 'Phường Cửa Nam', 'cua nam', '2025-07-01')`
  // More than one block of the file, so that a cut one breaks off in the middle of a table.
  await database.$client`insert into inbox_seen select gen_random_uuid(), now() from generate_series(1, 30000)`
  await disconnect(database)
  const line = ['--name', 'Nguyễn Thị Hoa', '--role', 'front_officer', '--unit', '00082', '--json']
  officerId = String((await call('officer', 'add', ...line)).json()['id'])
  const done = await call('backup', '--to', 'với khóa.backup', '--json')
  expect(done.json()).toMatchObject({ lock: 'secret-key', file: at('với khóa.backup'), tables: expect.any(Number) })
  expect(done.json()['key']).toContain('opens only with the SECRET_KEY')
  const locked = await call('backup', '--to', 'với mật khẩu.backup', '--passphrase-file', 'mật khẩu.txt')
  expect(locked.out).toContain('opens with its passphrase alone')
})
afterAll(async () => {
  await Promise.all(databases.map(async (one) => await one.drop()))
  folder.remove()
})

describe('a backup', () => {
  it('is readable by its owner only, tells nothing, and is never written over', async () => {
    expect(statSync(at('với khóa.backup')).mode & 0o777).toBe(0o600)
    for (const file of ['với khóa.backup', 'với mật khẩu.backup']) {
      const bytes = readFileSync(at(file))
      expect(bytes.includes('Nguyễn Thị Hoa')).toBe(false)
      expect(bytes.includes(key)).toBe(false)
    }
    const again = await call('backup', '--to', 'với khóa.backup', '--json')
    expect([again.status, String(again.json()['error'])]).toEqual([1, expect.stringContaining('already')])
  })

  it('wants a passphrase that is one, and a folder that is there', async () => {
    const short = await call('backup', '--to', 'x.backup', '--passphrase-file', 'ngắn.txt', '--json')
    expect(String(short.json()['error'])).toContain('12 characters')
    const nowhere = await call('backup', '--to', 'không có/x.backup')
    expect([nowhere.status, nowhere.err]).toEqual([1, expect.stringContaining('is not there')])
    expect(existsSync(at('x.backup'))).toBe(false)
  })
})

describe('restoring', () => {
  it('brings everything back with the key of the installation', async () => {
    const other = callOn(await fresh(), key, 'one')
    const done = await other('restore', '--from', 'với khóa.backup', '--json')
    expect(done.json()).toMatchObject({ wroteKey: false, tables: expect.any(Number) })
    const list = (await other('officer', 'list', '--json')).json() as { officers: { id: string; name: string }[] }
    expect(list.officers).toMatchObject([{ id: officerId, name: 'Nguyễn Thị Hoa' }])
    const second = await other('restore', '--from', 'với khóa.backup', '--json')
    expect(String(second.json()['error'])).toContain('not empty')
  })

  it('says which key is missing', async () => {
    const other = callOn(await fresh(), randomBytes(32).toString('base64'), 'two')
    const refused = await other('restore', '--from', 'với khóa.backup', '--json')
    expect(refused.status).toBe(1)
    expect(String(refused.json()['error'])).toMatch(/key [0-9a-f]{8}; the one at hand is [0-9a-f]{8}/)
  })

  it('takes the key out of a file with a passphrase, and puts it where it can be read', async () => {
    const url = await fresh()
    const other = callOn(url, randomBytes(32).toString('base64'), 'three')
    const without = await other('restore', '--from', 'với mật khẩu.backup', '--json')
    expect(String(without.json()['error'])).toContain('--passphrase-file')
    const line = ['--from', 'với mật khẩu.backup', '--passphrase-file', 'mật khẩu.txt', '--json']
    const done = await other('restore', ...line)
    expect(done.json()).toMatchObject({ wroteKey: true, next: expect.stringContaining('Set SECRET_KEY') })
    const file = join(at('three'), 'secret.key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const brought = readFileSync(file, 'utf8').trim()
    expect(brought).toBe(key)
    expect((await callOn(url, brought, 'three')('officer', 'list')).out).toContain('Nguyễn Thị Hoa')
  })

  it('never writes over another key, and then restores nothing', async () => {
    const url = await fresh()
    const own = randomBytes(32).toString('base64')
    const other = callOn(url, randomBytes(32).toString('base64'), 'four')
    expect((await other('migrate')).status).toBe(0)
    const file = join(at('four'), 'secret.key')
    mkdirSync(at('four'), { recursive: true })
    writeFileSync(file, `${own}\n`)
    const line = ['--from', 'với mật khẩu.backup', '--passphrase-file', 'mật khẩu.txt', '--json']
    const refused = await other('restore', ...line)
    expect(String(refused.json()['error'])).toContain('another key')
    expect(readFileSync(file, 'utf8').trim()).toBe(own)
    const database = connect({ url, max: 1 })
    const [row] = await database.$client`select count(*) as n from officers`
    await disconnect(database)
    expect(Number(row?.['n'])).toBe(0)
  })

  it('refuses while a service has the database, a cut file, and what is no backup', async () => {
    const url = await fresh()
    const other = callOn(url, key, 'five')
    const service = connect({ url, max: 1 })
    await service.$client`select 1`
    const busy = await other('restore', '--from', 'với khóa.backup', '--json')
    await disconnect(service)
    expect(String(busy.json()['error'])).toContain('A service runs')
    writeFileSync(at('cut.backup'), readFileSync(at('với khóa.backup')).subarray(0, -40))
    const cut = await other('restore', '--from', 'cut.backup', '--json')
    expect([cut.status, typeof cut.json()['error'], cut.err]).toEqual([1, 'string', ''])
    const none = await other('restore', '--from', 'places.csv', '--json')
    expect(String(none.json()['error'])).toContain('no backup')
    expect((await other('restore', '--from', 'với khóa.backup', '--json')).json()['wroteKey']).toBe(false)
  })
})
