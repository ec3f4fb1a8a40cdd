import rateLimit from '@fastify/rate-limit'
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyPluginAsync } from 'fastify'
import { auditRefusal, mountGuard } from './guard.ts'
import { isAppError } from '../kernel/errors.ts'
import { answerRoutes } from './answer-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { broadcastRoutes } from './broadcast-routes.ts'
import { handoverRoutes } from './handover-routes.ts'
import { conclusionRoutes } from './conclusion-routes.ts'
import { dialogueRoutes } from './dialogue-routes.ts'
import { documentRoutes } from './document-routes.ts'
import type { ApiOptions } from './door.ts'
import { describeApi } from './describe-api.ts'
import { opinionFormRoutes } from './opinion-form-routes.ts'
import { proofRoutes } from './proof-routes.ts'
import { questionRoutes } from './question-routes.ts'
import { receiptLogRoutes } from './receipt-log-routes.ts'
import { sendApiProblem } from './send-problem.ts'
import { unitRoutes } from './unit-routes.ts'

const largestBody = 262_144

/** The programs' door, to be mounted under `/api`. Which role may do what is the verbs' to say, as everywhere. */
export const createApi =
  (options: ApiOptions): FastifyPluginAsync =>
  async (scope) => {
    const app = scope.withTypeProvider<TypeBoxTypeProvider>().setValidatorCompiler(TypeBoxValidatorCompiler)
    await app.register(rateLimit, { global: false })

    // JSON and nothing else: a form of a foreign page must not reach a route. No body is an empty one.
    const readJson = app.getDefaultJsonParser('error', 'error')
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: largestBody },
      (request, body, done) => {
        if (body === '') done(null, undefined)
        else void readJson(request, body as string, done)
      },
    )
    app.addHook('preValidation', async (request) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') request.body ??= {}
    })
    app.addHook('onSend', async (_request, reply, payload) => {
      reply.header('Cache-Control', 'no-store')
      return payload
    })
    app.setErrorHandler(async (error, request, reply) => {
      // Another unit's record answers like one that never was; who tries ids shows in the book.
      if (isAppError(error) && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND')) {
        await auditRefusal(options.house, request)
      }
      await sendApiProblem(request, reply, error)
    })

    mountGuard(scope, options)
    await describeApi(app, options)
    dialogueRoutes(app, options)
    conclusionRoutes(app, options)
    handoverRoutes(app, options)
    documentRoutes(app, options)
    broadcastRoutes(app, options)
    questionRoutes(app, options)
    answerRoutes(app, options)
    opinionFormRoutes(app, options)
    proofRoutes(app, options)
    unitRoutes(app, options)
    receiptLogRoutes(app, options)
    auditRoutes(app, options)
  }
