import { readdir, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { randomPort } from '../../../../src/database/embedded/launch-server.ts'
import { cleanUp, dataOf, newPlace, query, serverPid, start, type Told } from './workplace.ts'

afterEach(cleanUp)

describe('the embedded database', () => {
  it('speaks UTF8 and Vietnamese in a folder with spaces and Vietnamese letters', async () => {
    const server = await start(join(await newPlace(), 'Nhịp Cầu của tôi', 'dữ liệu "số 1"'))
    const [row] = await query(
      server.url,
      (sql) => sql`
        select lower('ĐƯỜNG') as lower, current_setting('server_encoding') as encoding,
          (select string_agg(name, ' ' order by name) from unnest(array['đa', 'dũ', 'da', 'e', 'ă', 'b', 'a']) name) as sorted,
          (select datlocprovider::text from pg_database where datname = current_database()) as provider,
          current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
          current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets`,
    )
    expect(row).toEqual({
      lower: 'đường',
      encoding: 'UTF8',
      sorted: 'a ă b da dũ đa e',
      provider: 'i',
      checksums: 'on',
      fsync: 'on',
      listens: '127.0.0.1',
      sockets: '',
    })
  })

  it('lets nobody in without the password, which lies in one closed file only', async () => {
    const folder = join(await newPlace(), 'postgres')
    const server = await start(folder)
    await expect(query(server.url.replace(/:[^:@]+@/u, ':wrong@'), (sql) => sql`select 1`)).rejects.toMatchObject({
      code: '28P01',
    })
    expect((await stat(join(folder, 'cluster', 'password'))).mode & 0o777).toBe(0o600)
    expect((await stat(dataOf(folder))).mode & 0o777).toBe(0o700)
    expect((await readdir(join(folder, 'cluster'))).sort()).toEqual(['data', 'password'])
  })

  it('keeps its data over a stop and a start', async () => {
    const folder = join(await newPlace(), 'postgres')
    const first = await start(folder)
    await query(first.url, (sql) => sql`create table kept as select 'Nghĩa Đô' as name`)
    await first.stop()
    expect(serverPid(folder)).toBeUndefined()
    const second = await start(folder)
    expect(second.adopted).toBe(false)
    expect(await query(second.url, (sql) => sql`select name from kept`)).toEqual([{ name: 'Nghĩa Đô' }])
  })

  it('stops once, however often and at the same time it is asked to', async () => {
    const folder = join(await newPlace(), 'postgres')
    const server = await start(folder)
    await Promise.all([server.stop(), server.stop(), server.stop()])
    await server.stop()
    expect(serverPid(folder)).toBeUndefined()
  })

  it('stops even while clients hold transactions open', async () => {
    const folder = join(await newPlace(), 'postgres')
    const server = await start(folder)
    await query(server.url, (sql) => sql`create table held (n int)`)
    const cutOff = query(server.url, (sql) =>
      sql.begin(async (tx) => {
        await tx`insert into held values (1)`
        await server.stop()
        await tx`select 1`
      }),
    )
    await expect(cutOff).rejects.toThrow()
    await server.stop()
    expect(serverPid(folder)).toBeUndefined()
  })

  it('takes another port when the first one is taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const port = (taken.address() as AddressInfo).port
    const proposals = [port, port, await randomPort()]
    try {
      const server = await start(join(await newPlace(), 'postgres'), {
        nextPort: () => Promise.resolve(proposals.shift() ?? 0),
      })
      expect(server.connection.port).not.toBe(port)
      expect(proposals).toEqual([])
      expect(await query(server.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
    } finally {
      await new Promise((resolve) => taken.close(resolve))
    }
  })

  it('says that no port could be had when all proposals are taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const port = (taken.address() as AddressInfo).port
    try {
      await expect(
        start(join(await newPlace(), 'postgres'), { nextPort: () => Promise.resolve(port) }),
      ).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('port') as string })
    } finally {
      await new Promise((resolve) => taken.close(resolve))
    }
  })

  it('runs again on the same port, with its data, after the server was killed', async () => {
    const folder = join(await newPlace(), 'postgres')
    const told: Told[] = []
    const server = await start(folder, {}, told)
    await query(server.url, (sql) => sql`create table kept as select 7 as n`)
    const killed = serverPid(folder) ?? 0
    process.kill(killed, 'SIGKILL')
    await expect
      .poll(() => query(server.url, (sql) => sql`select n from kept`).catch(() => []), { timeout: 20_000 })
      .toEqual([{ n: 7 }])
    expect(serverPid(folder)).not.toBe(killed)
    expect(told.map(({ level }) => level)).toContain('warn')
  })

  it('stops for good when it is asked to while the server is being started again', async () => {
    const folder = join(await newPlace(), 'postgres')
    const told: Told[] = []
    const server = await start(folder, {}, told)
    process.kill(serverPid(folder) ?? 0, 'SIGKILL')
    await expect.poll(() => told.some(({ level }) => level === 'warn')).toBe(true)
    await server.stop()
    expect(serverPid(folder)).toBeUndefined()
    expect((await start(folder)).adopted).toBe(false)
  })
})
