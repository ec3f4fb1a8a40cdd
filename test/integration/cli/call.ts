import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../../src/cli/bin.js', import.meta.url))

export type Called = {
  readonly status: number
  readonly out: string
  readonly err: string
  json(): Record<string, unknown>
}

type Settings = Readonly<Record<string, string>>

/** The real process, as a person calls it: `call('officer', 'list')`. Only the given settings reach it. */
export const createCaller = (settings: Settings, folder: string) => {
  const inherited = Object.fromEntries(['PATH', 'HOME', 'USER'].map((name) => [name, process.env[name]]))
  return async (...args: readonly string[]): Promise<Called> =>
    await new Promise((resolve) => {
      const env = { ...inherited, ...settings }
      execFile(process.execPath, [bin, ...args], { cwd: folder, env, timeout: 90_000 }, (error, out, err) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ status, out, err, json: () => JSON.parse(out) as Record<string, unknown> })
      })
    })
}

/** A folder with a space and Vietnamese letters in its name. */
export const makeFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'nhịp cầu '))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
