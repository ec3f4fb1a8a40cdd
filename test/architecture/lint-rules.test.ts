import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const planted = {
  'forgotten-query.ts': `import type { Database } from './database.ts'
import { units } from './tables.ts'
export const closeAll = async (database: Database): Promise<void> => {
  database.delete(units)
}
`,
  'awaited-query.ts': `import type { Database } from './database.ts'
import { units } from './tables.ts'
export const closeAll = async (database: Database): Promise<void> => {
  await database.delete(units)
}
`,
  'forgotten-promise.ts': `const later = async (): Promise<void> => await Promise.resolve()
export const forget = (): void => {
  later()
}
`,
  'half-a-switch.ts': `export const say = (state: 'open' | 'closed'): string => {
  switch (state) {
    case 'open':
      return 'mở'
  }
  return ''
}
`,
  'whatever.ts': `export const whatever = (value: any): unknown => value\n`,
} as const

const house = {
  'database.ts': `import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'\nexport type Database = PostgresJsDatabase\n`,
  'tables.ts': `import { pgTable, text } from 'drizzle-orm/pg-core'\nexport const units = pgTable('units', { code: text('code') })\n`,
}

let folder: string
let said: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhip-cau-lint-'))
  mkdirSync(join(folder, 'src'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) cpSync(join(root, name), join(folder, name))
  for (const [name, text] of Object.entries({ ...planted, ...house })) writeFileSync(join(folder, 'src', name), text)
  const script = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  said = await new Promise((done) => {
    execFile(process.execPath, [script, '--type-aware', '--format', 'unix'], { cwd: folder }, (_error, out, err) => {
      done(out + err)
    })
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const complaints = (file: keyof typeof planted): string =>
  said
    .split('\n')
    .filter((line) => line.includes(`src/${file}:`))
    .join('\n')

it('a drizzle query that nobody awaits, and that would never run, is caught', () => {
  expect(complaints('forgotten-query.ts')).toContain('no-floating-promises')
  expect(complaints('awaited-query.ts')).toBe('')
})

it('a promise that nobody awaits is caught', () => {
  expect(complaints('forgotten-promise.ts')).toContain('no-floating-promises')
})

it('a switch that forgets a state is caught', () => {
  expect(complaints('half-a-switch.ts')).toContain('switch-exhaustiveness-check')
})

it('a value of any type is caught', () => {
  expect(complaints('whatever.ts')).toContain('no-explicit-any')
})
