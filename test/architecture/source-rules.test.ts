import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fileSizes } from './rules/file-sizes.ts'
import { leftForLater } from './rules/left-for-later.ts'
import { equalLocales, knownPhrases, pluralForms } from './rules/locale-keys.ts'
import { namedInDocs } from './rules/named-in-docs.ts'
import { nothingOfTheWorkplace } from './rules/nothing-of-the-workplace.ts'
import { oneNodeVersion } from './rules/one-node-version.ts'
import { oneReaderOfTheEnvironment } from './rules/one-reader-of-the-environment.ts'
import { ownTables, tableOwners } from './rules/own-tables.ts'
import type { Rule } from './rules/rule.ts'
import { timeIsHandedIn } from './rules/time-is-handed-in.ts'
import { plantTree, readTree } from './tree.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
const lines = (count: number): string => 'x\n'.repeat(count)
const manifest = (node: string, types: string, oldest = '>=20'): string =>
  JSON.stringify({
    dependencies: { node },
    devDependencies: { '@types/node': types },
    engines: { node: oldest },
    scripts: { start: '' },
  })
const table = {
  'src/database/tables/units.ts': `pgTable('units', {})`,
  'src/database/tables/channels.ts': `pgTable('chats', {})`,
}

type Case = readonly [guarantee: string, rule: Rule, good: Record<string, string>, bad: Record<string, string>]

