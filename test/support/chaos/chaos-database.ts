import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded, type EmbeddedServer } from '../../../src/database/embedded/index.ts'
import { findPostmaster, readPostmasterFile } from '../../../src/database/embedded/postmaster-file.ts'

/** A PostgreSQL server of its own, with every promise of a real one (fsync), that can be taken away and brought back. */
export type ChaosDatabase = {
  readonly url: string
  /** `immediate` is what a crash leaves: nothing is said to anybody, recovery follows. */
  restart(how: 'fast' | 'immediate'): Promise<void>
  takeAway(): Promise<void>
  bringBack(): Promise<void>
  /** The server is there and says nothing, as on a host that hangs; Linux only. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

/** All that a process has forked. */
const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
        return fields?.[1] === String(parent) ? [Number(name)] : []
      } catch {
        return []
      }
    })

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

const isTaken = async (port: number): Promise<boolean> =>
  await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(true))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(false)))
  })

export const startChaosDatabase = async (): Promise<ChaosDatabase> => {
  // Named like the suite's own servers, so that the next run sweeps what a killed run leaves.
  const folder = await mkdtemp(join(tmpdir(), `nhip-cau-test-${process.pid}-`))
  await chmod(folder, 0o755)
  const settings = { max_connections: '120' }
  let server: EmbeddedServer | undefined = await startEmbedded({ folder, log: quiet, settings })
  const { url, connection } = server

  const bringBack = async (): Promise<void> => {
    server ??= await startEmbedded({ folder, log: quiet, settings, nextPort: () => Promise.resolve(connection.port) })
    if (server.connection.port !== connection.port) throw new Error('the server came back on another port')
  }
  const takeAway = async (): Promise<void> => {
    await server?.stop()
    server = undefined
    if (await isTaken(connection.port)) throw new Error('the server is still there')
  }

  const postmaster = (): number => {
    const data = join(folder, 'cluster', 'data')
    const found = findPostmaster(data, readPostmasterFile(data)?.pid ?? 0)
    if (!found) throw new Error('no server runs')
    return found.pid
  }
  let frozen: number[] = []
  const thaw = (): void => {
    for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT')
  }

  return {
    url,
    thaw,
    freeze() {
      const parent = postmaster()
      // The one that forks first, so that nobody is forked meanwhile.
      process.kill(parent, 'SIGSTOP')
      frozen = [parent, ...childrenOf(parent)]
      for (const pid of frozen) process.kill(pid, 'SIGSTOP')
    },
    takeAway,
    bringBack,
    async restart(how) {
      if (how === 'immediate') {
        // Its supervisor starts it again; stopping the supervisor first would be a fast shutdown.
        process.kill(postmaster(), 'SIGQUIT')
        return
      }
      await takeAway()
      await bringBack()
    },
    async close() {
      thaw()
      await server?.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
