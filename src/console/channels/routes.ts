import type { FastifyInstance } from 'fastify'
import {
  accountEvents,
  beginConnect,
  countOnlyReached,
  finishConnect,
  listAccounts,
  ratingsOf,
  type AccountRow,
} from '../../channels/index.ts'
import { act, type House } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { goTo, sendPage } from '../forms.ts'
import { holdsAny } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import { accountRoutes } from './account-routes.ts'
import type { AccountAtHand } from './account-rows.ts'
import { channelsPage, connectPage } from './pages.ts'
import { templateRoutes } from './template-routes.ts'

const config = { access: ['admin', 'front_officer'] } as const
const forAdmins = { access: ['admin'] } as const
const home = '/console/channels'
const shownParked = 50
const ratingDays = 90

/** Each account with whom only it reaches once it does not work, and what Zalo told about it. */
const atHand = async (house: House, accounts: readonly AccountRow[], now: Date): Promise<AccountAtHand[]> => {
  const { database } = house
  const broken = accounts.filter(({ state }) => state !== 'active').map(({ id }) => id)
  const lost = await countOnlyReached(database, { accountIds: broken })
  return await Promise.all(
    accounts.map(async (account) => {
      const isZalo = account.platform === 'zalo'
      const since = new Date(now.getTime() - ratingDays * 86_400_000)
      return {
        account,
        lost: account.state === 'active' ? undefined : (lost.get(account.id) ?? 0),
        ratings: isZalo ? await ratingsOf(database, { accountId: account.id, since }) : undefined,
        events: isZalo ? await accountEvents(database, { accountId: account.id, limit: 10 }) : [],
      }
    }),
  )
}

/** The accounts that we speak through, connecting one of Zalo's, and what could not be worked on. */
export const channelRoutes = (app: FastifyInstance, door: Door): void => {
  const { house, zalo, parked } = door
  const redirectUri = door.address(`${home}/zalo/return`)
  const cookie = { path: `${home}/zalo`, httpOnly: true, sameSite: 'lax', secure: door.cookies.isSecure } as const

  accountRoutes(app, door)
  templateRoutes(app, door)

  app.get('/channels', { config }, async (request, reply) => {
    const signedIn = signedInOf(request)
    const isAdmin = holdsAny(signedIn, ['admin'])
    const units = door.kioskPath ? await ownUnits(house, signedIn, ['front_officer']) : []
    const page = channelsPage(door.view(request), {
      accounts: await atHand(house, await listAccounts(house.database), door.view(request).now),
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
    // No redirect: our policy lets forms go nowhere else. The page goes on by itself, and holds a link where it does not.
    reply.header('refresh', `0; url=${begun.url}`)
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
