import { readFileSync } from 'node:fs'
import { createApp } from './app.ts'
import { loadConfig } from './config.ts'
import { createLog } from './create-log.ts'
import { openInstallation } from './installation.ts'
import { isAppError } from './kernel/errors.ts'

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version
const stopWithinMs = 25_000

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const fail = (text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

const config = loadConfig()
if ('faults' in config)
  fail(['The configuration is not usable:', ...config.faults.map((fault) => `  - ${fault}`)].join('\n'))
else {
  const log = createLog(config.logLevel)
  const explain = (error: unknown): never => {
    if (isAppError(error)) return fail(error.message)
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return fail(`Port ${config.port} is in use. Set PORT to another one, or stop what listens there.`)
    }
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      return fail(`Port ${config.port} may not be used by this user. Set PORT to one above 1023.`)
    }
    throw error
  }
  try {
    const installation = await openInstallation({ config, log })
    const app = await createApp({ config, installation, log, version })
    let stopping: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      const watchdog = setTimeout(
        () => fail('Stopping took too long; what was under way is marked uncertain.'),
        stopWithinMs,
      )
      await app.stop()
      await installation.close()
      clearTimeout(watchdog)
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        stopping ??= stop()
      })
    }
    await app.server.listen({ host: config.host, port: config.port })
    await app.start()
    const here = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`
    say(`Nhịp Cầu ${version} is ready.`)
    say(`  Web chat  ${config.publicUrl ?? here}/chat`)
    say(`  Console   ${config.publicUrl ?? here}/console`)
    const link = await app.setUpLink()
    if (link !== undefined) say(`  First officer, valid once and for 24 hours:\n            ${link}`)
  } catch (error) {
    explain(error)
  }
}
