import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { findProcess, type ProcessIdentity } from './process-identity.ts'

/** What `postmaster.pid` says (PostgreSQL, src/include/utils/pidfile.h): who runs, where, and how far it is. */
export type PostmasterFile = { readonly pid: number; readonly port: number; readonly status: string }

export const postmasterFile = (data: string): string => join(data, 'postmaster.pid')

/** Port 0 and status '' while the server has not written them yet. */
export const readPostmasterFile = (data: string): PostmasterFile | undefined => {
  try {
    const lines = readFileSync(postmasterFile(data), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

/**
 * The living process named in the file, when it can be the server of this folder: called postgres and, where the
 * system tells, working in the folder (without CAP_SYS_PTRACE root is not told another user's folder).
 */
export const findPostmaster = (data: string, pid: number): ProcessIdentity | undefined => {
  const found = findProcess(pid)
  if (found?.name !== 'postgres') return undefined
  if (process.platform === 'linux') {
    try {
      if (readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(data)) return undefined
    } catch {
      return found
    }
  }
  return found
}
