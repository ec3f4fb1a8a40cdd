import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { createCaller, makeFolder } from './call.ts'

let database: TestDatabase
let sql: postgres.Sql
const folder = makeFolder()
let settings: Record<string, string>
let call: ReturnType<typeof createCaller>

beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 2, onnotice: () => {} })
  settings = {
    DATABASE_URL: database.url,
    SECRET_KEY: randomBytes(32).toString('base64'),
    DATA_DIR: join(folder.path, 'dữ liệu'),
    PUBLIC_URL: 'https://nhipcau.example',
  }
  call = createCaller(settings, folder.path)
  writeFileSync(
    join(folder.path, 'đơn vị.csv'),
    'code,full_name,province_code\n00082,Phường Cửa Nam,01\n00004,Phường Ba Đình,01\n',
  )
})
afterAll(async () => {
  await sql.end()
  await database.drop()
  folder.remove()
})

describe('places', () => {
  it('come from the package and from a file, whose faults are all named', async () => {
    writeFileSync(join(folder.path, 'sai.csv'), 'code,full_name,province_code\n82,Phường A,01\n00083,A,1\n')
    const bad = await call(
      'units',
      'import',
      '--file',
      'sai.csv',
      '--effective-on',
      '2025-07-01',
      '--source',
      'test',
      '--json',
    )
    expect(bad.status).toBe(1)
    expect(bad.json()['faults']).toHaveLength(2)
    const imported = await call('units', 'import', '--json')
    expect(imported.json()).toMatchObject({ units: { added: expect.any(Number) } })
    const [row] = await sql`select count(*) as n from units where level = 'commune'`
    expect(Number(row?.['n'])).toBe(3321)
    const file = ['--file', 'đơn vị.csv', '--effective-on', '2025-07-01', '--source', 'test']
    expect((await call('units', 'import', ...file)).status).toBe(0)
    const without = await call('units', 'import', '--file', 'đơn vị.csv', '--json')
    expect([without.status, typeof without.json()['error']]).toEqual([2, 'string'])
    const missing = await call(
      'units',
      'import',
      '--file',
      'không có.csv',
      '--effective-on',
      '2025-07-01',
      '--source',
      'x',
    )
    expect(missing.status).toBe(1)
    expect(missing.err).toContain('không có.csv is not there')
  })

  it('are found by any spelling', async () => {
    const found = (await call('units', 'search', 'p.', 'cua', 'nam', '--json')).json() as { units: { id: string }[] }
    expect(found.units[0]).toMatchObject({ id: '00082', fullName: 'Phường Cửa Nam', province: 'Thành phố Hà Nội' })
    const people = await call('units', 'search', 'phường Cống Vị')
    expect(people.out).toContain('formerly')
    expect((await call('units', 'search', 'qqqqqqqq')).out).toContain('Nothing comes near')
  })
})

