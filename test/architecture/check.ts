import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileSizes } from './rules/file-sizes.ts'
import { obeysRoomRules } from './rules/import-rules.ts'
import { leftForLater } from './rules/left-for-later.ts'
import { equalLocales, knownPhrases, pluralForms } from './rules/locale-keys.ts'
import { migrationsInStep } from './rules/migrations-in-step.ts'
import { namedInDocs } from './rules/named-in-docs.ts'
import { nothingOfTheWorkplace } from './rules/nothing-of-the-workplace.ts'
import { oneNodeVersion } from './rules/one-node-version.ts'
import { oneReaderOfTheEnvironment } from './rules/one-reader-of-the-environment.ts'
import { ownTables } from './rules/own-tables.ts'
import { roomTable } from './rules/room-table.ts'
import type { Rule } from './rules/rule.ts'
import { timeIsHandedIn } from './rules/time-is-handed-in.ts'
import { readTree } from './tree.ts'

// `npm run check`: everything that a machine can say about the sources, without a database and within seconds.

type Check = { readonly name: string; run(): Promise<readonly string[]> }

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
const tree = readTree(root)

const tool = (name: string, file: string, ...options: string[]): Check => ({
  name,
  run: () =>
    new Promise((done) => {
      const script = join(root, 'node_modules', file)
      if (!existsSync(script)) return done([`${file} is not installed: run npm ci`])
      execFile(
        process.execPath,
        [script, ...options],
        { cwd: root, maxBuffer: 100_000_000, timeout: 300_000 },
        (error, out, err) => {
          done(error === null ? [] : [`${out}${err}`.trim() || error.message])
        },
      )
    }),
})

const ofTree = (name: string, rule: Rule): Check => ({ name, run: async () => await Promise.resolve(rule(tree)) })

const checks: readonly Check[] = [
  tool('types', 'typescript/bin/tsc', '--noEmit', '-p', '.'),
  tool('lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--format', 'unix'),
  tool('format', 'oxfmt/bin/oxfmt', '--check', '.'),
  tool('dead code', 'knip/bin/knip.js', '--no-progress'),
  tool('migrations fit together', 'drizzle-kit/bin.cjs', 'check'),
  { name: 'migrations in step with the tables', run: () => migrationsInStep(root) },
  { name: 'rooms are entered as the table says', run: () => obeysRoomRules(root) },
  ofTree('every room is in the table', roomTable),
  ofTree('a store writes its own tables', ownTables),
  ofTree('one reader of the environment', oneReaderOfTheEnvironment),
  ofTree('time is handed in', timeIsHandedIn),
  ofTree('both languages say the same', equalLocales),
  ofTree('plural forms', pluralForms),
  ofTree('every phrase has its text', knownPhrases),
  ofTree('what documents name is there', namedInDocs),
  ofTree('one version of Node', oneNodeVersion),
  ofTree('file sizes', fileSizes),
  ofTree('nothing left for later', leftForLater),
  ofTree('nothing of the workplace', nothingOfTheWorkplace),
]

/** Faults of one check, also when the check itself fell over. */
const faultsOf = async (check: Check): Promise<readonly string[]> => {
  try {
    return await check.run()
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
}

const started = performance.now()
const waiting = [...checks]
let failed = 0

// Two at a time: the type-aware tools fill a core each.
const work = async (): Promise<void> => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const since = performance.now()
    const faults = await faultsOf(check)
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    if (faults.length > 0) failed += 1
    console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`)
    for (const fault of faults) console.log(fault.replaceAll(/^/gm, '       '))
  }
}
await Promise.all([work(), work()])

console.log(`${((performance.now() - started) / 1000).toFixed(1)} s on ${tree.files.length} files`)
console.log(`${checks.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
