import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { sendProblem } from './error-page.ts'

type Options = {
  readonly log: FastifyBaseLogger
  /** There is a public address, so a proxy of ours stands in front and says who asks. */
  readonly behindProxy: boolean
}

const mebibyte = 1_048_576

/** The Fastify host: limits, timeouts, the error page. Routes come from the doors. */
export const createServer = async (options: Options): Promise<FastifyInstance> => {
  const app = Fastify({
    loggerInstance: options.log,
    // A line a request would hold addresses and codes; counters and errors say enough.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: mebibyte,
    // Only addresses that a proxy of ours can have; what a client wrote into the header itself is not believed.
    trustProxy: options.behindProxy ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    // A file of 20 MiB over a slow phone network takes minutes; headers do not.
    requestTimeout: 300_000,
    http: { headersTimeout: 20_000 },
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  }).withTypeProvider<TypeBoxTypeProvider>()
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: mebibyte })
  app.setErrorHandler(async (error, request, reply) => await sendProblem(request, reply, error))
  app.setNotFoundHandler(async (request, reply) => {
    await sendProblem(request, reply, Object.assign(new Error('not found'), { statusCode: 404 }))
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('X-Content-Type-Options', 'nosniff')
    reply.header('Referrer-Policy', 'no-referrer')
    return payload
  })
  return app
}
