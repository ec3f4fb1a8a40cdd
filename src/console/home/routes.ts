import type { FastifyInstance } from 'fastify'
import { signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { homePage } from './pages.ts'
import { whatWaits } from './what-waits.ts'

/** The first page: what waits for whoever is signed in. */
export const homeRoutes = (app: FastifyInstance, door: Door): void => {
  app.get('/', { config: { access: 'officer' } }, async (request, reply) => {
    const view = door.view(request)
    return await sendPage(reply, homePage(view, await whatWaits(door, view, signedInOf(request))))
  })
}