describe('officers', () => {
  it('are entered with a link to choose a password, and get a token for their programs', async () => {
    const name = 'Nguyễn Thị Hoa'
    const added = await call('officer', 'add', '--name', name, '--role', 'front_officer', '--unit', '00082', '--json')
    expect([added.status, added.err]).toEqual([0, ''])
    const officer = added.json()
    expect(officer).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), login: 'nguyenthihoa' })
    expect(officer['link']).toMatch(/^https:\/\/nhipcau\.example\/console\/welcome\/[A-Za-z0-9_-]{43}$/)
    const id = String(officer['id'])
    const token = (await call('officer', 'token', '--officer', id, '--label', 'thử', '--json')).json()
    expect(token['token']).toMatch(/^nc_[A-Za-z0-9_-]{43}$/)
    const plain = await call('officer', 'token', '--officer', 'NguyenThiHoa')
    expect(plain.out).toMatch(/^nc_[A-Za-z0-9_-]{43}\n$/)
    const link = (await call('officer', 'link', '--officer', id, '--json')).json()
    expect(link['link']).not.toBe(officer['link'])
    const audited =
      await sql`select action, actor_kind, actor_id from audit_entries where subject_id = ${id} order by number`
    expect(audited.map((row) => row['action'])).toEqual([
      'officer.added',
      'officer.role_granted',
      'officer.link_made',
      'officer.token_issued',
      'officer.token_issued',
      'officer.link_made',
    ])
    expect(audited.every((row) => row['actor_kind'] === 'system' && row['actor_id'] === 'cli')).toBe(true)
  })

  it('may hold several roles; an administrator holds theirs everywhere', async () => {
    const line = [
      '--name',
      'Trần Văn An',
      '--role',
      'admin,approver',
      '--unit',
      '00082',
      '--login',
      'an.tran',
      '--json',
    ]
    expect((await call('officer', 'add', ...line)).json()['login']).toBe('an.tran')
    const list = (await call('officer', 'list', '--json')).json() as { officers: { login: string; roles: object[] }[] }
    expect(list.officers.find(({ login }) => login === 'an.tran')?.roles).toEqual(
      expect.arrayContaining([
        { role: 'admin', unitId: 'vn', unitName: 'Việt Nam' },
        { role: 'approver', unitId: '00082', unitName: 'Phường Cửa Nam' },
      ]),
    )
    expect((await call('officer', 'list')).out).toContain('approver (Phường Cửa Nam)')
  })

  it.each([
    ['an unknown role', ['--name', 'A B', '--role', 'king', '--unit', '00082'], 2, 'no role'],
    ['an unknown unit', ['--name', 'A B', '--role', 'leader', '--unit', '98765'], 1, 'units search'],
    ['no unit', ['--name', 'A B', '--role', 'leader'], 2, '--unit'],
    [
      'a login that is taken',
      ['--name', 'A B', '--role', 'leader', '--unit', '00082', '--login', 'nguyenthihoa'],
      1,
      'login',
    ],
    ['an empty name', ['--name', ' ', '--role', 'leader', '--unit', '00082'], 1, 'name'],
  ])('are not entered with %s', async (_what, line, status, part) => {
    const [before] = await sql`select count(*) as n from officers`
    const refused = await call('officer', 'add', ...line, '--json')
    expect(refused.status).toBe(status)
    expect(Object.keys(refused.json())).toContain('error')
    expect(String(refused.json()['error'])).toContain(part)
    const [after] = await sql`select count(*) as n from officers`
    expect(after?.['n']).toBe(before?.['n'])
  })

  it('that are not there get nothing, and a first set-up is over', async () => {
    expect((await call('officer', 'token', '--officer', 'nobody', '--json')).json()['error']).toContain('officer list')
    const link = await call('set-up-link')
    expect([link.status, link.out]).toEqual([1, ''])
    expect(link.err).toContain('officers already')
  })
})

describe('a code', () => {
  it('that is none of ours is said to be so', async () => {
    const mistyped = await call('verify', '4821', '9370', '6515', '--json')
    expect([mistyped.status, mistyped.json()]).toEqual([1, { found: false, kind: 'mistyped' }])
    const unknown = await call('verify', '482193706514', '--json')
    expect(unknown.json()).toEqual({ found: false, kind: 'receipt', code: '4821 9370 6514' })
    expect((await call('verify', '204 812')).out).toContain('No notice of ours')
  })
})

describe('the audit chain', () => {
  it('is walked whole, and must hold the head that was noted elsewhere', async () => {
    const whole = await call('audit', 'verify', '--json')
    expect([whole.status, whole.json()['ok']]).toEqual([0, true])
    const other = await call('audit', 'verify', '--head', 'ab'.repeat(32), '--json')
    expect([other.status, other.json()['why']]).toEqual([1, 'another-chain'])
    expect((await call('audit', 'verify', '--head', 'short')).status).toBe(2)
  })
})

