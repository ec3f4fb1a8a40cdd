import type { FastifyReply, FastifyRequest } from 'fastify'
import { isAppError } from '../../kernel/errors.ts'
import type { IdentityCheck } from '../../officers/index.ts'
import type { Door } from '../door.ts'

const name = 'nhip-cau-identity'
const place = 'identity-sign-in'
const path = '/console/sign-in/oidc'
const minutes = 10

/** A round to the identity provider that this browser has begun. */
export type Round = IdentityCheck & {
  readonly until: number
  readonly back: string
  /** The session whose officer links the account; none when somebody signs in. */
  readonly linkFor?: string
}

export const keepRound = (reply: FastifyReply, door: Door, round: Omit<Round, 'until'>): void => {
  const { keyring, clock } = door.house
  const until = clock.now().getTime() + minutes * 60_000
  const sealed = keyring.seal('session', JSON.stringify({ ...round, until }), place).toString('base64url')
  const { isSecure } = door.cookies
  reply.setCookie(name, sealed, { path, httpOnly: true, sameSite: 'lax', secure: isSecure, maxAge: minutes * 60 })
}

/** The round that comes back, once; undefined when there is none, it is too old, or not ours. */
export const takeRound = (request: FastifyRequest, reply: FastifyReply, door: Door): Round | undefined => {
  const sealed = request.cookies[name]
  if (sealed === undefined) return undefined
  reply.clearCookie(name, { path })
  try {
    const text = door.house.keyring.openText('session', Buffer.from(sealed, 'base64url'), place)
    const round = JSON.parse(text) as Round
    return round.until < door.house.clock.now().getTime() ? undefined : round
  } catch (error) {
    if (isAppError(error)) return undefined
    throw error
  }
}
