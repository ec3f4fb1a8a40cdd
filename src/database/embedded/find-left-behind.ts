import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { askServer } from './ask-server.ts'
import { leaveMark } from './create-cluster.ts'
import { unavailable } from './failures.ts'
import type { Layout } from './layout.ts'
import { findPostmaster, postmasterFile, readPostmasterFile } from './postmaster-file.ts'
import { findProcess } from './process-identity.ts'
import { untilGone, type RunningServer } from './running-server.ts'

const PATIENCE = 60_000

/**
 * The server that a killed service left running on this folder, once it answers with our password and reads our mark
 * back. A `postmaster.pid` whose number now belongs to something else is removed: PostgreSQL would take that process
 * for its own and refuse to start.
 */
export const findLeftBehind = async (layout: Layout, password: string): Promise<RunningServer | undefined> => {
  const mark = await leaveMark(layout)
  for (const end = performance.now() + PATIENCE; ; await pause(200)) {
    const file = readPostmasterFile(layout.data)
    if (file === undefined || findProcess(file.pid) === undefined) return undefined
    const identity = findPostmaster(layout.data, file.pid)
    // Before it is ready its port may not be its own yet.
    const answer = identity && file.status === 'ready' ? await askServer({ port: file.port, password }, mark) : 'silent'
    if (identity === undefined || answer === 'other') {
      await rm(postmasterFile(layout.data), { force: true })
      return undefined
    }
    if (answer === 'ours') return { identity, port: file.port, gone: untilGone(identity) }
    if (answer === 'wrong-password')
      throw unavailable(
        `PostgreSQL (process ${file.pid}) runs on ${layout.folder} but refuses the password in ${layout.password}. ` +
          'End that process, put the right password file back and start again.',
      )
    if (performance.now() > end)
      throw unavailable(
        `PostgreSQL (process ${file.pid}) runs on ${layout.folder} but does not answer on port ${file.port}. ` +
          `End that process and start again. The log is ${layout.log}.`,
      )
  }
}
