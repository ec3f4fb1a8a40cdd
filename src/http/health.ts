import type { FastifyInstance } from 'fastify'
import { readSchemaState, type Database } from '../database/index.ts'

export type Gauge = { readonly name: string; readonly help: string; read(): number | Promise<number> }

type Options = { readonly database: Database; readonly gauges: readonly Gauge[]; readonly isStopping: () => boolean }

const patienceMs = 2_000

/** Looks once at a time, however many ask; a server that hangs counts as away. */
const createLook = (database: Database) => {
  let looking: ReturnType<typeof readSchemaState> | undefined
  return async (): ReturnType<typeof readSchemaState> => {
    looking ??= readSchemaState(database).finally(() => {
      looking = undefined
    })
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error('the database did not answer in time')), patienceMs)
    try {
      return await Promise.race([looking, late.promise])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** `/healthz` says that the process lives, `/readyz` that it can work, `/metrics` what it does (Prometheus text). */
export const mountHealth = (app: FastifyInstance, options: Options): void => {
  const look = createLook(options.database)
  app.get('/healthz', { config: { access: 'public' } }, async () => ({ status: 'ok' }))

  app.get('/readyz', { config: { access: 'public' } }, async (_request, reply) => {
    if (options.isStopping()) return await reply.code(503).send({ status: 'stopping' })
    try {
      const schema = await look()
      if (schema !== 'current') return await reply.code(503).send({ status: 'schema', schema })
      return { status: 'ready' }
    } catch {
      return await reply.code(503).send({ status: 'database' })
    }
  })

  app.get('/metrics', { config: { access: 'public' } }, async (_request, reply) => {
    const lines: string[] = []
    for (const gauge of options.gauges) {
      const value = await Promise.resolve(gauge.read()).catch(() => Number.NaN)
      lines.push(`# HELP ${gauge.name} ${gauge.help}`, `# TYPE ${gauge.name} gauge`, `${gauge.name} ${value}`)
    }
    return await reply.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`)
  })
}
