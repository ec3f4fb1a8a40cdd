import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * `drizzle-kit generate` on a copy of the migrations makes nothing: tables and migrations say the same. Run for the
 * tree that holds this file, as drizzle-kit loads the tables.
 */
export const migrationsInStep = async (root: string): Promise<readonly string[]> => {
  const copy = await mkdtemp(join(tmpdir(), 'nhip-cau-migrations-'))
  try {
    const out = join(copy, 'migrations')
    await cp(join(root, 'migrations'), out, { recursive: true })
    const config = join(copy, 'drizzle.config.ts')
    const ours = JSON.stringify(join(root, 'drizzle.config.ts'))
    await writeFile(config, `import ours from ${ours}\nexport default { ...ours, out: ${JSON.stringify(out)} }\n`)
    const before = new Set(await readdir(out))
    const kit = join(root, 'node_modules', 'drizzle-kit', 'bin.cjs')
    await run(process.execPath, [kit, 'generate', '--config', config], { cwd: root, timeout: 60_000 })
    const made = (await readdir(out)).filter((name) => !before.has(name))
    return made.map((name) => `the tables differ from the migrations: drizzle-kit generate would make ${name}`)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}
