import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { createCaller, makeFolder, type Called } from './call.ts'

let database: TestDatabase
let sql: postgres.Sql
const folder = makeFolder()
let settings: Record<string, string>

type Check = { check: string; state: string; says: string }
const checksOf = (called: Called): Check[] => called.json()['checks'] as Check[]
const stateOf = (called: Called, check: string): string | undefined =>
  checksOf(called).find((one) => one.check === check)?.state

const examine = async (changes: Record<string, string> = {}, ...more: string[]) =>
  await createCaller({ ...settings, ...changes }, folder.path)('doctor', '--json', ...more)

beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
  settings = {
    DATABASE_URL: database.url,
    SECRET_KEY: randomBytes(32).toString('base64'),
    DATA_DIR: join(folder.path, '.data'),
  }
  // The first command binds the database to its key.
  expect((await createCaller(settings, folder.path)('officer', 'list')).status).toBe(0)
})
afterAll(async () => {
  await sql.end()
  await database.drop()
  folder.remove()
})

describe('a sound installation', () => {
  it('is found to be well, check by check', async () => {
    const called = await examine()
    expect(checksOf(called).filter(({ state }) => state === 'bad')).toEqual([])
    expect([called.status, called.json()['ok']]).toEqual([0, true])
    for (const check of [
      'node',
      'settings',
      'database',
      'encoding',
      'clocks',
      'schema',
      'extensions',
      'service role',
    ]) {
      expect([check, stateOf(called, check)]).toEqual([check, 'ok'])
    }
    for (const check of ['secret key', 'connections', 'spool', 'parked updates', 'waiting', 'disk']) {
      expect([check, stateOf(called, check)]).toEqual([check, 'ok'])
    }
  })

  it('is left as it was', async () => {
    const tables = ['installation', 'audit_entries', 'units', 'accounts']
    const count = async () =>
      await Promise.all(
        tables.map(async (table) => (await sql`select count(*) as n from ${sql(table)}`)[0]?.['n'] as string),
      )
    const before = await count()
    await examine()
    expect(await count()).toEqual(before)
  })

  it('is shown to people as aligned lines', async () => {
    const { out } = await createCaller(settings, folder.path)('doctor')
    expect(out).toMatch(/^ok  node  +24\./)
    expect(out.trim().split('\n').at(-1)).toMatch(/All is well|to look at/)
  })
})

