import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median, record } from './support/report.ts'

const rounds = 3
const settleMs = 10_000
const root = fileURLToPath(new URL('..', import.meta.url))

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const wait = async (ms: number): Promise<void> => {
  await new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

const isReady = async (port: number): Promise<boolean> =>
  await fetch(`http://127.0.0.1:${port}/readyz`).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.ok
    },
    () => false,
  )

type Service = { readonly child: ChildProcess; readonly readyMs: number; stop(): Promise<void> }

/** The service as `npm start` runs it, with a PostgreSQL of its own in the folder. */
const startService = async (folder: string): Promise<Service> => {
  const port = await freePort()
  const started = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'src/start.js'], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: folder, DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1' },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error('the service ended before it was ready')
    await wait(20)
  }
  return {
    child,
    readyMs: performance.now() - started,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Resident memory of the process itself, in MB; its PostgreSQL has processes of its own. */
const residentMb = async (child: ChildProcess): Promise<number> => {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** A warm start (places are in, the compile cache is filled) until `/readyz` says yes, and the memory of rest. */
export const benchIdle = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'nhip-cau-bench-'))
  const starts: number[] = []
  const memory: number[] = []
  try {
    const first = await startService(folder)
    await first.stop()
    for (let round = 0; round < rounds; round += 1) {
      const service = await startService(folder)
      starts.push(service.readyMs)
      if (process.platform === 'linux') {
        await wait(settleMs)
        memory.push(await residentMb(service.child))
      }
      await service.stop()
    }
    record({
      bench: 'idle',
      setup: 'first start, places entered',
      value: first.readyMs / 1000,
      unit: 's',
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const start = median(starts) / 1000
  record({ bench: 'idle', setup: 'warm start to /readyz', value: start, unit: 's', aim: '< 3 s', holds: start < 3 })
  if (memory.length === 0) return
  const rss = median(memory)
  record({
    bench: 'idle',
    setup: `memory ${settleMs / 1000} s after the start`,
    value: rss,
    unit: 'MB',
    aim: '< 150 MB',
    holds: rss < 150,
    note: 'the service process, beside PostgreSQL',
  })
}
