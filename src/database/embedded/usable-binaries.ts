import { randomBytes } from 'node:crypto'
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { unavailable } from './failures.ts'
import type { PostgresPackage } from './find-package.ts'
import { runProgram } from './run-program.ts'
import type { Account } from './server-account.ts'

const SHARED_PLACE = '/var/lib/nhip-cau'

/** Whether both programs really run from here as that user; the only test that sees rights, libraries and loader. */
const tryOut = async (root: string, account: Account | undefined): Promise<string | undefined> => {
  for (const program of ['postgres', 'initdb']) {
    const { status, output } = await runProgram(join(root, 'bin', program), ['--version'], '/', account)
    if (status !== 0) return output.trim() || `status ${status}`
  }
  return undefined
}

const hydrateLinks = async (root: string): Promise<void> => {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const place = join(root, relative('native', target))
    await rm(place, { force: true })
    await symlink(relative(dirname(target), source), place)
  }
}

/** Readable for everyone and writable for the owner only, whatever umask we or npm had. */
const openModes = async (root: string): Promise<void> => {
  await chmod(root, 0o755)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const program = entry.isDirectory() || entry.parentPath === join(root, 'bin')
    if (!entry.isSymbolicLink()) await chmod(path, program ? 0o755 : 0o644)
  }
}

/** npm's own install script may not have run and the package may be closed to the server's user: a copy of ours. */
const copyPackage = async (from: string, to: string): Promise<void> => {
  if (await lstat(to).catch(() => undefined)) return
  const draft = `${to}.new-${randomBytes(6).toString('hex')}`
  try {
    if (await mkdir(dirname(to), { recursive: true })) await chmod(dirname(to), 0o755)
    await cp(from, draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/\.a$|\/pgxs(\/|$)/u.test(path),
    })
    await hydrateLinks(draft)
    await openModes(draft)
    await rename(draft, to).catch(async (error: unknown) => {
      if ((await lstat(to).catch(() => undefined)) === undefined) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Root executes what lies here: nobody else may be able to change it. */
const isOursAlone = async (place: string): Promise<boolean> => {
  const found = await lstat(place).catch(() => undefined)
  return found === undefined || (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0)
}

const canReach = async (folder: string, account: Account | undefined): Promise<boolean> => {
  if (account === undefined) return true
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}

/**
 * The tree of binaries that every one of `accounts` can run: the npm package itself, else a copy in the database
 * folder, else (as root, below a closed folder) a copy in /var/lib/nhip-cau. Copies can be deleted at any time.
 */
export const usableBinaries = async (
  source: PostgresPackage,
  folder: string,
  accounts: readonly (Account | undefined)[],
): Promise<string> => {
  const fails = async (root: string): Promise<string | undefined> => {
    for (const account of accounts) {
      const reason = await tryOut(root, account)
      if (reason !== undefined) return reason
    }
    return undefined
  }
  let reason = await fails(source.root)
  if (reason === undefined) return source.root
  const isRoot = process.getuid?.() === 0
  for (const place of isRoot ? [folder, SHARED_PLACE] : [folder]) {
    const copy = join(place, `binaries-${source.version}`)
    const reachable = await Promise.all(
      accounts.map((account) => canReach(place, account).catch(() => place !== folder)),
    )
    if (reachable.includes(false) || !(await isOursAlone(place)) || !(await isOursAlone(copy))) continue
    try {
      await copyPackage(source.root, copy)
      reason = await fails(copy)
      if (reason === undefined) return copy
    } catch (error) {
      if (place === folder && !isRoot) throw error
      reason = error instanceof Error ? error.message : String(error)
    }
  }
  throw unavailable(
    `The PostgreSQL binaries in ${source.root} cannot be run here${isRoot ? ' by an unprivileged user' : ''}: ${reason} ` +
      '(they need glibc, not musl as on Alpine, and a file system without noexec). ' +
      'Start the service as an ordinary user from a folder open to it, or set DATABASE_URL.',
  )
}
