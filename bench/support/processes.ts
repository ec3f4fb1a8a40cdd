import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

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

export type Mock = { readonly origin: string; stop(): Promise<void> }

export const startMock = async (): Promise<Mock> => {
  const child = spawn(process.execPath, [script('platform-mock.ts')], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const port = await firstLine(child)
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill()
      await once(child, 'exit')
    },
  }
}
