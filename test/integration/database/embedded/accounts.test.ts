import { chmod, chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { copyProject, isRoot, plainUser, runService } from './run-service.ts'
import { cleanUp, dataOf, newPlace, query, serverPid, watchFolder } from './workplace.ts'

afterEach(cleanUp)

const ownerOf = async (pid: number | undefined): Promise<number> => (await stat(`/proc/${pid}`)).uid

describe('as an ordinary user', () => {
  it('runs as that user below its closed home, with binaries whose install script never ran', async () => {
    const place = await newPlace()
    const home = join(place, 'nhà của Lan')
    await mkdir(home)
    const copy = await copyProject(place)
    if (plainUser) await chown(home, plainUser.uid, plainUser.gid)
    await chmod(home, 0o700)
    const folder = watchFolder(join(home, '.data', 'postgres'))
    for (const expected of [undefined, [{ name: 'Cửa Nam' }]]) {
      const { said, stop } = await runService(folder, { ...copy, user: plainUser })
      expect(said.message).toBeUndefined()
      if (process.platform === 'linux') expect(await ownerOf(serverPid(folder))).toBe((await stat(home)).uid)
      if (expected) expect(await query(said.url, (sql) => sql`select name from kept`)).toEqual(expected)
      else await query(said.url, (sql) => sql`create table kept as select 'Cửa Nam' as name`)
      await stop()
    }
    expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^binaries-18[^/]*$/u))
  })
})

describe.runIf(isRoot && process.platform === 'linux')('as root', () => {
  it('runs the server as a user of its own and keeps the data below a closed home, without opening it', async () => {
    const home = join(await newPlace(), 'root của máy')
    await mkdir(home, { mode: 0o700 })
    const folder = watchFolder(join(home, 'nhip cau', '.data', 'postgres'))
    const first = await runService(folder)
    expect(first.said.message).toBeUndefined()
    const owner = await ownerOf(serverPid(folder))
    expect(owner).toBe((await stat(dataOf(folder))).uid)
    const named = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => Number(line.split(':')[2]))
    expect(named).not.toContain(owner)
    await query(first.said.url, (sql) => sql`create table kept as select 'Tây Hồ' as name`)
    await first.kill()
    const second = await runService(folder)
    expect(second.said.adopted).toBe(true)
    await second.stop()
    const third = await runService(folder)
    expect(third.said.adopted).toBe(false)
    expect(await query(third.said.url, (sql) => sql`select name from kept`)).toEqual([{ name: 'Tây Hồ' }])
    expect((await stat(home)).mode & 0o777).toBe(0o700)
  })

  it('runs a project that lies below a closed home as a whole', async () => {
    const shared = '/var/lib/nhip-cau'
    const before = await readdir(shared).catch(() => undefined)
    const home = join(await newPlace(), 'home')
    await mkdir(home, { mode: 0o700 })
    const copy = await copyProject(home)
    const folder = watchFolder(join(home, 'project', '.data', 'postgres'))
    try {
      const service = await runService(folder, copy)
      expect(service.said.message).toBeUndefined()
      expect(await query(service.said.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
      expect((await stat(home)).mode & 0o777).toBe(0o700)
      await service.stop()
    } finally {
      if (before === undefined) await rm(shared, { recursive: true, force: true })
    }
  })

  it('tells an ordinary user without a name what is missing, and leaves no half of a database', async () => {
    const place = await newPlace()
    const copy = await copyProject(place)
    const home = join(place, 'home')
    await mkdir(home)
    await chown(home, 61_234, 61_234)
    const folder = watchFolder(join(home, 'postgres'))
    const { said } = await runService(folder, { ...copy, user: { uid: 61_234, gid: 61_234 } })
    expect(said.message).toMatch(/has none for the user ID 61234.*DATABASE_URL/u)
    expect(said.message).not.toContain('damaged')
    expect((await readdir(folder)).filter((name) => name.startsWith('cluster'))).toEqual([])
  })

  it('goes on as the owner of the data when an ordinary user made it', async () => {
    const place = await newPlace()
    const copy = await copyProject(place)
    const home = join(place, 'home')
    await mkdir(home)
    await chown(home, 65534, 65534)
    await chmod(home, 0o700)
    const folder = watchFolder(join(home, 'postgres'))
    const asUser = { ...copy, user: plainUser }
    const first = await runService(folder, asUser)
    await query(first.said.url, (sql) => sql`create table kept as select 1 as n`)
    await first.stop()
    for (const run of [{}, asUser]) {
      const service = await runService(folder, run)
      expect(service.said.message).toBeUndefined()
      expect(await ownerOf(serverPid(folder))).toBe(65534)
      expect(await query(service.said.url, (sql) => sql`select n from kept`)).toEqual([{ n: 1 }])
      await service.stop()
    }
  })

  it('takes over data that came back from a copy as property of root', async () => {
    const folder = watchFolder(join(await newPlace(), 'postgres'))
    const first = await runService(folder)
    await query(first.said.url, (sql) => sql`create table kept as select 1 as n`)
    await first.stop()
    for (const entry of await readdir(dataOf(folder), { recursive: true }))
      await chown(join(dataOf(folder), entry), 0, 0)
    await chown(dataOf(folder), 0, 0)
    const second = await runService(folder)
    expect(second.said.message).toBeUndefined()
    expect(await query(second.said.url, (sql) => sql`select n from kept`)).toEqual([{ n: 1 }])
  })
})