describe('whoever calls', () => {
  it('gets one JSON object and nothing else, whatever goes wrong', async () => {
    for (const args of [['fly'], ['officer', 'add'], ['backup', '--to', '.'], ['restore', '--from', 'nichts']]) {
      const called = await call(...args, '--json')
      expect(called.out.trim().split('\n')).toHaveLength(1)
      expect(typeof called.json()['error']).toBe('string')
      expect(called.status).toBeGreaterThan(0)
    }
  })

  it('reads no stack, neither of a wrong setting nor of a database that is away', async () => {
    const away = createCaller({ ...settings, DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/x' }, folder.path)
    const lost = await away('officer', 'list')
    expect([lost.status, lost.out]).toEqual([1, ''])
    expect(lost.err).toContain('nothing listens')
    const wrong = createCaller({ ...settings, PORT: 'eighty', ZALO_COLOUR: 'blue' }, folder.path)
    const faulty = await wrong('officer', 'list')
    expect(faulty.err).toContain('PORT')
    expect(faulty.err).toContain('ZALO_COLOUR')
    for (const { err } of [lost, faulty]) expect(err).not.toMatch(/geheim| {4}at /)
  })

  it('may stand in a folder below the sources, or in one with settings of its own', async () => {
    const below = createCaller(settings, fileURLToPath(new URL('../../unit/cli', import.meta.url)))
    expect((await below('officer', 'list')).status).toBe(0)
    const own = makeFolder()
    const { PUBLIC_URL: _public, ...rest } = settings
    const lines = Object.entries({ ...rest, PORT: '8123' }).map(([name, value]) => `${name}="${value}"`)
    writeFileSync(join(own.path, '.env'), lines.join('\n'))
    const fromFile = createCaller({}, own.path)
    const link = (await fromFile('officer', 'link', '--officer', 'nguyenthihoa', '--json')).json()['link']
    own.remove()
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8123\/console\/welcome\//)
  })

  it('is helped', async () => {
    const help = await call('--help')
    expect([help.status, help.err]).toEqual([0, ''])
    expect(help.out).toContain('nhip-cau officer add')
    expect((await call('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    const wrong = await call('officer', 'add', '--name', 'Hoa')
    expect(wrong.status).toBe(2)
    expect(wrong.err).toContain('Usage: nhip-cau officer add --name NAME')
  })
})

describe('a receipt’s file', () => {
  const vectors = JSON.parse(
    readFileSync(fileURLToPath(new URL('../../vectors/receipts.json', import.meta.url)), 'utf8'),
  ) as { readonly receipt: { readonly leaves: readonly object[] }; readonly roots: readonly { root: string }[] }
  const write = (name: string, value: unknown): string => {
    writeFileSync(join(folder.path, name), JSON.stringify(value))
    return name
  }

  it('is checked where there is neither an installation nor a database', async () => {
    const alone = createCaller({ DATA_DIR: join(folder.path, 'nowhere') }, folder.path)
    const file = write('biên nhận.json', vectors.receipt)
    const good = await alone('verify', file, '--root', vectors.roots[6]?.root ?? '', '--json')
    expect([good.status, good.json()]).toMatchObject([0, { ok: true, code: '482193706514', unit: 'Phường Cửa Nam' }])
    expect((await alone('verify', file)).out).toContain('Đường vào chợ hỏng')
    const other = await alone('verify', file, '--root', 'ab'.repeat(32), '--json')
    expect([other.status, other.json()]).toEqual([1, { ok: false, fault: 'root-elsewhere', at: 0 }])
    expect((await alone('verify', file, '--root', 'short')).status).toBe(2)
    expect(existsSync(join(folder.path, 'nowhere'))).toBe(false)
  })

  it('with changed words, or that is none, fails', async () => {
    const [first, ...rest] = vectors.receipt.leaves as readonly { readonly content: object }[]
    const changed = {
      ...vectors.receipt,
      leaves: [{ ...first, content: { ...first?.content, words: 'Tốt' } }, ...rest],
    }
    const bad = await call('verify', write('sửa.json', changed))
    expect([bad.status, bad.out.trim()]).toEqual([
      1,
      'The words or the salt are not those of the leaf: they were changed.',
    ])
    writeFileSync(join(folder.path, 'rác.json'), '{"a":')
    expect((await call('verify', 'rác.json', '--json')).json()).toEqual({ ok: false, fault: 'no-receipt', at: 0 })
    const missing = await call('verify', 'không có.json')
    expect([missing.status, missing.err]).toEqual([1, expect.stringContaining('neither a code nor a file')])
  })
})

describe('the receipts’ logs', () => {
  it('are made anew from words and salts; what does not fit is named, with status 1', async () => {
    const good = await call('verify', 'log', '--json')
    expect([good.status, good.json()]).toMatchObject([0, { ok: true, wrong: 0 }])
    const id = '01a20000-0000-7000-8000-00000000000a'
    await sql`insert into opinions (id, code_hash, unit_id, opinion_class, naming, channel, language, received_at)
      values (${id}, ${id}, '00082', 'idea', 'anonymous', 'web', 'vi', now())`
    const bad = await call('verify', 'log')
    expect(bad.status).toBe(1)
    expect(bad.out).toContain(`opinion ${id}: it was never put into the log.`)
    await sql`delete from opinions where id = ${id}`
  })
})
