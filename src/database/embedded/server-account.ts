import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { unavailable } from './failures.ts'

export type Account = { readonly uid: number; readonly gid: number }

/** Who runs PostgreSQL when we are root, which PostgreSQL itself refuses to be. */
export type ServerAccounts = {
  /** Runs the server and owns the data. */
  readonly server: Account
  /** Runs initdb, which insists on an account that has a name. */
  readonly setup: Account
}

// A range that systemd's "Users, Groups, UIDs and GIDs" page leaves to nobody, and below 65536 so that it exists in
// containers with a mapped range: no other service shares the number, so none may read the data.
const FIRST_FREE = 60706
const FREE = 478

const named = async (name: string): Promise<Account | undefined> => {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
}

/** The other accounts needed, or nothing when this process is an ordinary user and does everything itself. */
export const chooseAccounts = async (folder: string, data: string): Promise<ServerAccounts | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const setup = await named('nobody').catch(() => undefined)
  if (setup === undefined || setup.uid === 0)
    throw unavailable(
      'PostgreSQL refuses to run as root, and this system has no user "nobody" to run it instead. ' +
        'Start the service as an ordinary user, or set DATABASE_URL.',
    )
  const owner = await stat(data).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0) return { server: { uid: owner.uid, gid: owner.gid }, setup }
  const own = FIRST_FREE + (createHash('sha256').update(folder).digest().readUInt32BE() % FREE)
  return { server: { uid: own, gid: own }, setup }
}
