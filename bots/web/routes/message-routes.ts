import type { FastifyInstance } from 'fastify'
import { answerRefusal, isScript } from '../answer-refusal.ts'
import { isMessageKey, readPost } from '../read-post.ts'
import { refuse } from '../refusal.ts'
import { renderEntry } from '../render-entry.ts'
import { readAct, type TakeMessage } from '../take-message.ts'
import { checkVisitor, chosenLocale, type WebRoom } from '../visit.ts'

/** `POST /chat/messages`: a text, a pressed choice, or the payload of a link; by the script or by a plain form. */
export const mountMessageRoutes = (app: FastifyInstance, room: WebRoom, takeMessage: TakeMessage): void => {
  const { phrase } = room.options

  app.post('/chat/messages', { config: { access: 'visitor' } }, async (request, reply) => {
    const post = readPost(request.body)
    const { key, text } = post
    const checked = checkVisitor(room, request, post.token)
    if (!checked.ok) return await answerRefusal(room, request, reply, checked.no, text)
    if (!isMessageKey(key)) return await answerRefusal(room, request, reply, refuse(400, 'web:badRequest').no, text)
    const act = readAct(post)
    if (!act.ok) return await answerRefusal(room, request, reply, act.no, text)
    const locale = chosenLocale(request)
    const sender = { ...checked.value, key, ...(locale === undefined ? {} : { language: locale }) }
    const taken = await takeMessage(sender, act.value)
    if (!taken.ok) return await answerRefusal(room, request, reply, taken.no, text)
    if (!isScript(request)) return await reply.redirect('/chat#text', 303)
    const markup = taken.value && renderEntry(taken.value, { phrase, locale: locale ?? 'vi' })
    return await reply
      .code(200)
      .header('Cache-Control', 'no-store')
      .send({ html: markup === null ? null : String(await markup) })
  })
}
