import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect, disconnect, keepSecretKey, openDataKey, type Database } from '../../../src/database/index.ts'
import { createKeyring } from '../../../src/kernel/keyring.ts'
import { createTestDatabase } from '../../support/postgres.ts'

const now = new Date('2026-11-21T02:00:00Z')

const openDatabase = async (): Promise<Database> => {
  const { url, drop } = await createTestDatabase()
  const database = connect({ url, max: 4 })
  onTestFinished(async () => {
    await disconnect(database)
    await drop()
  })
  return database
}

test('the data key is made once, also when several processes start at once', async () => {
  const database = await openDatabase()
  const wrapping = createKeyring(randomBytes(32))
  const keys = await Promise.all([1, 2, 3, 4].map(async () => await openDataKey(database, wrapping, now)))
  expect(new Set(keys.map((key) => key?.toString('hex'))).size).toBe(1)
})

test('a new SECRET_KEY with the previous one beside it wraps the data key anew; afterwards the previous one is not needed', async () => {
  const database = await openDatabase()
  const former = randomBytes(32)
  const next = randomBytes(32)
  const first = await openDataKey(database, createKeyring(former), now)
  const rotated = await openDataKey(database, createKeyring(next, former), now)
  expect(rotated?.equals(first ?? Buffer.alloc(0))).toBe(true)
  expect((await openDataKey(database, createKeyring(next), now))?.equals(first ?? Buffer.alloc(0))).toBe(true)
  expect(await openDataKey(database, createKeyring(former), now)).toBeUndefined()
})

test('another SECRET_KEY opens nothing and changes nothing', async () => {
  const database = await openDatabase()
  const secret = randomBytes(32)
  const dataKey = await openDataKey(database, createKeyring(secret), now)
  expect(await openDataKey(database, createKeyring(randomBytes(32)), now)).toBeUndefined()
  expect((await openDataKey(database, createKeyring(secret), now))?.equals(dataKey ?? Buffer.alloc(0))).toBe(true)
})

test('a lost secret.key beside a database is said, and no new one is made in its place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-cau-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const first = keepSecretKey(folder)
  expect(keepSecretKey(folder).equals(first)).toBe(true)
  mkdirSync(join(folder, 'postgres', 'cluster'), { recursive: true })
  rmSync(join(folder, 'secret.key'))
  expect(() => keepSecretKey(folder)).toThrow(/is lost/)
  expect(() => keepSecretKey(folder)).toThrow(/is lost/)
})
