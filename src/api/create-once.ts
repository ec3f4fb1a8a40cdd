import type { FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { claimRequest, findRequest, forgetRequests, keepAnswer } from './request-store.ts'

export type Created<Body> = {
  readonly body: Body
  /** Where the new thing can be read. */
  readonly location: string
  /** An answer that must not be kept, because it would tie an anonymous opinion to its code. */
  readonly isSecret?: boolean
}

const dayMs = 86_400_000

const keyOf = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\u0021-\u007e]{1,200}$/.test(key)) return key
  throw new AppError('INVALID', 'form of an Idempotency-Key', { phrase: 'api:keyForm', field: 'Idempotency-Key' })
}

const placeOf = (keyHash: string): string => `api_requests.answer:${keyHash}`

/**
 * Creates something and answers 201. With an `Idempotency-Key` the act and the memory of it are one transaction, so a
 * request that is sent again never creates twice: it gets the first answer.
 */
export const createOnce = async <Body extends object>(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (scope: Scope) => Promise<Created<Body>>,
): Promise<Body> => {
  const { actor } = programOf(request)
  const key = keyOf(request)
  const made = await act(door.house, actor, async (scope): Promise<Created<Body> & { readonly isReplay: boolean }> => {
    if (key === undefined) return { ...(await work(scope)), isReplay: false }
    const { keyring, tx } = scope
    const now = scope.clock.now()
    const keyHash = keyring.blindIndex('session', `api|${actor.officerId}|${key}`)
    const asked = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? {})}`
    const bodyHash = keyring.blindIndex('session', `api|${asked}`)
    await forgetRequests(tx, new Date(now.getTime() - dayMs))
    if (!(await claimRequest(tx, { keyHash, officerId: actor.officerId, bodyHash }, now))) {
      const before = await findRequest(tx, keyHash)
      if (before?.bodyHash !== bodyHash) {
        throw new AppError('INVALID', 'the key was used for another request', {
          phrase: 'api:keyReused',
          field: 'Idempotency-Key',
        })
      }
      if (before.answer === null) {
        throw new AppError('CONFLICT', 'done before; the answer is not kept', { phrase: 'api:answerNotKept' })
      }
      const answer = keyring.openText('session', before.answer, placeOf(keyHash))
      return { ...(JSON.parse(answer) as Created<Body>), isReplay: true }
    }
    const { body, location, isSecret } = await work(scope)
    const answer = isSecret ? null : keyring.seal('session', JSON.stringify({ body, location }), placeOf(keyHash))
    await keepAnswer(tx, keyHash, { status: 201, answer })
    return { body, location, isReplay: false }
  })
  if (made.isReplay) reply.header('Idempotency-Replayed', 'true')
  reply.code(201).header('Location', made.location)
  return made.body
}
