import { startEmbedded } from '../../../../src/database/embedded/index.ts'

/** A service in miniature: starts the database on the folder it is given, says how it went, stops on SIGTERM. */
const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
const quiet = (): void => {}

const hold = setInterval(quiet, 60_000)
try {
  const server = await startEmbedded({
    folder: process.argv[2] ?? '',
    log: { info: quiet, warn: quiet, error: quiet },
  })
  process.once('SIGTERM', () => {
    clearInterval(hold)
    void server.stop().then(() => say({ stopped: true }))
  })
  say({ url: server.url, adopted: server.adopted, pid: process.pid })
} catch (error) {
  clearInterval(hold)
  say({ code: (error as { code?: string }).code, message: (error as Error).message })
}
