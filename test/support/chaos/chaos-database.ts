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
  close(): Promise<void>
}

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

  return {
    url,
    takeAway,
    bringBack,
    async restart(how) {
      if (how === 'immediate') {
        const data = join(folder, 'cluster', 'data')
        const postmaster = findPostmaster(data, readPostmasterFile(data)?.pid ?? 0)
        if (!postmaster) throw new Error('no server runs')
        // Its supervisor starts it again; stopping the supervisor first would be a fast shutdown.
        process.kill(postmaster.pid, 'SIGQUIT')
        return
      }
      await takeAway()
      await bringBack()
    },
    async close() {
      await server?.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
