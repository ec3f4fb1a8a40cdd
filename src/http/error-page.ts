import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../kernel/errors.ts'
import { isAppError } from '../kernel/errors.ts'
import { asLocale, phraseOfError } from '../phrases/index.ts'

const statusOf: Readonly<Record<ErrorCode, number>> = {
  INVALID: 422,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  PRECONDITION: 409,
  LIMIT: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

/** RFC 9457 problem details. `detail` is for people; the internal message stays in the log. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly field?: string
}

/** What a person or program gets for an error, whatever its kind. */
export const problemOf = (error: unknown, language: string | undefined): Problem => {
  const locale = asLocale(language)
  if (isAppError(error)) {
    return {
      type: 'about:blank',
      title: error.code,
      status: statusOf[error.code],
      detail: phraseOfError(locale, error.phrase ?? phraseKeyOf(error.code), error.values),
      ...(error.field === undefined ? {} : { field: error.field }),
    }
  }
  const status = (error as Partial<FastifyError>).statusCode ?? 500
  if (status >= 400 && status < 500) {
    const title = status === 413 ? 'TOO_LARGE' : status === 429 ? 'LIMIT' : status === 404 ? 'NOT_FOUND' : 'INVALID'
    return { type: 'about:blank', title, status, detail: phraseOfError(locale, clientPhrase(status)) }
  }
  return { type: 'about:blank', title: 'INTERNAL', status: 500, detail: phraseOfError(locale, 'errors:unexpected') }
}

const phraseKeyOf = (code: ErrorCode): string | undefined => {
  if (code === 'FORBIDDEN') return 'errors:forbidden'
  if (code === 'NOT_FOUND') return 'errors:notFound'
  if (code === 'CONFLICT') return 'errors:conflict'
  if (code === 'LIMIT') return 'errors:tooMany'
  return code === 'INVALID' ? 'errors:invalid' : undefined
}

const clientPhrase = (status: number): string => {
  if (status === 413) return 'errors:tooLarge'
  if (status === 429) return 'errors:tooMany'
  return status === 404 ? 'errors:notFound' : 'errors:invalid'
}

/** Logs what an operator needs (route, code, place in our code) and nothing of what was sent. */
export const logError = (request: FastifyRequest, error: unknown, status: number): void => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const fields = {
    route: request.routeOptions.url,
    method: request.method,
    status,
    error: cause instanceof Error ? cause.name : 'unknown',
    ...(isAppError(error) ? { code: error.code, why: error.message } : {}),
    ...(cause instanceof Error && 'code' in cause ? { cause: String(cause.code) } : {}),
    ...(status >= 500 && cause instanceof Error ? { at: ourFrames(cause) } : {}),
  }
  if (status >= 500) request.log.error(fields, 'a request failed')
  else request.log.debug(fields, 'a request was refused')
}

const ourFrames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /\/(?:src|bots)\//.test(line) && !line.includes('node_modules'))
    .slice(0, 4)
    .map((line) => line.replace(/.*\/((?:src|bots)\/[^)]*)\)?$/, '$1'))

/** A plain page for people whose request failed outside of the console's own pages. */
export const sendProblem = async (request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<void> => {
  const problem = problemOf(error, request.headers['accept-language'])
  logError(request, error, problem.status)
  await reply.code(problem.status).type('application/problem+json').send(problem)
}
