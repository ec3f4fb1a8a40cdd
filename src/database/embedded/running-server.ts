import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, type ProcessIdentity } from './process-identity.ts'

export type RunningServer = {
  readonly identity: ProcessIdentity
  readonly port: number
  /** Resolves when the server ended, for whatever reason. */
  readonly gone: Promise<void>
}

/** Waits for the end of a process that is not our child; looks once a second and keeps no process alive. */
export const untilGone = (identity: ProcessIdentity): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(identity)) return
      clearInterval(timer)
      resolve()
    }, 1000).unref()
  })

const waitGone = async (identity: ProcessIdentity, milliseconds: number): Promise<boolean> => {
  for (const end = performance.now() + milliseconds; performance.now() < end; await pause(50))
    if (!isAlive(identity)) return true
  return !isAlive(identity)
}

const signal = (identity: ProcessIdentity, name: NodeJS.Signals): void => {
  try {
    if (isAlive(identity)) process.kill(identity.pid, name)
  } catch {
    // It ended between the look and the signal.
  }
}

/**
 * Fast shutdown: clients are cut off, everything is written. After 20 s an immediate one, from which the next start
 * recovers. False when the server still lives 10 s later.
 */
export const shutDown = async ({ identity }: RunningServer): Promise<boolean> => {
  signal(identity, 'SIGINT')
  if (await waitGone(identity, 20_000)) return true
  signal(identity, 'SIGQUIT')
  return waitGone(identity, 10_000)
}
