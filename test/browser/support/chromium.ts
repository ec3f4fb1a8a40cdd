import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import packed, { inflate } from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const require = createRequire(import.meta.url)
const bin = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')

/** The package unpacks below the temporary folder, under names that another user may have taken. */
const unpackInto = async (folder: string): Promise<void> => {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await packed.executablePath(bin)
    await inflate(join(bin, 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** Unpacks once for each user and version; two that do it at the same time do not meet. */
const unpacked = async (): Promise<string> => {
  const { version } = require('playwright-core/package.json') as { version: string }
  const parent = join(tmpdir(), `nhip-cau-chromium-${userInfo().uid}`)
  const folder = join(parent, version)
  if (existsSync(folder)) return folder
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const fresh = await mkdtemp(join(parent, 'new-'))
  await unpackInto(fresh)
  // The package's own configuration names folders of another machine.
  const fonts = join(folder, 'fonts')
  await writeFile(
    join(fresh, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}/fonts</dir>
<dir>/usr/share/fonts</dir><cachedir>${fonts}/cache</cachedir></fontconfig>`,
  )
  try {
    await rename(fresh, folder)
  } catch {
    await rm(fresh, { recursive: true, force: true })
  }
  return folder
}

/** The libraries that come with the package are for machines that lack them; elsewhere the machine's own are right. */
const libraries = (executable: string, folder: string): Record<string, string> => {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  if (typeof stdout === 'string' && stdout !== '' && !stdout.includes('not found')) return {}
  const before = process.env['LD_LIBRARY_PATH']
  const own = join(folder, 'al2023', 'lib')
  return { LD_LIBRARY_PATH: before ? `${own}:${before}` : own }
}

/** A headless Chromium from an npm package: nothing of the system is needed. Close it when done. */
export const launchChromium = async (options: { readonly args?: readonly string[] } = {}): Promise<Browser> => {
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  return await chromium.launch({
    executablePath,
    // Containers and root have no user namespaces for the sandbox; the pages are our own.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none', ...(options.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      ...libraries(executablePath, folder),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: folder,
    },
  })
}
