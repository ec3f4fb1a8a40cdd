import { describe, expect, inject, it } from 'vitest'
import { openAccountDirectory } from '../../../src/channels/index.ts'
import { connect, disconnect } from '../../../src/database/index.ts'
import { createKeyring } from '../../../src/kernel/keyring.ts'
import { openZaloHouse } from './zalo-house.ts'

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

describe('the directory of accounts', () => {
  it('knows the accounts of its platform only, by both ids, with opened credentials', async () => {
    const stage = await openZaloHouse()
    const { house, accountId, oaId, credentials } = stage
    await house.database.$client`
      insert into accounts (id, platform, external_id, name, lane, created_at, updated_at)
      values ('telegram:7', 'telegram', '7', 'bot', 'telegram:7', now(), now())`
    const { directory } = await stage.startProcess()
    expect(directory.all()).toHaveLength(1)
    expect(directory.byId(accountId)).toMatchObject({ id: accountId, externalId: oaId, state: 'active', credentials })
    expect(directory.byExternalId(oaId)).toEqual(directory.byId(accountId))
    expect(directory.byExternalId('7')).toBeUndefined()
  })

  it('passes on to the other processes what one has learnt', async () => {
    const stage = await openZaloHouse()
    const [one, other] = [await stage.startProcess(), await stage.startProcess()]
    await one.directory.learn(stage.accountId, { endpoint: 'v2' })
    expect(one.directory.byId(stage.accountId)?.capabilities).toEqual({ endpoint: 'v2' })
    await until(() => other.directory.byId(stage.accountId)?.capabilities['endpoint'] === 'v2')
  })

  it('writes nothing when it learns what it knew', async () => {
    const stage = await openZaloHouse()
    const { directory } = await stage.startProcess()
    const { accountId, house, clock } = stage
    await directory.learn(accountId, { endpoint: 'v2' })
    const readStamp = async () =>
      await house.database.$client<
        { at: string }[]
      >`select updated_at::text as at from accounts where id = ${accountId}`
    const [before] = await readStamp()
    clock.advance(1000)
    await directory.learn(accountId, { endpoint: 'v2' })
    await directory.learn('zalo:unknown', { endpoint: 'v2' })
    expect(await readStamp()).toEqual([before])
  })

  it('tells an operator when credentials were sealed with another key, and goes on without them', async () => {
    const stage = await openZaloHouse()
    const { house, accountId, log } = stage
    const keyring = createKeyring(Buffer.alloc(32, 7))
    const directory = await openAccountDirectory({ ...house, keyring }, 'zalo')
    expect(directory.byId(accountId)?.credentials).toEqual({})
    expect(log.errors).toEqual(['the credentials of an account do not open: another SECRET_KEY?'])
    await directory.stop()
  })

  it('keeps what it knows while the database is away', async () => {
    const stage = await openZaloHouse()
    const { house, accountId } = stage
    const [place] = await house.database.$client<{ name: string }[]>`select current_database() as name`
    const url = new URL(inject('postgresUrl'))
    url.pathname = `/${place?.name ?? ''}`
    const database = connect({ url: url.href, max: 1 })
    const directory = await openAccountDirectory({ ...house, database }, 'zalo')
    await disconnect(database)
    await expect(directory.reload()).rejects.toThrow()
    expect(directory.byId(accountId)).toMatchObject({ id: accountId })
    await directory.stop()
  })
})
