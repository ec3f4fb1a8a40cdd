import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostmaster, readPostmasterFile } from '../src/database/embedded/postmaster-file.ts'
import { findProcess } from '../src/database/embedded/process-identity.ts'

const prefix = 'nhip-cau-demo-'

const remove = async (folder: string): Promise<void> =>
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })

/** A demo that was killed leaves folder and database server behind; the folder's name tells whose they were. */
const sweep = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const [, owner] = /^nhip-cau-demo-(\d+)-/u.exec(name) ?? []
    if (owner === undefined || findProcess(Number(owner)) !== undefined) continue
    const folder = join(tmpdir(), name)
    const data = join(folder, 'postgres', 'cluster', 'data')
    const server = findPostmaster(data, readPostmasterFile(data)?.pid ?? 0)
    try {
      if (server) process.kill(server.pid, 'SIGQUIT')
      await remove(folder)
    } catch {
      // Of another user: theirs to sweep.
    }
  }
}

/** A folder that only this demo knows, and its end. */
export const makeDataFolder = async (): Promise<{ readonly folder: string; remove(): Promise<void> }> => {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  return { folder, remove: async () => await remove(folder) }
}
