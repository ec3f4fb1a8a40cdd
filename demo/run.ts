import { parseArgs } from 'node:util'
import { isAppError } from '../src/kernel/errors.ts'
import { createClosing } from './closing.ts'
import { guide } from './guide.ts'
import { createProgress } from './progress.ts'
import { openHouse, type DemoHouse } from './open-house.ts'
import { readData } from './read-data.ts'
import { fillHouse } from './fill-house.ts'
import { usualPace } from './trickle.ts'

const usage = 'npm run demo -- [--port 8080] [--residents 300]\n'
const stopWithinMs = 15_000
// npm passes Ctrl+C on although the terminal has told us already; only a later one means "at once".
const sameKeyMs = 2_000

const out = (text: string): void => void process.stdout.write(text)

const readOptions = (): { readonly port: number; readonly residents: number } | undefined => {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '8080' }, residents: { type: 'string', default: '300' } },
    })
    const port = Number(values.port)
    const residents = Number(values.residents)
    const isRight =
      Number.isInteger(port) &&
      port >= 1 &&
      port <= 65_535 &&
      Number.isInteger(residents) &&
      residents >= 240 &&
      residents <= 5000
    return isRight ? { port, residents } : undefined
  } catch {
    return undefined
  }
}

const run = async ({ port, residents }: { readonly port: number; readonly residents: number }): Promise<void> => {
  const began = performance.now()
  const stopping = new AbortController()
  const closing = createClosing()
  const progress = createProgress(process.stdout)
  let opening: Promise<DemoHouse> | undefined
  let end: Promise<void> | undefined
  let stoppedAt = 0
  const stop = async (status: number): Promise<void> => {
    stopping.abort()
    const watchdog = setTimeout(() => process.exit(1), stopWithinMs)
    // A database server that is just being made would outlive us.
    await opening?.catch(() => {})
    try {
      await closing.run()
    } catch {
      // A half-open house may fail while it is taken down; the folder is gone all the same.
    }
    clearTimeout(watchdog)
    process.exit(status)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (end) {
        if (performance.now() - stoppedAt > sameKeyMs) process.exit(1)
        return
      }
      stoppedAt = performance.now()
      out('\nĐang dừng và xóa dữ liệu / stopping, throwing the data away …\n')
      end = stop(0)
    })
  }
  try {
    const telegram = Math.round(residents / 5)
    const web = Math.min(Math.round(residents / 7.5), 200)
    progress.tell('house')
    opening = openHouse({ port, warn: (line) => void process.stderr.write(line) }, closing)
    const demo = await fillHouse(
      await opening,
      {
        residents: { zalo: residents - telegram - web, telegram, web },
        messages: await readData('messages'),
        stirring: 40,
        answering: 24,
        pace: usualPace,
        tell: progress.tell,
        signal: stopping.signal,
      },
      closing,
    )
    progress.finish()
    out(guide(demo))
    out(`(${Math.round((performance.now() - began) / 1000)} s)\n`)
    demo.trickling.catch((error: unknown) => {
      process.stderr.write(`New messages have ended: ${error instanceof Error ? error.message : String(error)}\n`)
    })
  } catch (error) {
    if (end) return
    progress.finish()
    process.stderr.write(
      `${isAppError(error) || !(error instanceof Error) ? String(error) : (error.stack ?? error.message)}\n`,
    )
    end = stop(1)
  }
}

const options = readOptions()
if (options) await run(options)
else {
  process.stderr.write(usage)
  process.exitCode = 1
}
