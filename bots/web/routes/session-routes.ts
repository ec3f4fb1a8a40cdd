import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { networkOf } from '../address-network.ts'
import { answerRefusal, isScript } from '../answer-refusal.ts'
import { limits } from '../limits.ts'
import { provesWork } from '../proof-of-work.ts'
import { readPost, type Post } from '../read-post.ts'
import { refuse, refuseUntil, type Checked } from '../refusal.ts'
import { rawUpdate } from '../parse-update.ts'
import { isStartPayload } from '../start-payload.ts'
import { checkPage, chosenLocale, clearIdentity, setIdentity, type WebRoom } from '../visit.ts'
import type { Identity } from '../visitor-cookie.ts'
import { withPatience } from '../with-patience.ts'

/** New chats, by proof; and their end. */
export const mountSessionRoutes = (app: FastifyInstance, room: WebRoom): void => {
  const { memory, clock, receive } = room.options
  const windowMs = limits.arrivalWindowMs

  /** Counts newcomers of the network; kiosks count by themselves, since many people come from one of them. */
  const checkArrivals = async (request: FastifyRequest, identity: Identity, way: 'script' | 'plain') => {
    const network = networkOf(request.ip)
    const own = memory.bucketOf(identity.isKiosk ? `kiosk ${network}` : way === 'plain' ? `plain ${network}` : network)
    const max = way === 'plain' ? limits.plainArrivalsMax : limits.arrivalsMax
    if ((await memory.countArrivals(own, windowMs)) >= max) return refuseUntil('web:tooManyArrivals', windowMs / 5)
    return { ok: true, value: [own, memory.bucketOf('all')] } as const
  }

  const admit = async (
    request: FastifyRequest,
    reply: FastifyReply,
    identity: Identity,
    post: Post,
    way: 'script' | 'plain',
  ): Promise<Checked<null>> => {
    const arrivals = await checkArrivals(request, identity, way)
    if (!arrivals.ok) return arrivals
    const chatKey = memory.chatKeyOf(identity.id)
    const isNew = await memory.admit({ chatKey, isKiosk: identity.isKiosk, burst: limits.messageBurst })
    if (isNew) await memory.noteArrival(arrivals.value, windowMs)
    // The same proof again is the same chat; once that has ended it proves nothing more.
    else if ((await memory.findVisitor(chatKey)) === null) return refuse(401, 'web:gone')
    const language = chosenLocale(request)
    // The key is the same for a repeated beginning, so the greeting comes once.
    await receive([
      rawUpdate({
        visitorId: identity.id,
        key: 'begin',
        at: clock.now(),
        seq: 0,
        act:
          post.start !== undefined && isStartPayload(post.start)
            ? { kind: 'start', payload: post.start }
            : { kind: 'start' },
        ...(language === undefined ? {} : { language }),
      }),
    ])
    setIdentity(room, reply, { ...identity, isProven: true })
    return { ok: true, value: null }
  }

  const begin = async (
    request: FastifyRequest,
    reply: FastifyReply,
    way: 'script' | 'plain',
  ): Promise<Checked<null>> => {
    const post = readPost(request.body)
    const checked = checkPage(room, request, post.token)
    if (!checked.ok) return checked
    const { identity, page } = checked.value
    if (identity.isProven) {
      const visitor = await withPatience(memory.findVisitor(memory.chatKeyOf(identity.id)), limits.patienceMs)
      return visitor === null ? refuse(401, 'web:gone') : { ok: true, value: null }
    }
    if (way === 'script' && !provesWork(post.token ?? '', post.work ?? '', page.bits)) {
      return refuse(403, 'web:workWrong')
    }
    if (way === 'plain' && clock.now().getTime() - page.issuedAt.getTime() < limits.plainPatienceMs) {
      return refuse(429, 'web:beginAgain')
    }
    try {
      return await admit(request, reply, identity, post, way)
    } catch {
      return refuse(503, 'web:notReady', { retryAfterSeconds: 5 })
    }
  }

  app.post('/chat/session', { config: { access: 'public' } }, async (request, reply) => {
    const begun = await begin(request, reply, 'script')
    return begun.ok ? await reply.code(204).send() : await answerRefusal(room, request, reply, begun.no)
  })

  app.post('/chat/begin', { config: { access: 'public' } }, async (request, reply) => {
    const begun = await begin(request, reply, 'plain')
    return begun.ok ? await reply.redirect('/chat', 303) : await answerRefusal(room, request, reply, begun.no)
  })

  app.post('/chat/end', { config: { access: 'visitor' } }, async (request, reply) => {
    const checked = checkPage(room, request, readPost(request.body).token)
    if (!checked.ok) return await answerRefusal(room, request, reply, checked.no)
    try {
      await memory.end(memory.chatKeyOf(checked.value.identity.id))
    } catch {
      const { no } = refuse(503, 'web:notReady', { retryAfterSeconds: 5 })
      // The browser forgets in any case; the page's copy goes when it is pruned.
      clearIdentity(room, reply)
      return await answerRefusal(room, request, reply, no)
    }
    clearIdentity(room, reply)
    return isScript(request) ? await reply.code(204).send() : await reply.redirect('/chat', 303)
  })
}
