import type { FastifyRequest } from 'fastify'
import { AppError } from '../kernel/errors.ts'
import type { SignedIn } from '../officers/index.ts'

/** Who is signed in, on routes that the guard opened for somebody who is. */
export const signedInOf = (request: FastifyRequest): SignedIn => {
  if (request.signedIn) return request.signedIn
  throw new AppError('INTERNAL', 'a page for officers was reached without one')
}

export const actorOf = (request: FastifyRequest): SignedIn['actor'] => signedInOf(request).actor

/** The query of the address as it stands, without the page of a list; to be kept or handed on in a link. */
export const searchOf = (request: FastifyRequest): string => {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  for (const name of ['after', 'done', 'seen']) query.delete(name)
  return query.toString().slice(0, 1_000)
}

/** One value of the address's query; empty when it is missing or came twice. */
export const queryOf = (request: FastifyRequest, name: string): string => {
  const value = (request.query as Record<string, unknown> | null)?.[name]
  return typeof value === 'string' ? value.slice(0, 500).replaceAll('\0', '') : ''
}
