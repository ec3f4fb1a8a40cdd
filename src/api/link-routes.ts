import type { FastifyInstance } from 'fastify'
import { countOpening } from '../artefacts/index.ts'
import { act, type House } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'

const headerOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

/** `/g/<token>`: a group's counted link. It sets no cookie and keeps no address; who opens it is told the session. */
export const linkRoutes = (app: FastifyInstance, house: House): void => {
  app.get<{ Params: { token: string } }>('/g/:token', { config: { access: 'public' } }, async (request, reply) => {
    const { headers, method } = request
    const opening = {
      method,
      userAgent: headers['user-agent'],
      purpose: headerOf(headers['sec-purpose']) ?? headerOf(headers['purpose']),
    }
    const { token } = request.params
    const code = await act(
      house,
      systemActor('group-link'),
      async (scope) => await countOpening(scope, { token, opening }),
    )
    if (code === undefined) throw new AppError('NOT_FOUND', 'no such link', { phrase: 'errors:notFound' })
    return await reply.redirect(`/verify/${code}`, 302)
  })
}
