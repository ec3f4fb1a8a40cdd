import type { FastifyInstance } from 'fastify'
import { beginConnect, finishConnect, listAccounts } from '../../channels/index.ts'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { goTo, sendPage } from '../forms.ts'
import { holdsAny } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import { channelsPage, connectPage } from './pages.ts'

const config = { access: ['admin', 'front_officer'] } as const
const forAdmins = { access: ['admin'] } as const
const home = '/console/channels'
const shownParked = 50

/** The accounts that we speak through, connecting one of Zalo's, and what could not be worked on. */
export const channelRoutes = (app: FastifyInstance, door: Door): void => {
  const { house, zalo, parked } = door
  const redirectUri = door.address(`${home}/zalo/return`)
  const cookie = { path: `${home}/zalo`, httpOnly: true, sameSite: 'lax', secure: door.cookies.isSecure } as const

  app.get('/channels', { config }, async (request, reply) => {
    const signedIn = signedInOf(request)
    const isAdmin = holdsAny(signedIn, ['admin'])
    const units = door.kioskPath ? await ownUnits(house, signedIn, ['front_officer']) : []
    const page = channelsPage(door.view(request), {
      accounts: await listAccounts(house.database),
      isAdmin,
      kiosks: units.map((unit) => ({
        name: unit.fullName,
        url: door.address(door.kioskPath?.(`u_${unit.id}`) ?? '/chat'),
      })),
      mayConnect: isAdmin && zalo !== undefined,
      parked: isAdmin && parked ? { total: await parked.count(), items: await parked.list(shownParked) } : undefined,
    })
    return await sendPage(reply, page)
  })

  app.post('/channels/zalo/connect', { config: forAdmins }, async (request, reply) => {
    if (!zalo) throw new AppError('PRECONDITION', 'no Zalo app', { phrase: 'console:channels.noApp' })
    const begun = await act(
      house,
      actorOf(request),
      async (scope) => await beginConnect(scope, { connector: zalo.connector, redirectUri }),
    )
    reply.setCookie('nhip-cau-consent', begun.consentId, { ...cookie, maxAge: 1800 })
    // A link, not a redirect: our policy lets forms go nowhere else.
    return await sendPage(reply, connectPage(door.view(request), { kind: 'go', url: begun.url }))
  })

  app.get('/channels/zalo/return', { config: forAdmins }, async (request, reply) => {
    if (!zalo) throw new AppError('NOT_FOUND', 'no Zalo app')
    const outcome = await finishConnect(house, actorOf(request), {
      connector: zalo.connector,
      consentId: request.cookies['nhip-cau-consent'],
      query: new URLSearchParams(request.url.split('?')[1] ?? ''),
      credentials: zalo.credentials,
    })
    reply.clearCookie('nhip-cau-consent', cookie)
    if (outcome.kind === 'connected') return await goTo(reply, home, 'connected')
    return await sendPage(reply, connectPage(door.view(request), outcome), 422)
  })

  app.post<{ Params: { id: string } }>('/channels/parked/:id/retry', { config: forAdmins }, async (request, reply) => {
    const id = /^\d{1,15}$/.test(request.params.id) ? Number(request.params.id) : undefined
    if (!parked || id === undefined || !(await parked.retry(id)))
      throw new AppError('NOT_FOUND', 'nothing parked there')
    return await goTo(reply, `${home}#parked`, 'retried')
  })
}
