import { randomBytes } from 'node:crypto'
import { chmod, lchown, lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { explainProgramFailure, type ProgramFailure } from './failures.ts'
import type { Layout } from './layout.ts'
import { dataPath, runProgram } from './run-program.ts'
import type { Account, ServerAccounts } from './server-account.ts'

export const USER = 'nhip_cau'

// The ctype decides what a letter is for text search and trigrams: C.UTF-8 where the system has it, and plain C, which
// PostgreSQL takes with UTF8 everywhere, elsewhere. Order and case come from ICU in both.
const CTYPES = ['C.UTF-8', 'C']

const CLUSTER = (
  '--pwfile=../pw --auth=scram-sha-256 --data-checksums --no-instructions ' +
  '--encoding=UTF8 --locale-provider=icu --icu-locale=vi --locale=C --lc-messages=C'
).split(' ')

/** Gives everything in the folder to `to`; hard links are left alone, they could name a file from outside. */
export const handOver = async (folder: string, to: Account): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const found = await lstat(path)
    if (found.isDirectory() || found.nlink === 1) await lchown(path, to.uid, to.gid)
  }
  await lchown(folder, to.uid, to.gid)
}

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const writeSecret = async (file: string, secret: string, owner: Account | undefined): Promise<void> => {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(secret)
    if (owner) await handle.chown(owner.uid, owner.gid)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Makes a cluster: UTF8, ICU with Vietnamese order, scram passwords, data checksums. It grows in a folder of its own
 * and appears by one rename, so that a start killed in the middle leaves nothing that looks like a database.
 */
export const createCluster = async (
  layout: Layout,
  binaries: string,
  accounts: ServerAccounts | undefined,
): Promise<void> => {
  const staging = join(layout.folder, `cluster.new-${randomBytes(6).toString('hex')}`)
  const data = join(staging, 'data')
  const word = join(staging, 'pw')
  const secret = randomBytes(24).toString('base64url')
  let failure: ProgramFailure | undefined
  await mkdir(staging)
  // Passing through is enough for the server's user; the names inside stay ours.
  await chmod(staging, accounts ? 0o711 : 0o700)
  try {
    for (const ctype of CTYPES) {
      await rm(data, { recursive: true, force: true })
      await rm(word, { force: true })
      await mkdir(data, { mode: 0o700 })
      if (accounts) await lchown(data, accounts.setup.uid, accounts.setup.gid)
      await writeSecret(word, secret, accounts?.setup)
      const { status, output } = await runProgram(
        join(binaries, 'bin', 'initdb'),
        ['-D', dataPath(data, accounts?.setup), `--username=${USER}`, `--lc-ctype=${ctype}`, ...CLUSTER],
        data,
        accounts?.setup,
      )
      failure = status === 0 ? undefined : explainProgramFailure(output, layout.folder)
      if (failure === undefined || !/invalid locale/u.test(output)) break
    }
    if (failure) throw failure.error
    await rm(word)
    if (accounts) await handOver(data, accounts.server)
    await writeSecret(join(staging, 'password'), secret, undefined)
    await syncFolder(staging)
    await rename(staging, layout.cluster)
    await syncFolder(layout.folder)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** Removes what starts killed in the middle left behind; an initdb that still writes there is left to the next start. */
export const removeLeftovers = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder))
    if (/^(cluster|binaries-.*)\.new-[0-9a-f]{12}$/u.test(name) || /^lock\.\d+\.[0-9a-f]{12}$/u.test(name))
      await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
}

/** A word that only a server living in this very data folder can read back. */
export const leaveMark = async (layout: Layout): Promise<string> => {
  const mark = randomBytes(16).toString('hex')
  const file = join(layout.data, 'nhip-cau.mark')
  await rm(file, { force: true })
  await writeFile(file, mark, { mode: 0o644 })
  await chmod(file, 0o644)
  return mark
}
