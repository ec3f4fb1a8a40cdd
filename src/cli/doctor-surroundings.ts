import { readFileSync } from 'node:fs'
import { readdir, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Dispatcher } from 'undici'
import type { Context } from './command.ts'
import { bad, note, ok, warn, type Finding } from './finding.ts'

const gibibyte = 1_073_741_824

/** The Node that runs against the one that these sources name. */
export const checkNode = (running: string = process.versions.node): Finding => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { node: wanted = '' } = (JSON.parse(manifest) as { dependencies: Record<string, string> }).dependencies
  const isSame = running.split('.')[0] === wanted.split('.')[0]
  return isSame ? ok('node', running) : bad('node', `${running}; these sources run on ${wanted.split('.')[0] ?? ''}`)
}

export const checkPublicUrl = ({ config }: Context): Finding => {
  const { publicUrl } = config
  if (publicUrl === undefined)
    return note('public address', 'none: Telegram is polled, Zalo cannot reach us, links point here')
  if (publicUrl.startsWith('https:')) return ok('public address', publicUrl)
  return warn('public address', `${publicUrl} is not https: platforms refuse it, and cookies travel in the clear`)
}

/** Updates that came while the database was away; the service takes them in by itself. */
export const checkSpool = async ({ config }: Context): Promise<Finding> => {
  const names = await readdir(join(config.dataDir, 'spool')).catch(() => [])
  const waiting = names.filter((name) => name.endsWith('.spool')).length
  if (waiting === 0) return ok('spool', 'empty')
  return warn('spool', `${waiting} files of updates wait for the database; a running service takes them in`)
}

/** What is left on the disk of DATA_DIR, or of the nearest folder above it that is there. */
export const checkSpace = async ({ config }: Context): Promise<Finding> => {
  for (let folder = config.dataDir; ; folder = dirname(folder)) {
    const disk = await statfs(folder).catch(() => undefined)
    if (!disk && folder !== dirname(folder)) continue
    if (!disk) return warn('disk', `${config.dataDir} cannot be looked at`)
    const free = disk.bavail * disk.bsize
    const says = `${(free / gibibyte).toFixed(1)} GiB free for ${config.dataDir}`
    if (free < gibibyte / 5) return bad('disk', says)
    return free < gibibyte ? warn('disk', says) : ok('disk', says)
  }
}

/** Whether anything answers there; no token is sent. */
const reach = async (name: string, root: string, dispatcher: Dispatcher | undefined): Promise<Finding> => {
  const { request } = await import('undici')
  const { host } = new URL(root)
  try {
    const answer = await request(root, {
      method: 'HEAD',
      signal: AbortSignal.timeout(8_000),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    })
    await answer.body.dump()
    return ok(name, `${host} answers`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    return warn(name, `${host} cannot be reached (${code}). ${hintFor(name)}`)
  }
}

const hintFor = (name: string): string =>
  name === 'telegram'
    ? 'Networks in Vietnam block it: OUTBOUND_PROXY may help; no statutory notice depends on it.'
    : 'Look at the firewall, or at OUTBOUND_PROXY.'

/** Telegram and the three hosts of Zalo, through the proxy where one is set. */
export const checkPlatforms = async ({ config }: Context): Promise<readonly Finding[]> => {
  const { ProxyAgent } = await import('undici')
  const proxy = config.outboundProxy === undefined ? undefined : new ProxyAgent({ uri: config.outboundProxy })
  try {
    return await Promise.all([
      reach('telegram', config.telegramApiRoot, proxy),
      reach('zalo', config.zaloApiRoot, proxy),
      reach('zalo sign-in', config.zaloOauthRoot, proxy),
      reach('zalo business', config.zaloBusinessRoot, proxy),
    ])
  } finally {
    await proxy?.close()
  }
}
