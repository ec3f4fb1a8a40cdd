import { randomBytes } from 'node:crypto'
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unavailable } from './failures.ts'
import { findProcess, isAlive, type ProcessIdentity } from './process-identity.ts'

type Holder = ProcessIdentity & { readonly released: boolean }

export type FolderLock = {
  /** Lets the next process in. */
  release(): Promise<void>
}

const FILE = /^lock\.(\d+)$/u

const generations = async (folder: string): Promise<number[]> =>
  (await readdir(folder))
    .flatMap((name) => FILE.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a)

const readHolder = async (file: string): Promise<Holder | undefined> => {
  try {
    const value = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>
    const { pid, started, released } = value
    return typeof pid === 'number' && typeof started === 'string'
      ? { pid, started, released: released === true }
      : undefined
  } catch {
    return undefined
  }
}

/** Writes the whole content at once: nobody ever sees half a lock. */
const place = async (file: string, holder: Holder, put: (from: string, to: string) => Promise<void>): Promise<void> => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o644 })
    await put(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * Claims the folder for this process. Each claim is a new file `lock.<n>`, made only when the holder of the highest
 * one is dead or has let go, and void when a higher one exists: no stale lock is ever deleted before it is replaced,
 * so two processes that find the same stale lock cannot both win.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const self = findProcess(process.pid)
  if (self === undefined) throw unavailable('This process cannot see itself: is /proc mounted?')
  const holder: Holder = { pid: self.pid, started: self.started, released: false }
  for (;;) {
    const highest = (await generations(folder))[0] ?? 0
    const current = await readHolder(join(folder, `lock.${highest}`))
    if (current !== undefined && !current.released && isAlive(current))
      throw unavailable(
        `The folder ${folder} is in use by process ${current.pid}` +
          `${current.pid === process.pid ? ' (this one)' : ''}: one service at a time can run on an embedded database. ` +
          'Stop that process, or give each service a DATA_DIR of its own.',
      )
    const mine = highest + 1
    const file = join(folder, `lock.${mine}`)
    try {
      await place(file, holder, link)
    } catch (error) {
      // Another process was quicker: it holds the name now, or cleared our draft away as a leftover.
      if (error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOENT')) continue
      throw error
    }
    const all = await generations(folder)
    if ((all[0] ?? 0) > mine) {
      await rm(file, { force: true })
      continue
    }
    for (const older of all.filter((n) => n < mine)) await rm(join(folder, `lock.${older}`), { force: true })
    return { release: () => place(file, { ...holder, released: true }, rename) }
  }
}
