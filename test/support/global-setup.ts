import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/database/embedded/index.ts'
import { findPostmaster, readPostmasterFile } from '../../src/database/embedded/postmaster-file.ts'
import { findProcess } from '../../src/database/embedded/process-identity.ts'
import { migrate } from '../../src/database/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the test server as its owner. */
    postgresUrl: string
    /** Why the migrated template could not be made; empty when it is there. */
    templateFailure: string
  }
}

const PREFIX = 'nhip-cau-test-'

/** A run that was killed leaves its server behind; its folder's name tells whose it was. */
const sweep = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const [, owner] = /^nhip-cau-test-(\d+)-/u.exec(name) ?? []
    if (owner === undefined || findProcess(Number(owner)) !== undefined) continue
    const folder = join(tmpdir(), name)
    const data = join(folder, 'cluster', 'data')
    const server = findPostmaster(data, readPostmasterFile(data)?.pid ?? 0)
    try {
      if (server) process.kill(server.pid, 'SIGQUIT')
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // Of another user: theirs to sweep.
    }
  }
}

const makeTemplate = async (adminUrl: string): Promise<string> => {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin`create database nhip_template`
    const url = new URL(adminUrl)
    url.pathname = '/nhip_template'
    await migrate(url.href)
    return ''
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } finally {
    await admin.end()
  }
}

/** One server for the whole run, without fsync, with a migrated template that each test database is copied from. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const warnings: unknown[] = []
  const keep = (fields: object, message: string): void => void warnings.push({ message, ...fields })
  const server = await startEmbedded({
    folder,
    log: { info: () => {}, warn: keep, error: keep },
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  project.provide('postgresUrl', server.url)
  project.provide('templateFailure', await makeTemplate(server.url))
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
    if (warnings.length > 0) console.error('The test server had trouble:', warnings)
  }
}
