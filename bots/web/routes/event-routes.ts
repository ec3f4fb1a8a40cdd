import type { FastifyInstance } from 'fastify'
import { limits } from '../limits.ts'
import { chosenLocale, readIdentity, type WebRoom } from '../visit.ts'
import { withPatience } from '../with-patience.ts'

const asSeq = (value: unknown): number => {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : 0
}

/**
 * `GET /chat/events`: the page, live. A browser that comes back says with `Last-Event-ID` what it has; a page that
 * opens says it with `after`. An event's id is the entry's number, so nothing is lost and nothing comes twice.
 */
export const mountEventRoutes = (app: FastifyInstance, { options, streams, assets }: WebRoom): void => {
  const { memory } = options

  app.get<{ Querystring: { after?: unknown } }>(
    '/chat/events',
    // A HEAD request would hold a connection open.
    { config: { access: 'visitor' }, exposeHeadRoute: false },
    async (request, reply) => {
      const identity = readIdentity({ options, streams, assets }, request)
      // 204 tells an EventSource not to come back.
      if (!identity?.isProven || request.headers['sec-fetch-site'] === 'cross-site') return await reply.code(204).send()
      const chatKey = memory.chatKeyOf(identity.id)
      const visitor = await withPatience(memory.findVisitor(chatKey), limits.patienceMs)
      if (visitor === null) {
        return await reply
          .type('text/event-stream')
          .header('Cache-Control', 'no-store')
          .send('event: gone\ndata: gone\n\n')
      }
      if (visitor === undefined || !streams.hasRoom()) {
        return await reply.code(503).header('Retry-After', '5').send()
      }
      const after = Math.max(asSeq(request.headers['last-event-id']), asSeq(request.query.after))
      reply.hijack()
      streams.open({
        chatKey,
        locale: chosenLocale(request) ?? 'vi',
        after: Math.min(after, visitor.lastSeq),
        out: reply.raw,
      })
      return reply
    },
  )
}
