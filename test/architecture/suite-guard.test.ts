import { execFile } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const support = join(root, 'test', 'support')

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nhip-cau-suite-')))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const settings = {
    test: {
      pool: 'forks',
      include: ['**/*.test.ts'],
      setupFiles: [join(support, 'leak-guard.ts')],
      reporters: ['default', join(support, 'count-reporter.ts')],
    },
  }
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(settings)}\n`)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const plant = (name: string, body: string): void => {
  const text = `import net from 'node:net'\nimport { expect, it } from 'vitest'\nvoid net\n${body}\n`
  writeFileSync(join(folder, `${name}.test.ts`), text)
}

const run = async (): Promise<{ code: number; said: string; last: string | undefined }> => {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  return await new Promise((done) => {
    const env = { ...process.env, NO_COLOR: '1' }
    execFile(process.execPath, [vitest, 'run'], { cwd: folder, env }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), said: out + err, last: out.trim().split('\n').at(-1) })
    })
  })
}

it('a run without faults ends with its true count and status 0', async () => {
  plant(
    'good',
    `it('one', () => expect(1).toBe(1)); it('two', () => expect(2).toBe(2)); it.skipIf(true)('three', () => {})`,
  )
  const { code, last } = await run()
  expect([code, last]).toEqual([0, '2 passed, 0 failed'])
})

it('whatever is left open, goes out, does not load or throws aside counts as failed', async () => {
  plant('good', `it('one', () => expect(1).toBe(1))`)
  plant(
    'server',
    `it('one', async () => { const one = net.createServer(); await new Promise((done) => one.listen(0, '127.0.0.1', done)) })`,
  )
  plant('out', `it('one', async () => { await fetch('http://nhip-cau.vn/').catch(() => {}) })`)
  plant('broken', `import './nowhere.ts'`)
  plant(
    'aside',
    `it('one', () => { setTimeout(() => { throw new Error('aside') }) ; return new Promise((done) => setTimeout(done, 20)) })`,
  )
  plant('wrong', `it('one', () => expect(1).toBe(2))`)
  const { code, said, last } = await run()
  expect(said).toMatch(/leaves open:[^]*TCPServerWrap[^]*server on/)
  expect(said).toContain('left the machine: look-up of nhip-cau.vn')
  expect([code, last]).toEqual([1, '4 passed, 5 failed'])
})

it('a timer that would hold the process is named with its place; one that would not is no fault', async () => {
  plant('idle', `it('one', () => { setInterval(() => {}, 1000).unref() })`)
  expect((await run()).last).toBe('1 passed, 0 failed')
})
