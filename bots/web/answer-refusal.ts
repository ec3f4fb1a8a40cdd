import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from './means.ts'
import type { Refusal } from './refusal.ts'
import { showPage } from './show-page.ts'
import { chosenLocale, readIdentity, setIdentity, type WebRoom } from './visit.ts'
import { newIdentity } from './visitor-cookie.ts'

/** Whether the page's script asks; a plain form gets a whole page instead of JSON. */
export const isScript = (request: FastifyRequest): boolean => request.headers['x-chat'] === 'script'

const codeOf = (status: number): string =>
  status === 429 ? 'LIMIT' : status === 413 ? 'TOO_LARGE' : status === 503 ? 'UNAVAILABLE' : 'REFUSED'

/** Tells the person what was not taken and what to do: beside the box, with what they wrote still in it. */
export const answerRefusal = async (
  room: WebRoom,
  request: FastifyRequest,
  reply: FastifyReply,
  no: Refusal,
  draft?: string,
): Promise<FastifyReply> => {
  const { phrase } = room.options
  const sentence = (locale: Locale): string => no.sentence ?? phrase(locale, no.phrase, no.values)
  if (no.retryAfterSeconds !== undefined) void reply.header('Retry-After', String(no.retryAfterSeconds))
  if (isScript(request)) {
    return await reply
      .code(no.status)
      .header('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send({
        type: 'about:blank',
        title: codeOf(no.status),
        status: no.status,
        detail: sentence(chosenLocale(request) ?? 'vi'),
        // The page then asks anew instead of keeping on.
        reload: no.status === 401 || no.status === 403,
      })
  }
  let identity = readIdentity(room, request)
  // 401: there is no such chat (any more), so the page shown begins a new one.
  if (!identity || identity.isKiosk || no.status === 401) {
    identity = newIdentity(false)
    setIdentity(room, reply, identity)
  }
  return await showPage(room, request, reply, {
    identity,
    status: no.status,
    trouble: sentence,
    ...(draft === undefined ? {} : { draft }),
  })
}
