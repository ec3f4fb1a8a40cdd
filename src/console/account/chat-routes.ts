import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { confirmChat, dropClaimedChat, makeChatCode, unlinkChat } from '../../officers/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { attempt, goTo, sendPage } from '../forms.ts'
import { chatCodePage } from './chat-part.ts'
import type { AccountState } from './pages.ts'

const config = { access: 'officer' } as const
const home = '/console/account#chat'

type Show = (request: FastifyRequest, reply: FastifyReply, state: AccountState, status: number) => Promise<FastifyReply>

/** An officer's own chat for signing in: a code, the second yes, and an end. */
export const chatRoutes = (app: FastifyInstance, door: Door, show: Show): void => {
  const { house } = door

  app.post('/account/chat/code', { config }, async (request, reply) => {
    const { digits } = await act(house, actorOf(request), makeChatCode)
    return await sendPage(reply, chatCodePage(door.view(request), digits))
  })

  app.post('/account/chat/confirm', { config }, async (request, reply) => {
    const done = await attempt(door.view(request), async () => await act(house, actorOf(request), confirmChat))
    if (done.ok) return await goTo(reply, home, 'saved')
    return await show(request, reply, { form: {}, faults: done.faults, part: 'chat' }, done.status)
  })

  app.post('/account/chat/drop', { config }, async (request, reply) => {
    await act(house, actorOf(request), dropClaimedChat)
    return await goTo(reply, home, 'saved')
  })

  app.post('/account/chat/unlink', { config }, async (request, reply) => {
    const { actor, officer } = signedInOf(request)
    await act(house, actor, async (scope) => await unlinkChat(scope, { officerId: officer.id }))
    return await goTo(reply, home, 'saved')
  })
}
