import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const major = process.versions.node.split('.')[0]

let folder: string

const write = (path: string, text: string, mode = 0o644): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text, { mode })
}

/** A house of its own that wants a given Node, with a main program that says what it was told. */
const build = (wanted: string): void => {
  for (const file of ['src/start.js', 'src/runtime.js', 'src/cli/bin.js'])
    cpSync(join(root, file), join(folder, file), { recursive: true })
  write('package.json', JSON.stringify({ type: 'module', dependencies: { node: wanted } }))
  write('src/main.ts', `const word: string = 'the service runs'\nconsole.log(word)\n`)
  write(
    'src/cli/main.ts',
    `const words: string[] = process.argv.slice(2)\nconsole.log(...words)\nprocess.exitCode = 3\n`,
  )
}

const run = (file: string, ...words: string[]) =>
  spawnSync(process.execPath, [join(folder, file), ...words], { cwd: folder, encoding: 'utf8', env: { DATA_DIR: '' } })

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nhip cau start-')))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('with the right Node', () => {
  it('the service starts, without a word of its own', () => {
    build(`${major}.0.0`)
    const { status, stdout, stderr } = run('src/start.js')
    expect([status, stdout, stderr]).toEqual([0, 'the service runs\n', ''])
  })

  it('the command gets its words and keeps its status', () => {
    build(`${major}.0.0`)
    const { status, stdout, stderr } = run('src/cli/bin.js', 'officer', 'add', '--name', 'Nguyễn An')
    expect([status, stdout, stderr]).toEqual([3, 'officer add --name Nguyễn An\n', ''])
  })

  it('compiled code is kept beside the packages, and nowhere when there is no folder of ours', () => {
    build(`${major}.0.0`)
    run('src/start.js')
    expect(existsSync(join(folder, '.data'))).toBe(false)
    mkdirSync(join(folder, 'node_modules'))
    run('src/start.js')
    expect(existsSync(join(folder, 'node_modules', '.cache', 'compiled'))).toBe(true)
  })
})

describe('with another Node', () => {
  it('the service says which one it needs and what to do, and does not start', () => {
    build('99.1.0')
    const { status, stdout, stderr } = run('src/start.js')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`Nhịp Cầu runs on Node 99; this is Node ${process.versions.node}`)
    expect(stderr).toContain('npm ci')
  })

  it('the command hands over to the Node that came with the packages', () => {
    build('99.1.0')
    write('node_modules/node/bin/node', '#!/bin/sh\nshift\necho "the other one: $*"\nexit 4\n', 0o755)
    const { status, stdout, stderr } = run('src/cli/bin.js', 'doctor', 'two words')
    expect([status, stdout, stderr]).toEqual([4, 'the other one: doctor two words\n', ''])
  })

  it('the command says what it lacks when no other Node came along', () => {
    build('99.1.0')
    const { status, stderr } = run('src/cli/bin.js', 'doctor')
    expect(status).toBe(1)
    expect(stderr).toContain('Node 99')
  })
})
