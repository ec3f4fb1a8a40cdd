import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** One process of the real service. */
export type Service = {
  readonly pid: number
  readonly url: string
  /** What it wrote, newest last; the oldest lines are forgotten. */
  readonly said: readonly string[]
  readonly ended: Promise<Exit>
  isAlive(): boolean
  /** The status of /readyz; undefined when nothing answers in time. */
  readiness(): Promise<number | undefined>
  /** Resolves once it can work; rejects when it ends before, or in vain. */
  ready(timeoutMs?: number): Promise<void>
  /** `kill -9`. */
  kill(): Promise<Exit>
  /** SIGTERM. */
  terminate(): Promise<Exit>
}

export type ServiceOptions = {
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  /** Modules that are loaded first. */
  readonly preload?: readonly string[]
}

const project = fileURLToPath(new URL('../../../', import.meta.url))
const endWithParent = new URL('end-with-parent.ts', import.meta.url).href
const linesKept = 400
const running = new Set<Service>()

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const statusOf = async (url: string): Promise<number | undefined> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000), headers: { connection: 'close' } })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return undefined
  }
}

/** Starts the service as `npm start` does, on a port of its own. It ends with this process at the latest. */
export const startService = async ({ env, folder, preload = [] }: ServiceOptions): Promise<Service> => {
  const port = await freePort()
  const imports = [endWithParent, ...preload].flatMap((module) => ['--import', module])
  const child = spawn(process.execPath, ['--max-semi-space-size=8', ...imports, `${project}src/start.js`], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: String(port), ...env },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      said.push(line)
      if (said.length > linesKept) said.shift()
    })
  }
  child.stdin.on('error', () => undefined)
  let exit: Exit | undefined
  const ended = (once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>).then(([code, signal]) => {
    exit = { code, signal }
    running.delete(service)
    return exit
  })
  const end = async (signal: NodeJS.Signals): Promise<Exit> => {
    if (exit === undefined) child.kill(signal)
    return await ended
  }
  const url = `http://127.0.0.1:${port}`
  const service: Service = {
    pid: child.pid ?? 0,
    url,
    said,
    ended,
    isAlive: () => exit === undefined,
    readiness: async () => await statusOf(`${url}/readyz`),
    async ready(timeoutMs = 60_000) {
      for (const end = performance.now() + timeoutMs; performance.now() < end; await pause(50)) {
        if (exit !== undefined) throw new Error(`the service ended early:\n${said.slice(-20).join('\n')}`)
        if ((await service.readiness()) === 200) return
      }
      throw new Error(`the service was not ready in ${timeoutMs} ms:\n${said.slice(-20).join('\n')}`)
    },
    kill: async () => await end('SIGKILL'),
    terminate: async () => await end('SIGTERM'),
  }
  running.add(service)
  return service
}

/** Ends every service that is still running. */
export const killServices = async (): Promise<void> => {
  await Promise.all([...running].map(async (service) => await service.kill()))
}
