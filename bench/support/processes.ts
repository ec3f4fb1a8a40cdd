import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { MockOrder, MockStats } from './platform-mock.ts'
import type { SenderOrder } from './sender-process.ts'
import type { VisitorsOrder, VisitorsReport } from './visitors-process.ts'

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export type Load = {
  readonly perSecond: number
  readonly answered: number
  readonly failed: number
  readonly p50: number
  readonly p99: number
}

const firstLine = async (child: ChildProcess): Promise<string> => {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end)
  }
  throw new Error('the child ended without a word')
}

export const generateLoad = async (order: {
  origin: string
  path: string
  connections: number
  seconds: number
}): Promise<Load> => {
  const child = spawn(process.execPath, [script('load-generator.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(await firstLine(child)) as Load
}

/** People who say what their scripts hold, each at their own pace; ends when the last one has said all. */
export const sendVisitors = async (order: VisitorsOrder): Promise<VisitorsReport> => {
  const child = spawn(process.execPath, [script('visitors-process.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(await firstLine(child)) as VisitorsReport
}

export type Mock = {
  readonly origin: string
  stats(): Promise<MockStats>
  count(): Promise<number>
  /** Ends a long refusal, as if its hours had passed. */
  endStall(): Promise<void>
  stop(): Promise<void>
}

const kill = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

export const startMock = async (order: MockOrder = {}): Promise<Mock> => {
  const child = spawn(process.execPath, [script('platform-mock.ts'), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const origin = `http://127.0.0.1:${await firstLine(child)}`
  const ask = async (path: string): Promise<string> => await (await fetch(origin + path)).text()
  return {
    origin,
    stats: async () => JSON.parse(await ask('/stats')) as MockStats,
    count: async () => Number(await ask('/count')),
    endStall: async () => void (await ask('/end-stall')),
    stop: async () => await kill(child, 'SIGTERM'),
  }
}

export type SenderProcess = {
  /** Processor time that it has used, in milliseconds; NaN where the system does not tell. */
  cpuMs(): Promise<number>
  /** Moves the clock by which it reads when something is due. */
  advanceClock(ms: number): void
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A process that sends from the outbox as the service does. Ready once it says so. */
export const startSender = async (order: SenderOrder): Promise<SenderProcess> => {
  const child = spawn(process.execPath, [script('sender-process.ts')], {
    env: { ...process.env, BENCH_ORDER: JSON.stringify(order) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  await firstLine(child)
  return {
    async cpuMs() {
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) * 10
    },
    advanceClock: (ms) => child.send({ advanceMs: ms }),
    kill: async () => await kill(child, 'SIGKILL'),
    stop: async () => await kill(child, 'SIGTERM'),
  }
}
