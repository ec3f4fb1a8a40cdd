import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { logError, problemOf, type Problem } from '../http/index.ts'
import { isAppError } from '../kernel/errors.ts'
import { asLocale, phrase, type Locale } from '../phrases/index.ts'

type Fault = { readonly field: string; readonly why: string }
/** Problem details; a request that does not fit its schema gets all its faults at once. */
export type ApiProblem = Problem & { readonly errors?: readonly Fault[] }

const faultsMax = 20

export const localeOf = (request: FastifyRequest): Locale =>
  asLocale(request.headers['accept-language'] ?? request.program?.officer.language)

const fieldOf = (path: string, name?: string): string =>
  [...path.split('/').filter((part) => part !== ''), ...(name === undefined ? [] : [name])].join('.')

/** The schema's complaints by field, each once; what a refused property or an alternative adds is said already. */
const faultsOf = (error: FastifyError): Fault[] => {
  const found = new Map<string, string>()
  for (const { keyword, instancePath, params, message } of error.validation ?? []) {
    const names = [params['requiredProperties'], params['additionalProperties']].find(Array.isArray) as
      | readonly string[]
      | undefined
    const why =
      keyword === 'additionalProperties' ? 'is not known here' : keyword === 'required' ? 'is missing' : message
    for (const name of names ?? [undefined]) {
      const field = fieldOf(instancePath, name)
      if (keyword !== 'boolean' && !found.has(field)) found.set(field, why ?? 'is not valid')
    }
  }
  return [...found].slice(0, faultsMax).map(([field, why]) => ({ field: field.slice(0, 200), why }))
}

const plain = (status: number, title: string, detail: string): ApiProblem => ({
  type: 'about:blank',
  title,
  status,
  detail,
})

const problemFor = (request: FastifyRequest, error: unknown): ApiProblem => {
  const locale = localeOf(request)
  const { validation, validationContext, code } = error as Partial<FastifyError>
  if (validation !== undefined) {
    // An address with an id of another shape leads nowhere.
    if (validationContext === 'params') return plain(404, 'NOT_FOUND', phrase(locale, 'errors:notFound'))
    const errors = faultsOf(error as FastifyError)
    const [first] = errors
    if (!first) return plain(422, 'INVALID', phrase(locale, 'errors:invalid'))
    const field = first.field === '' ? (validationContext ?? 'body') : first.field
    return { ...plain(422, 'INVALID', phrase(locale, 'api:field', { ...first, field })), field, errors }
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return plain(415, 'INVALID', phrase(locale, 'api:mediaType'))
  if (!isAppError(error) && (error as { statusCode?: number }).statusCode === 400) {
    return plain(400, 'INVALID', phrase(locale, 'api:notJson'))
  }
  return problemOf(error, locale)
}

const sendAs = async (reply: FastifyReply, problem: ApiProblem): Promise<void> => {
  await reply.code(problem.status).type('application/problem+json').send(problem)
}

/** Every refusal and fault of the API, as RFC 9457 problem details in the language of the program's officer. */
export const sendApiProblem = async (request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<void> => {
  const problem = problemFor(request, error)
  logError(request, error, problem.status)
  await sendAs(reply, problem)
}

export const sendUnauthenticated = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  reply.header('WWW-Authenticate', 'Bearer realm="nhip-cau"')
  await sendAs(reply, plain(401, 'UNAUTHENTICATED', phrase(localeOf(request), 'api:unauthenticated')))
}

/** RFC 6585 and RFC 9110, 13.1.1: which version is meant was not said, or is no longer the newest. */
export const sendVersionProblem = async (
  request: FastifyRequest,
  reply: FastifyReply,
  status: 412 | 428,
): Promise<void> => {
  const locale = localeOf(request)
  const problem =
    status === 412
      ? plain(412, 'CONFLICT', phrase(locale, 'errors:conflict'))
      : { ...plain(428, 'PRECONDITION', phrase(locale, 'api:versionNeeded')), field: 'version' }
  await sendAs(reply, problem)
}
