import { setTimeout as pause } from 'node:timers/promises'
import { shutDown, type RunningServer } from './running-server.ts'

/** The part of a pino logger that is used here. */
export type ServerLog = Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>

const FIRST_WAIT = 250
const LONGEST_WAIT = 30_000
const STEADY_AFTER = 60_000

/** Keeps a server running on its port until it is stopped: starts it again when it ends, more slowly each time. */
export const superviseServer = (
  first: RunningServer,
  startAgain: (signal: AbortSignal) => Promise<RunningServer>,
  log: ServerLog,
): { stop(): Promise<boolean> } => {
  const ending = new AbortController()
  let current: RunningServer | undefined = first
  let failures = 0

  const restart = async (): Promise<void> => {
    const wait = Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT)
    failures += 1
    await pause(wait, undefined, { signal: ending.signal, ref: false }).catch(() => {})
    if (ending.signal.aborted) return
    try {
      current = await startAgain(ending.signal)
      log.info({ process: current.identity.pid, port: current.port }, 'The database server runs again')
    } catch (error) {
      if (ending.signal.aborted) return
      log.error({ err: error, attempt: failures }, 'The database server could not be started again; trying on')
    }
  }

  const watch = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      if (current) {
        const since = performance.now()
        await current.gone
        if (ending.signal.aborted) return
        if (performance.now() - since > STEADY_AFTER) failures = 0
        log.warn({ process: current.identity.pid }, 'The database server ended unexpectedly; starting it again')
        current = undefined
      }
      await restart()
    }
  }

  const watching = watch()
  let stopping: Promise<boolean> | undefined
  const stop = async (): Promise<boolean> => {
    ending.abort()
    // A start that is under way is called off, or ends in a server that is stopped like any other.
    if (current === undefined) await watching
    return current === undefined || shutDown(current)
  }
  return { stop: () => (stopping ??= stop()) }
}
