import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { saveAccount } from '../../../../src/channels/index.ts'
import { connect, disconnect, makeBackup, restoreBackup } from '../../../../src/database/index.ts'
import { createTestHouse, type TestHouse } from '../../../support/house.ts'
import { createEmptyDatabase } from '../../../support/postgres.ts'

const secretKey = createHash('sha256').update('a test house').digest()

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'sao lưu '))
  onTestFinished(async () => await rm(path, { recursive: true, force: true }))
  return path
}

const filledHouse = async (): Promise<TestHouse> => {
  const one = await createTestHouse()
  onTestFinished(one.close)
  const { database, keyring, clock } = one.house
  await saveAccount(
    database,
    {
      id: 'web:chat',
      platform: 'web',
      externalId: 'chat',
      name: 'Trò chuyện trên web',
      lane: 'web',
      credentials: keyring.seal('credential', 'bí mật', 'x'),
      capabilities: { perSecond: 5 },
    },
    clock.now(),
  )
  for (let n = 0; n < 50; n += 1) {
    await database.$client`insert into chats (lookup, account_id, address, created_at)
      values (${keyring.blindIndex('chat', String(n))}, 'web:chat', ${keyring.seal('contact', `người ${n}\n\t\\N`, 'a')}, now())`
  }
  await database.$client`insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, created_at, finished_at)
    select n, 'web', 'web:chat', 1, 0, 'sent', 1, false, now(), now() - (n || ' days')::interval from generate_series(1, 90) n`
  return one
}

const emptyDatabase = async (): Promise<string> => {
  const { url, drop } = await createEmptyDatabase()
  onTestFinished(drop)
  return url
}

const sums = async (url: string): Promise<string> => {
  const database = connect({ url, max: 1 })
  try {
    const rows = await database.$client`
      select (select md5(string_agg(c::text, '|' order by id)) from chats c) as chats,
        (select md5(string_agg(a::text, '|' order by id)) from accounts a) as accounts,
        (select count(*)::text || md5(string_agg(h::text, '|' order by id)) from outbox_history h) as history`
    return JSON.stringify(rows)
  } finally {
    await disconnect(database)
  }
}

test('a backup with a passphrase restores into an empty service, key included, row for row', async () => {
  const one = await filledHouse()
  const file = join(await folder(), 'nhịp cầu.backup')
  const made = await makeBackup({
    url: one.url,
    secretKey,
    file,
    passphrase: 'một câu dài mà chỉ tôi biết',
    now: one.house.clock.now(),
  })
  expect(made.lock).toBe('passphrase')
  const url = await emptyDatabase()
  const restored = await restoreBackup({ url, file, passphrase: 'một câu dài mà chỉ tôi biết'.normalize('NFD') })
  expect(restored.secretKey?.equals(secretKey)).toBe(true)
  expect(await sums(url)).toBe(await sums(one.url))
  const database = connect({ url, max: 1 })
  onTestFinished(async () => await disconnect(database))
  // New rows go on after the restored ones.
  const [row] = await database.$client`insert into chats (lookup, account_id, address, created_at)
    values (gen_random_uuid(), 'web:chat', '\\x00', now()) returning id`
  expect(Number(row?.['id'])).toBe(51)
})

test('a backup without a passphrase opens with the installation’s key and with no other', async () => {
  const one = await filledHouse()
  const file = join(await folder(), 'b')
  await makeBackup({ url: one.url, secretKey, file, now: one.house.clock.now() })
  const url = await emptyDatabase()
  await expect(restoreBackup({ url, file })).rejects.toThrow(/SECRET_KEY/)
  await expect(restoreBackup({ url, file, secretKey: Buffer.alloc(32, 7) })).rejects.toThrow(/another key/)
  const restored = await restoreBackup({ url, file, secretKey })
  expect(restored.secretKey).toBeUndefined()
  expect(await sums(url)).toBe(await sums(one.url))
})

test('a backup says nothing of what it holds, and a cut or altered one restores nothing', async () => {
  const one = await filledHouse()
  const file = join(await folder(), 'b')
  await makeBackup({ url: one.url, secretKey, file, now: one.house.clock.now() })
  const bytes = await readFile(file)
  expect(bytes.toString('latin1')).not.toMatch(/web:chat|outbox/)
  const url = await emptyDatabase()
  await writeFile(file, bytes.subarray(0, bytes.length - 40))
  await expect(restoreBackup({ url, file, secretKey })).rejects.toThrow(/cut off|damaged/)
  // In the middle of a table: the open COPY must neither hang nor end the process.
  await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * 0.6)))
  await expect(restoreBackup({ url, file, secretKey })).rejects.toThrow(/cut off|damaged/)
  const altered = Buffer.from(bytes)
  altered[altered.length - 100] = (altered[altered.length - 100] ?? 0) ^ 1
  await writeFile(file, altered)
  await expect(restoreBackup({ url, file, secretKey })).rejects.toThrow(/damaged/)
  const database = connect({ url, max: 1 })
  onTestFinished(async () => await disconnect(database))
  expect(await database.$client`select 1 from chats`).toHaveLength(0)
  await writeFile(file, 'hello\n')
  await expect(restoreBackup({ url, file, secretKey })).rejects.toThrow(/no backup/)
})

test('a service that holds data is never overwritten', async () => {
  const one = await filledHouse()
  const file = join(await folder(), 'b')
  await makeBackup({ url: one.url, secretKey, file, now: one.house.clock.now() })
  await expect(restoreBackup({ url: one.url, file, secretKey })).rejects.toThrow(/not empty/)
})
