import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  npm_config_offline: 'true',
}

type Packed = { readonly filename: string; readonly files: readonly { readonly path: string }[] }

// npm answers with a list, newer versions with an object by package name.
const readPacked = (stdout: string): Packed => {
  const answer = JSON.parse(stdout.slice(stdout.search(/^[[{]/m))) as Packed[] | Record<string, Packed>
  const [packed] = Object.values(answer)
  if (packed === undefined) throw new Error('npm packed nothing')
  return packed
}

describe('the published package', () => {
  let folder = ''
  let packed: Packed
  let manifestBefore = ''

  // Packed from a copy, for packing rewrites package.json for a moment while others use the workspace.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zalo sdk '))
    const copy = join(folder, 'sdk')
    await cp(join(root, 'bots/zalo/sdk'), copy, { recursive: true, filter: (path) => !path.endsWith('dist') })
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
    manifestBefore = await readFile(join(copy, 'package.json'), 'utf8')
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: copy, env })
    packed = readPacked(stdout)
    const installed = join(folder, 'user/node_modules/zalo-oa-sdk')
    await mkdir(installed, { recursive: true })
    await run('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components=1'])
    for (const name of ['undici', 'undici-types', '@types']) {
      await symlink(join(root, 'node_modules', name), join(folder, 'user/node_modules', name))
    }
  }, 120_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('holds the built JavaScript, its types, the readme and the licence, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.d.ts', 'dist/index.js', 'package.json']),
    )
    const others = paths.filter((path) => !/^dist\/.+\.(?:js|d\.ts)$/.test(path))
    expect(others.sort((left, right) => left.localeCompare(right))).toEqual(['LICENSE', 'package.json', 'README.md'])
  })

  it('leaves the manifest of the workspace as it was', async () => {
    expect(await readFile(join(folder, 'sdk/package.json'), 'utf8')).toBe(manifestBefore)
    expect(manifestBefore).toContain('./src/index.ts')
  })

  it('runs from node_modules in plain JavaScript', async () => {
    const program = `
      import { computeMac, createZaloClient, errorEntry, readEvent } from 'zalo-oa-sdk'
      await createZaloClient().close()
      const mac = computeMac({ appId: 'a', rawBody: Buffer.from('{}'), timestamp: '1', secret: 's' })
      console.log(mac.length, errorEntry('oa', -235).remedy, readEvent(Buffer.from('{"event_name":"follow"}')).event.kind)
    `
    await writeFile(join(folder, 'user/program.mjs'), program)
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: join(folder, 'user'), env })
    expect(stdout.trim()).toBe('64 use-v2 follow')
  })

  it('carries types that a strict program is checked against', async () => {
    const user = join(folder, 'user')
    const lines = [
      `import { createZaloClient, readEvent, sendConsultation } from 'zalo-oa-sdk'`,
      `const { event } = readEvent(new Uint8Array())`,
      `if (event.kind === 'message') event.attachments.map((attachment) => attachment.type === 'file' && attachment.sizeBytes)`,
      `const sent = await sendConsultation(createZaloClient(), 't', { userId: 'u', message: { kind: 'text', text: 'x' } })`,
      `if (!sent.ok) sent.failure.class satisfies string`,
      `// @ts-expect-error a message needs a kind`,
      `void sendConsultation(createZaloClient(), 't', { userId: 'u', message: { text: 'x' } })`,
    ]
    await writeFile(join(user, 'program.ts'), lines.join('\n'))
    const options = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: ['node'] }
    await writeFile(join(user, 'package.json'), '{"type":"module"}')
    await writeFile(join(user, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['program.ts'] }))
    const tsc = join(root, 'node_modules/.bin/tsc')
    const { stdout } = await run(tsc, ['-p', user], { cwd: user, env }).catch(
      (error: unknown) => error as { stdout: string },
    )
    expect(stdout).toBe('')
  })
})