describe('a trouble', () => {
  it('with the key is explained: which one is needed, which one is there, where to look', async () => {
    const lost = await examine({ SECRET_KEY: randomBytes(32).toString('base64') })
    expect(lost.status).toBe(1)
    const says = checksOf(lost).find(({ check }) => check === 'secret key')?.says ?? ''
    expect(says).toMatch(/sealed with key [0-9a-f]{8}, but SECRET_KEY is key [0-9a-f]{8}/)
    expect(says).toContain('passphrase')
    expect(says).not.toContain(settings['SECRET_KEY'])
    const changing = await examine({
      SECRET_KEY: randomBytes(32).toString('base64'),
      SECRET_KEY_PREVIOUS: settings['SECRET_KEY'] ?? '',
    })
    expect([changing.status, stateOf(changing, 'secret key')]).toEqual([0, 'warn'])
  })

  it('with settings ends the look, and names every one', async () => {
    const called = await examine({ PORT: 'x', TELEGRAM_COLOUR: 'y' })
    expect(called.status).toBe(1)
    expect(checksOf(called).filter(({ state }) => state === 'bad')).toHaveLength(2)
  })

  it('with the database is one line, and the rest is still looked at', async () => {
    const called = await examine({ DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/x' })
    expect([called.status, stateOf(called, 'database'), stateOf(called, 'disk')]).toEqual([1, 'bad', 'ok'])
    expect(called.out + called.err).not.toContain('geheim')
  })

  it('with accounts, parked updates and the spool is shown', async () => {
    await sql`insert into lanes (id) values ('zalo:1')`
    await sql`insert into accounts (id, platform, external_id, name, lane, state, trouble, created_at, updated_at) values
      ('zalo:1', 'zalo', '1', 'OA', 'zalo:1', 'needs_consent', 'token-spent', now(), now())`
    await sql`insert into inbox (account_id, chat_lookup, key, platform_at, platform_seq, received_at, due_at, state, payload)
      values ('zalo:1', gen_random_uuid(), gen_random_uuid(), now(), 1, now(), now(), 'parked', '\\x00')`
    const spool = join(settings['DATA_DIR'] ?? '', 'spool')
    mkdirSync(spool, { recursive: true })
    writeFileSync(join(spool, '1.spool'), '')
    const called = await examine()
    expect(stateOf(called, 'account zalo:1')).toBe('bad')
    expect([stateOf(called, 'parked updates'), stateOf(called, 'spool')]).toEqual(['warn', 'warn'])
    await sql`delete from accounts where id = 'zalo:1'`
  })

  it('of a schema that is older, newer, or not there as yet', async () => {
    const empty = await createEmptyDatabase()
    const call = createCaller({ ...settings, DATABASE_URL: empty.url }, folder.path)
    const before = await call('doctor', '--json')
    expect([before.status, stateOf(before, 'schema'), stateOf(before, 'extensions')]).toEqual([1, 'bad', 'note'])
    const migrated = await call('migrate', '--json')
    expect(migrated.json()).toMatchObject({ applied: expect.any(Number), hasServiceRole: true })
    expect((await call('migrate', '--json')).json()['applied']).toBe(0)
    const fresh = await call('doctor', '--json')
    expect([fresh.status, stateOf(fresh, 'secret key')]).toEqual([0, 'note'])
    const admin = postgres(empty.url, { max: 1, onnotice: () => {} })
    await admin`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`
    await admin.end()
    expect(checksOf(await call('doctor', '--json')).find(({ check }) => check === 'schema')?.says).toContain('newer')
    await empty.drop()
  })

  it('of an encoding that Vietnamese does not survive', async () => {
    const admin = postgres(database.url, { max: 1, onnotice: () => {} })
    const name = `ascii_${randomBytes(6).toString('hex')}`
    await admin`create database ${admin(name)} template template0 encoding 'SQL_ASCII' locale 'C' locale_provider libc`
    const url = new URL(database.url)
    url.pathname = `/${name}`
    const called = await examine({ DATABASE_URL: url.href })
    await admin`drop database ${admin(name)}`
    await admin.end()
    expect(stateOf(called, 'encoding')).toBe('bad')
  })

  it('of clocks is not seen where there is none, in the time zone of Hanoi', async () => {
    const name = new URL(database.url).pathname.slice(1)
    await sql`alter database ${sql(name)} set timezone to 'Asia/Ho_Chi_Minh'`
    const called = await examine()
    await sql`alter database ${sql(name)} reset timezone`
    expect(stateOf(called, 'clocks')).toBe('ok')
  })
})

describe('the platforms', () => {
  let server: Server
  let root = ''
  const asked: string[] = []

  beforeAll(async () => {
    server = createServer((request, reply) => {
      asked.push(`${request.method} ${request.url}`)
      reply.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('are asked only when wanted, without any secret; one that is away is no fault of ours', async () => {
    const roots = {
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
      TELEGRAM_BOT_TOKEN: '123456:abcdefghijklmnopqrstuvwxyz',
      ZALO_API_ROOT: root,
      ZALO_OAUTH_ROOT: root,
      ZALO_BUSINESS_ROOT: root,
    }
    await examine(roots)
    expect(asked).toEqual([])
    const called = await examine(roots, '--online')
    expect([stateOf(called, 'zalo'), stateOf(called, 'telegram')]).toEqual(['ok', 'warn'])
    expect(asked).toEqual(['HEAD /', 'HEAD /', 'HEAD /'])
    expect(called.out + called.err).not.toContain('abcdefghijkl')
  })
})
