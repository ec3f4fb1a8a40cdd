import { chmod, lstat, mkdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { DATABASE, ensureDatabase, HOST } from './ask-server.ts'
import { createCluster, handOver, removeLeftovers, USER } from './create-cluster.ts'
import { explainFileFailure, unavailable } from './failures.ts'
import { findLeftBehind } from './find-left-behind.ts'
import { findPackage } from './find-package.ts'
import { lockFolder } from './folder-lock.ts'
import { inspectCluster } from './inspect-cluster.ts'
import { layoutOf, type Layout } from './layout.ts'
import { launchServer, randomPort } from './launch-server.ts'
import { shutDown, type RunningServer } from './running-server.ts'
import { chooseAccounts } from './server-account.ts'
import { superviseServer, type ServerLog } from './supervise-server.ts'
import { usableBinaries } from './usable-binaries.ts'

export type EmbeddedOptions = {
  /** Holds everything of the database; made when missing. May be relative, hold spaces and any letters. */
  readonly folder: string
  readonly log: ServerLog
  /** Server settings over ours; for tests (`fsync: 'off'`). */
  readonly settings?: Readonly<Record<string, string>>
  /** Proposes ports to listen on; a free one by chance when not given. */
  readonly nextPort?: () => Promise<number>
}

export type EmbeddedServer = {
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly password: string
    readonly database: string
  }
  /** The same as one `postgres://` address: the owner of the database, with all rights on the server. */
  readonly url: string
  /** Whether the server was running already, left behind by a service that was killed. */
  readonly adopted: boolean
  /** Shuts the server down and frees the folder; bounded to about 30 s, may be called again. */
  stop(): Promise<void>
}

const PORT_ATTEMPTS = 10
const ORPHAN_ATTEMPTS = 40

type Launcher = (ports: () => Promise<number>, signal?: AbortSignal) => Promise<RunningServer>

const launcher =
  (launch: (port: number, signal?: AbortSignal) => ReturnType<typeof launchServer>): Launcher =>
  async (ports, signal) => {
    for (let taken = 0, orphans = 0; ;) {
      const result = await launch(await ports(), signal)
      if ('identity' in result) return result
      // Backends of a killed server end by themselves within moments.
      if (result.kind === 'orphans' && !signal?.aborted && ++orphans < ORPHAN_ATTEMPTS) await pause(250)
      else if (result.kind !== 'port' || signal?.aborted || ++taken >= PORT_ATTEMPTS) throw result.error
    }
  }

const openFolder = async (layout: Layout): Promise<void> => {
  // As root another user runs the server and passes through; what must stay secret inside is closed by itself.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  if (await mkdir(layout.folder, { recursive: true, mode })) await chmod(layout.folder, mode)
  if (!(await lstat(layout.folder)).isDirectory())
    throw unavailable(`${layout.folder} is not a folder: the embedded PostgreSQL cannot live there.`)
}

const bringUp = async (layout: Layout, options: EmbeddedOptions) => {
  await removeLeftovers(layout.folder)
  const source = await findPackage()
  const accounts = await chooseAccounts(layout.folder, layout.data)
  const needed = [accounts?.server, ...(accounts ? [accounts.setup] : [])]
  const binaries = () => usableBinaries(source, layout.folder, needed)
  let password = await inspectCluster(layout, source.major)
  if (password === undefined) {
    options.log.info({ folder: layout.folder }, 'Making a database')
    await createCluster(layout, await binaries(), accounts)
    password = await inspectCluster(layout, source.major)
  }
  if (password === undefined) throw new Error('A finished cluster is not there')
  // A backup put back by root belongs to root.
  if (accounts && (await lstat(layout.data)).uid === 0) await handOver(layout.data, accounts.server)
  const start = launcher(async (port, signal) =>
    launchServer(
      { layout, binaries: await binaries(), account: accounts?.server, settings: options.settings },
      port,
      signal,
    ),
  )
  const leftBehind = await findLeftBehind(layout, password)
  const running = leftBehind ?? (await start(options.nextPort ?? randomPort))
  return { password, start, running, adopted: leftBehind !== undefined }
}

/**
 * Starts PostgreSQL on a folder, or adopts the server that runs on it already, and keeps it running on the same port.
 * One service at a time may use a folder.
 * @throws AppError UNAVAILABLE with words for the operator: folder in use, not writable, full, damaged or of another
 *   version; binaries missing or not runnable here.
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const layout = layoutOf(options.folder)
  try {
    await openFolder(layout)
    const lock = await lockFolder(layout.folder)
    let running: RunningServer | undefined
    try {
      const up = await bringUp(layout, options)
      running = up.running
      const { port } = running
      await ensureDatabase({ port, password: up.password })
      options.log.info({ process: running.identity.pid, port, adopted: up.adopted }, 'The database server runs')
      const supervisor = superviseServer(
        running,
        (signal) => up.start(() => Promise.resolve(port), signal),
        options.log,
      )
      let stopping: Promise<void> | undefined
      const stop = async (): Promise<void> => {
        if (!(await supervisor.stop()))
          options.log.error({ folder: layout.folder }, 'The database server did not end; the next start adopts it')
        await lock.release()
      }
      return {
        connection: { host: HOST, port, user: USER, password: up.password, database: DATABASE },
        url: `postgres://${USER}:${up.password}@${HOST}:${port}/${DATABASE}`,
        adopted: up.adopted,
        stop: () => (stopping ??= stop()),
      }
    } catch (error) {
      if (running) await shutDown(running)
      await lock.release()
      throw error
    }
  } catch (error) {
    throw explainFileFailure(error, layout.folder)
  }
}
