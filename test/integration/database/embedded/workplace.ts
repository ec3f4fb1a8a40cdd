import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from '../../../../src/database/embedded/index.ts'
import { findPostmaster, readPostmasterFile } from '../../../../src/database/embedded/postmaster-file.ts'
import { stopServices } from './run-service.ts'

const places: string[] = []
const folders = new Set<string>()
const servers: EmbeddedServer[] = []

/** An empty place below the temp folder that everyone may pass through; named so that the next run can sweep it. */
export const newPlace = async (): Promise<string> => {
  const place = await mkdtemp(join(tmpdir(), `nhip-cau-test-${process.pid}-`))
  await chmod(place, 0o755)
  places.push(place)
  return place
}

export const dataOf = (folder: string): string => join(folder, 'cluster', 'data')

/** The process id of the server on this folder, when one runs. */
export const serverPid = (folder: string): number | undefined => {
  const data = dataOf(folder)
  return findPostmaster(data, readPostmasterFile(data)?.pid ?? 0)?.pid
}

/** What the supervisor told its log. */
export type Told = { level: 'info' | 'warn' | 'error'; message: string }

export const start = async (folder: string, more: Partial<EmbeddedOptions> = {}, told: Told[] = []) => {
  folders.add(folder)
  const tell = (level: Told['level']) => (_: object, message: string) => void told.push({ level, message })
  const server = await startEmbedded({
    folder,
    log: { info: tell('info'), warn: tell('warn'), error: tell('error') },
    ...more,
  })
  servers.push(server)
  return server
}

/** The words of a start that must not succeed. */
export const refusalOf = async (folder: string): Promise<{ code?: string; message: string }> => {
  try {
    await start(folder)
  } catch (error) {
    return error as { code?: string; message: string }
  }
  throw new Error('It started')
}

/** Notes a folder whose server must be gone at the end, whoever started it. */
export const watchFolder = (folder: string): string => {
  folders.add(folder)
  return folder
}

export const query = async <T>(url: string | undefined, run: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = postgres(url ?? '', { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    return await run(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

export const cleanUp = async (): Promise<void> => {
  await stopServices()
  await Promise.all(servers.splice(0).map((server) => server.stop()))
  for (const folder of folders) {
    const pid = serverPid(folder)
    if (pid !== undefined) process.kill(pid, 'SIGQUIT')
  }
  folders.clear()
  for (const place of places.splice(0)) await rm(place, { recursive: true, force: true, maxRetries: 10 })
}
