import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect, disconnect } from '../../../src/database/index.ts'
import { createReceiver, openSpool } from '../../../src/inbox/index.ts'
import { createTestHouse } from '../../support/house.ts'

const update = (key: string, text: string) => ({
  accountId: 'web:chat',
  key,
  conversation: 'người dân',
  at: new Date('2026-11-21T02:00:00Z'),
  seq: 1,
  raw: Buffer.from(text),
})

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'spool-'))
  onTestFinished(async () => await rm(path, { recursive: true, force: true }))
  return path
}

test('while the database is away updates go to disk encrypted, and are stored once when it is back', async () => {
  const one = await createTestHouse()
  onTestFinished(one.close)
  const path = await folder()
  const spool = await openSpool(path, one.house.keyring, one.house.clock)
  const nowhere = connect({ url: 'postgres://nobody@127.0.0.1:1/none', max: 1 })
  onTestFinished(async () => await disconnect(nowhere))
  const away = createReceiver({ ...one.house, database: nowhere, spool, patienceMs: 50 })
  await away.receive([update('1', 'cống ngập'), update('2', 'đèn hỏng')])
  await away.receive([update('1', 'cống ngập')])
  await away.stop()
  const files = await readdir(path)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(await readFile(join(path, file), 'latin1')).not.toMatch(/ng.?p|web:chat/)

  const back = createReceiver({ ...one.house, spool })
  await back.receive([update('2', 'đèn hỏng')])
  expect(await back.replay()).toBe(3)
  await back.stop()
  expect(await readdir(path)).toEqual([])
  expect(await one.house.database.$client`select 1 from inbox`).toHaveLength(2)
})

test('a spool of another secret key is refused with words, and stays on disk', async () => {
  const one = await createTestHouse()
  onTestFinished(one.close)
  const other = await createTestHouse({ secret: 'another' })
  onTestFinished(other.close)
  const path = await folder()
  await (await openSpool(path, other.house.keyring, other.house.clock)).write([update('1', 'mưa')])
  const spool = await openSpool(path, one.house.keyring, one.house.clock)
  await expect(spool.replay(async () => {})).rejects.toThrow(/another SECRET_KEY/)
  expect(await readdir(path)).toHaveLength(1)
})