const cases: readonly Case[] = [
  [
    'a file of over 400 lines',
    fileSizes,
    { 'src/a.ts': lines(400), 'src/b.ts': '', 'src/c.ts': '' },
    { 'src/a.ts': lines(401), 'src/b.ts': '', 'src/c.ts': '' },
  ],
  ['a long test', fileSizes, { 'test/a.test.ts': lines(400) }, { 'test/a.test.ts': lines(401) }],
  [
    'half of the files over 80 lines',
    fileSizes,
    { 'src/a.ts': lines(80), 'src/b.ts': lines(300), 'src/c.ts': '' },
    { 'src/a.ts': lines(81), 'src/b.ts': lines(300), 'src/c.ts': '' },
  ],
  ['a mark for later', leftForLater, { 'src/a.ts': 'TODOS' }, { 'src/a.ts': '// TODO: rest' }],
  [
    'a test that is skipped',
    leftForLater,
    { 'test/a.test.ts': `it.skipIf(isRoot)('x')` },
    { 'test/a.test.ts': `it.skip('x')` },
  ],
  ['a test that runs alone', leftForLater, { 'test/a.test.ts': `it('x')` }, { 'test/a.test.ts': `describe.only('x')` }],
  [
    'a key that English lacks',
    equalLocales,
    { 'locales/vi/a.json': '{"k":"x"}', 'locales/en/a.json': '{"k":"y"}' },
    { 'locales/vi/a.json': '{"k":"x"}', 'locales/en/a.json': '{}' },
  ],
  ['a room that English lacks', equalLocales, { 'locales/vi/a.json': '{}' }, { 'locales/vi/a.json': '{"k":"x"}' }],
  [
    'a key that Vietnamese lacks',
    equalLocales,
    { 'locales/vi/a.json': '{"n_other":"x"}', 'locales/en/a.json': '{"n_one":"y","n_other":"z"}' },
    { 'locales/vi/a.json': '{}', 'locales/en/a.json': '{"k":"y"}' },
  ],
  [
    'a value that English forgets',
    equalLocales,
    { 'locales/vi/a.json': '{"k":"{{n}}"}', 'locales/en/a.json': '{"k":"{{n}}"}' },
    { 'locales/vi/a.json': '{"k":"{{n}} {{m}}"}', 'locales/en/a.json': '{"k":"{{n}}"}' },
  ],
  ['no text at all', equalLocales, { 'locales/vi/a.json': '{}' }, { 'src/a.ts': '' }],
  [
    'half of a plural',
    pluralForms,
    { 'locales/en/a.json': '{"n_one":"y","n_other":"z"}' },
    { 'locales/en/a.json': '{"n_other":"z"}' },
  ],
  [
    'a singular in Vietnamese',
    pluralForms,
    { 'locales/vi/a.json': '{"n_other":"z"}' },
    { 'locales/vi/a.json': '{"n_one":"z","n_other":"z"}' },
  ],
  [
    'a phrase without text',
    knownPhrases,
    { 'locales/vi/a.json': '{"k_other":"x"}', 'src/a.ts': `{ phrase: 'a:k' }` },
    { 'locales/vi/a.json': '{"k":"x"}', 'src/a.ts': `{ phrase: 'a:gone' }` },
  ],
  [
    'a path that a document names',
    namedInDocs,
    { 'README.md': '`src/a.ts` `src/*.ts` `src/<room>/` ', 'src/a.ts': '' },
    { 'README.md': '`src/b.ts`', 'src/a.ts': '' },
  ],
  [
    'a link that leads nowhere',
    namedInDocs,
    { 'docs/a.md': '[b](../README.md#x) [c](https://example.org)', 'README.md': '' },
    { 'docs/a.md': '![b](b.png)' },
  ],
  [
    'a script that is not there',
    namedInDocs,
    { 'README.md': '`npm start`', 'package.json': manifest('24.1.0', '24.1.0') },
    { 'README.md': '`npm run gone`', 'package.json': manifest('24.1.0', '24.1.0') },
  ],
  [
    'a folder on a machine',
    nothingOfTheWorkplace,
    { 'src/a.ts': `'/app/x' and https://example.org/home/x` },
    { 'src/a.ts': `'/home/somebody/x'` },
  ],
  [
    'a registry in the lock file',
    nothingOfTheWorkplace,
    { 'package-lock.json': '"resolved": "bots/zalo/sdk"' },
    { 'package-lock.json': '"resolved": "https://example.org/a.tgz"' },
  ],
  [
    'a document that only its author has',
    nothingOfTheWorkplace,
    { 'src/a.ts': '// see docs/a.md', 'docs/a.md': '' },
    { 'src/a.ts': '// see notes.md, part 4' },
  ],
  [
    'another Node in the image',
    oneNodeVersion,
    { 'package.json': manifest('24.1.0', '24.2.0'), Dockerfile: 'FROM node:24-slim' },
    { 'package.json': manifest('24.1.0', '24.2.0'), Dockerfile: 'FROM node:22-slim' },
  ],
  [
    'another Node in a document',
    oneNodeVersion,
    { 'package.json': manifest('24.1.0', '24.2.0'), 'README.md': 'Node 24 comes along, Node.js 20 will do' },
    { 'package.json': manifest('24.1.0', '24.2.0'), 'README.md': 'needs Node.js 18' },
  ],
  [
    'types of another Node',
    oneNodeVersion,
    { 'package.json': manifest('24.1.0', '24.2.0') },
    { 'package.json': manifest('24.1.0', '22.2.0') },
  ],
  [
    'a second reader of the environment',
    oneReaderOfTheEnvironment,
    { 'src/config.ts': 'process.env', 'src/a.ts': '// process.env' },
    { 'src/a.ts': 'process.env.HOME' },
  ],
  [
    'SQL that writes the table of another room',
    ownTables,
    { ...table, 'src/units/unit-store.ts': 'update units set x = 1' },
    { ...table, 'src/questions/question-store.ts': 'insert into units (a)' },
  ],
  [
    'SQL that writes outside a store',
    ownTables,
    { ...table, 'src/units/unit-views.ts': 'select 1 from units for update skip locked' },
    { ...table, 'src/units/close-unit.ts': 'delete from units' },
  ],
  [
    'SQL of a capability in the spine',
    ownTables,
    { ...table, 'src/outbox/outbox-store.ts': 'update chats set x' },
    { ...table, 'src/units/unit-store.ts': 'update chats set x' },
  ],
  [
    'the wall clock',
    timeIsHandedIn,
    { 'src/kernel/clock.ts': 'new Date()', 'src/a.ts': 'clock.now()' },
    { 'src/a.ts': 'Date.now()' },
  ],
  [
    'the clock of the database',
    timeIsHandedIn,
    {
      'src/units/unit-store.ts': 'where due_at <= $1 and clock.now()',
      'src/outbox/outbox-store.ts': 'clock_timestamp()',
    },
    { 'src/units/unit-store.ts': 'where due_at <= now()' },
  ],
  [
    'the clock of leases in a capability',
    timeIsHandedIn,
    {},
    { 'src/units/unit-store.ts': 'where due_at <= clock_timestamp()' },
  ],
  [
    'the same clock under its older name',
    timeIsHandedIn,
    { 'src/cli/doctor-views.ts': 'where beat_at > $1' },
    { 'src/cli/doctor-views.ts': 'select timeofday()::timestamptz' },
  ],
]

describe('is caught', () => {
  it.each(cases)('%s', (_guarantee, rule, good, bad) => {
    expect(rule(plantTree(good))).toEqual([])
    expect(rule(plantTree(bad))).not.toEqual([])
  })
})

it('finds the tables of the house and their rooms', () => {
  const owners = tableOwners(readTree(root))
  expect(owners.size).toBeGreaterThan(30)
  expect([owners.get('units'), owners.get('outbox'), owners.get('chats')]).toEqual(['units', 'outbox', 'channels'])
})

it('reads what is committed, and nothing that a run leaves behind', () => {
  const { files } = readTree(root)
  expect(files).toContain('src/kernel/clock.ts')
  expect(files.filter((path) => /node_modules|[.]data/.test(path))).toEqual([])
})
