import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  connect,
  disconnect,
  inSavepoint,
  inTransaction,
  type Database,
  type Transaction,
} from '../../../src/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts'

let test_: TestDatabase
let database: Database
let other: Database

beforeAll(async () => {
  test_ = await createTestDatabase()
  other = connect({ url: test_.url, max: 1 })
})
beforeEach(() => {
  // One connection: what is lost is taken up by whoever comes next.
  database = connect({ url: test_.url, max: 1 })
  return async () => await disconnect(database)
})
afterAll(async () => {
  await disconnect(other)
  await test_.drop()
})

const cutOff = async (tx: Transaction): Promise<void> => {
  const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  await other.execute(sql`select pg_terminate_backend(${own?.pid ?? 0}, 5000)`)
}

const note = async (tx: Pick<Transaction, 'execute'>, key: string): Promise<void> =>
  void (await tx.execute(sql`insert into installation (key, value, at) values (${key}, 'x', now())`))

const notes = async (): Promise<string[]> =>
  (await other.execute<{ key: string }>(sql`select key from installation where key like 'note-%'`)).map(
    ({ key }) => key,
  )

test('a connection that is cut off fails its transaction, and nothing of whoever comes next', async () => {
  for (let round = 0; round < 10; round += 1) {
    const work = inTransaction(database, async (tx) => {
      await note(tx, `note-lost-${round}`)
      await inSavepoint(tx, async (inner) => {
        await cutOff(inner)
        await note(inner, `note-behind-${round}`)
      })
    })
    await expect(work).rejects.toThrow()
    expect(await database.execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
  }
  expect(await notes()).toEqual([])
})

test('a statement during which its connection is cut off fails with what the server said, and the next one runs', async () => {
  for (let round = 0; round < 10; round += 1) {
    const statement = database.$client`select pg_terminate_backend(pg_backend_pid()), pg_sleep(10)`
    await expect(statement).rejects.toMatchObject({ code: '57P01', severity: 'FATAL' })
    const inside = database.$client.begin(async (tx) => await tx`select pg_terminate_backend(pg_backend_pid())`)
    await expect(inside).rejects.toMatchObject({ code: '57P01' })
    expect(await database.execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
  }
})

test('statements that wait for a connection that is cut off get another one', async () => {
  // Prepared first: a statement seen for the first time is never sent behind another.
  await database.$client`select 0 as one`
  const dying = database.$client`select pg_terminate_backend(pg_backend_pid()), pg_sleep(10)`
  const failure = expect(dying).rejects.toMatchObject({ code: '57P01' })
  const { promise, resolve } = Promise.withResolvers<void>()
  void failure.finally(resolve)
  const behind = inTransaction(database, async (tx) => await tx.execute(sql`select 2 as two`))
  await promise
  await failure
  expect(await behind).toEqual([{ two: 2 }])
})

test('a connection that was cut off while nobody used it is not handed on', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [own] = await database.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await other.execute(sql`select pg_terminate_backend(${own?.pid ?? 0}, 5000)`)
    expect(await database.execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
  }
})

test('what a lost transaction still wants to say takes no effect, and undoes nothing of whoever has its connection now', async () => {
  const [isLost, goOn, isDone] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ]
  const late: unknown[] = []
  const former = inTransaction(database, async (tx) => {
    await cutOff(tx)
    isLost.resolve()
    await goOn.promise
    await note(tx, 'note-late').catch((error: unknown) => void late.push(error))
    isDone.resolve()
    throw new Error('and now it wants to roll back')
  })
  const failure = expect(former).rejects.toThrow()
  await isLost.promise
  await failure
  await inTransaction(database, async (tx) => {
    await note(tx, 'note-first')
    goOn.resolve()
    await isDone.promise
    // The former work has ended by now; its rollback must not be ours.
    await new Promise((resolve) => setImmediate(resolve))
    await note(tx, 'note-second')
  })
  expect((await notes()).sort()).toEqual(['note-first', 'note-second'])
  expect(late).toHaveLength(1)
})
