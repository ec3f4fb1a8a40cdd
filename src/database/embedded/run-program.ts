import { spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { unavailable } from './failures.ts'
import type { Account } from './server-account.ts'

/** An environment of its own: no PG* variable, locale or secret of the service reaches the programs. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

export const spawnOptions = (cwd: string, account: Account | undefined): SpawnOptions => ({
  cwd,
  env: ENVIRONMENT,
  // Node takes signed 32-bit ids; "nobody" is -2 on macOS.
  ...(account && { uid: account.uid | 0, gid: account.gid | 0 }),
})

/**
 * How a server program is told where the data is. Another user than ours may be shut out of a folder above (a home
 * with 0700): on Linux it starts inside the data folder, opened by us, and names it by `/proc/self/cwd`, which asks
 * for no permission on the way. No permission is weakened and the data stays where DATA_DIR says.
 */
export const dataPath = (data: string, account: Account | undefined): string =>
  account !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : data

/** `status` is null when the program could not be started at all (missing loader, no permission). */
export type Outcome = { readonly status: number | null; readonly output: string }

const mayNotSwitch = (error: NodeJS.ErrnoException): Error =>
  unavailable(
    'PostgreSQL refuses to run as root, and this process may not become another user ' +
      `(${error.code}; a container without SETUID?). Start the service as an ordinary user, or set DATABASE_URL.`,
    error,
  )

/** Runs a program to its end; output is bounded to the last 64 KiB. */
export const runProgram = async (
  file: string,
  args: readonly string[],
  cwd: string,
  account: Account | undefined,
): Promise<Outcome> => {
  let output = ''
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-65_536)
  }
  try {
    const child = spawn(file, args, { ...spawnOptions(cwd, account), stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const [status] = (await once(child, 'close')) as [number | null]
    return { status: status ?? -1, output }
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException
    if (account !== undefined && (error.code === 'EPERM' || error.code === 'EINVAL')) throw mayNotSwitch(error)
    return { status: null, output: error.message }
  }
}
