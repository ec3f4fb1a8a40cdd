import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runService } from './run-service.ts'
import { cleanUp, dataOf, newPlace, query, refusalOf, serverPid, start, watchFolder } from './workplace.ts'

afterEach(cleanUp)

const killedService = async (): Promise<{ folder: string; url: string }> => {
  const folder = watchFolder(join(await newPlace(), 'dữ liệu', 'postgres'))
  const service = await runService(folder)
  const url = service.said.url ?? ''
  await query(url, (sql) => sql`create table kept as select 'Ô Chợ Dừa' as name`)
  await service.kill()
  return { folder, url }
}

describe('after kill -9 of the service', () => {
  it('adopts the server that was left behind, with its data', async () => {
    const { folder, url } = await killedService()
    const left = serverPid(folder)
    expect(left).toBeTypeOf('number')
    const server = await start(folder)
    expect({ adopted: server.adopted, url: server.url, pid: serverPid(folder) }).toEqual({
      adopted: true,
      url,
      pid: left,
    })
    expect(await query(server.url, (sql) => sql`select name from kept`)).toEqual([{ name: 'Ô Chợ Dừa' }])
    await server.stop()
    expect(serverPid(folder)).toBeUndefined()
  })

  it('starts an adopted server again when that dies', async () => {
    const { folder, url } = await killedService()
    await start(folder)
    process.kill(serverPid(folder) ?? 0, 'SIGKILL')
    await expect
      .poll(() => query(url, (sql) => sql`select name from kept`).catch(() => []), { timeout: 20_000 })
      .toEqual([{ name: 'Ô Chợ Dừa' }])
  })

  it('recovers when the server was killed together with the service', async () => {
    const { folder } = await killedService()
    process.kill(serverPid(folder) ?? 0, 'SIGKILL')
    const server = await start(folder)
    expect(server.adopted).toBe(false)
    expect(await query(server.url, (sql) => sql`select name from kept`)).toEqual([{ name: 'Ô Chợ Dừa' }])
  })

  it('says so when that server refuses the password, and adopts it once the right one is back', async () => {
    const { folder } = await killedService()
    const file = join(folder, 'cluster', 'password')
    const right = await readFile(file, 'utf8')
    await writeFile(file, 'wrong')
    const refusal = await refusalOf(folder)
    expect(refusal.code).toBe('UNAVAILABLE')
    expect(refusal.message).toMatch(/process \d+\) runs on .* but refuses the password in/u)
    expect(refusal.message).not.toContain(right)
    await writeFile(file, right)
    expect((await start(folder)).adopted).toBe(true)
  })

  it('does not take the server of the original for the one of a copied folder', async () => {
    const { folder, url } = await killedService()
    const copy = join(await newPlace(), 'postgres')
    await cp(folder, copy, { recursive: true, preserveTimestamps: true })
    const server = await start(copy)
    expect(server.adopted).toBe(false)
    expect(server.url).not.toBe(url)
    expect(serverPid(copy)).not.toBe(serverPid(folder))
  })
})

describe('two services on one folder', () => {
  it('tells the second which process uses the folder, and leaves the first alone', async () => {
    const folder = watchFolder(join(await newPlace(), 'postgres'))
    const first = await runService(folder)
    const refusal = await refusalOf(folder)
    expect(refusal.code).toBe('UNAVAILABLE')
    expect(refusal.message).toContain(`in use by process ${first.said.pid}`)
    expect(await query(first.said.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
  })

  it('lets exactly one of several in that start at the same moment on a new folder', async () => {
    const folder = watchFolder(join(await newPlace(), 'postgres'))
    const services = await Promise.all([1, 2, 3].map(() => runService(folder)))
    const running = services.filter(({ said }) => said.url !== undefined)
    expect(running).toHaveLength(1)
    for (const { said } of services)
      if (said.url === undefined) expect(said.message).toContain(`in use by process ${running[0]?.said.pid}`)
  })

  it('says so too when this very process asks twice', async () => {
    const folder = join(await newPlace(), 'postgres')
    await start(folder)
    expect((await refusalOf(folder)).message).toContain(`in use by process ${process.pid} (this one)`)
  })

  it('is not fooled by a lock whose process id now belongs to another process', async () => {
    const folder = join(await newPlace(), 'postgres')
    await (await start(folder)).stop()
    const name = (await readdir(folder)).find((entry) => entry.startsWith('lock.')) ?? ''
    await writeFile(join(folder, name), JSON.stringify({ pid: process.ppid, started: 'long ago', released: false }))
    expect((await start(folder)).adopted).toBe(false)
  })

  it('is not fooled by a postmaster.pid whose process id now belongs to another process', async () => {
    const folder = watchFolder(join(await newPlace(), 'postgres'))
    const service = await runService(folder)
    const file = join(dataOf(folder), 'postmaster.pid')
    const lines = (await readFile(file, 'utf8')).split('\n')
    await service.stop()
    await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'))
    expect((await start(folder)).adopted).toBe(false)
  })
})
