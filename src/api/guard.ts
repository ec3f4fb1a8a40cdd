import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordAudit } from '../audit/index.ts'
import { act, type House } from '../database/index.ts'
import type { Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { actorOfToken, type ProgramActor } from '../officers/index.ts'
import type { Door } from './door.ts'
import { sendUnauthenticated } from './send-problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose program asks; set by the API's guard. */
    program: ProgramActor | undefined
  }
}

const usualPerMinute = 600
/** Wrong tokens that one address may try in a minute. They cannot be guessed; this keeps the noise from the database. */
const wrongTokensPerMinute = 30

const bearer = (request: FastifyRequest): string | undefined =>
  /^Bearer +([A-Za-z0-9_-]{20,100}) *$/i.exec(request.headers.authorization ?? '')?.[1]

const holdsAny = (program: ProgramActor, wanted: readonly Role[]): boolean =>
  program.actor.grants.some(({ role }) => role === 'admin' || wanted.includes(role))

/** Whose program asks, on routes that the guard opened for one. */
export const programOf = (request: FastifyRequest): ProgramActor => {
  if (request.program) return request.program
  throw new AppError('INTERNAL', 'a route for programs was reached without a token')
}

/** Writes down that a program was refused, as the console does for people. */
export const auditRefusal = async (house: House, request: FastifyRequest): Promise<void> => {
  const { program } = request
  if (!program) return
  await act(house, program.actor, async (scope) => {
    await recordAudit(scope, {
      action: 'api.refused',
      subject: { kind: 'route', id: `${request.method} ${request.routeOptions.url ?? ''}` },
      details: { tokenId: program.tokenId },
    })
  })
}

/** Opens routes for programs with a token, and counts what each token asks for. */
export const mountGuard = (app: FastifyInstance, door: Door): void => {
  const max = door.requestsPerMinute ?? usualPerMinute
  const countProgram = app.createRateLimit({
    max,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.program?.tokenId ?? '',
  })
  const countWrong = app.createRateLimit({ max: wrongTokensPerMinute, timeWindow: '1 minute' })
  app.decorateRequest('program', undefined)

  const limit = async (count: typeof countProgram, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const verdict = await count(request)
    if (verdict.isAllowed) return
    reply.header('RateLimit-Limit', verdict.max).header('RateLimit-Remaining', verdict.remaining)
    reply.header('RateLimit-Reset', verdict.ttlInSeconds)
    if (!verdict.isExceeded) return
    reply.header('Retry-After', Math.max(verdict.ttlInSeconds, 1))
    throw new AppError('LIMIT', 'too many requests', { phrase: 'errors:tooMany' })
  }

  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config
    // An address that is no route of ours: the answer is the same for everybody.
    if (access === 'public' || request.is404) return
    const mayTry = await countWrong(request, { increment: false })
    if (!mayTry.isAllowed && mayTry.isExceeded) return await limit(countWrong, request, reply)
    const token = bearer(request)
    request.program = token === undefined ? undefined : await actorOfToken(door.house, token)
    if (!request.program) {
      await limit(countWrong, request, reply)
      return await sendUnauthenticated(request, reply)
    }
    await limit(countProgram, request, reply)
    const isAllowed = access === 'token' || (Array.isArray(access) && holdsAny(request.program, access))
    if (!isAllowed) throw new AppError('FORBIDDEN', 'no role for this route', { phrase: 'errors:forbidden' })
  })
}
