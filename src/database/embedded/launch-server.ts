import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { explainProgramFailure, unavailable, type ProgramFailure } from './failures.ts'
import type { Layout } from './layout.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { findProcess } from './process-identity.ts'
import { dataPath, spawnOptions } from './run-program.ts'
import { shutDown, type RunningServer } from './running-server.ts'
import type { Account } from './server-account.ts'
import { HOST } from './ask-server.ts'
import { serverSettings } from './settings.ts'

const LOG_LIMIT = 5 * 1024 * 1024
const READY_WITHIN = 10 * 60_000

/** Below the ports that systems hand to outgoing connections, so that a restart finds its port still free. */
export const randomPort = async (): Promise<number> => {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(20_000, 32_000)
    const server = createServer()
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, HOST, () => server.close(() => resolve(true)))
    })
    if (free) return port
  }
  throw unavailable('No free port between 20000 and 32000 was found for the embedded PostgreSQL.')
}

/** Appends to the log; a big one, or one of another user, becomes `.1` first. */
const openLog = async (file: string) => {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') throw error
    await rename(file, `${file}.1`)
    return open(file, 'a', 0o600)
  })
}

export type Launch = {
  readonly layout: Layout
  readonly binaries: string
  readonly account: Account | undefined
  readonly settings?: Readonly<Record<string, string>> | undefined
}

/** Starts the server on this port and waits until it takes connections (crash recovery included), at most 10 minutes. */
export const launchServer = async (
  { layout, binaries, account, settings }: Launch,
  port: number,
  signal?: AbortSignal,
): Promise<RunningServer | ProgramFailure> => {
  const log = await openLog(layout.log)
  const from = (await log.stat()).size
  // A session of its own: Ctrl+C in the terminal reaches the service only, which then stops the server in order.
  const child = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', dataPath(layout.data, account), ...serverSettings(port, settings)],
    { ...spawnOptions(layout.data, account), detached: true, stdio: ['ignore', log.fd, log.fd] },
  )
  const ended = once(child, 'exit').then(
    () => '',
    (error: unknown) => String(error),
  )
  await log.close()
  const identity = child.pid === undefined ? undefined : findProcess(child.pid)
  if (identity) {
    const running: RunningServer = { identity, port, gone: ended.then(() => undefined) }
    for (const end = performance.now() + READY_WITHIN; child.exitCode === null && child.signalCode === null;) {
      const file = readPostmasterFile(layout.data)
      if (file?.pid === identity.pid && file.status === 'ready') {
        child.unref()
        return running
      }
      if (signal?.aborted || performance.now() > end) {
        await shutDown(running)
        const words = signal?.aborted
          ? 'The start of PostgreSQL was called off.'
          : 'PostgreSQL did not get ready in time.'
        return { kind: 'other', error: unavailable(`${words} The log is ${layout.log}.`) }
      }
      await pause(20)
    }
  }
  const output = (await readFile(layout.log)).subarray(from).toString()
  return explainProgramFailure(`${await ended}\n${output}`, layout.folder, layout.log)
}
