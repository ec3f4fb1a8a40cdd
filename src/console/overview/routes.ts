import type { FastifyInstance } from 'fastify'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { overviewOf, savedFilters, silentUnits, waitingOf } from '../../overview/index.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { readers } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import { overviewPage } from './page.ts'
import { readableUnit } from './readable-unit.ts'
import { silentPage } from './silent-page.ts'
import { waitKinds, waitsPage, waitsShown } from './waits-page.ts'
import { askedYear, yearFrom } from './year-of.ts'

const config = { access: readers } as const

/** Sessions, opinions and what waits, for a ward, a city or the whole country. */
export const overviewRoutes = (app: FastifyInstance, door: Door): void => {
  const { database, clock } = door.house

  app.get('/overview', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const now = clock.now()
    const { year, years } = askedYear(request, now)
    const signedIn = signedInOf(request)
    const [overview, silent, filters, own] = await Promise.all([
      overviewOf(database, { unitId: unit.id, year: yearFrom(year), now }),
      unit.level === 'country' || unit.level === 'province'
        ? silentUnits(database, { unitId: unit.id, now, limit: 1 })
        : { count: 0 },
      savedFilters(database, signedIn.actor.officerId),
      ownUnits(door.house, signedIn, readers),
    ])
    if (!overview) throw new AppError('NOT_FOUND', 'no such unit')
    const parent = unit.parentId === null ? undefined : await findUnit(database, unit.parentId)
    const above = parent && holdsRole(actorOf(request), readers, parent.path) ? parent : undefined
    const mayTriage = holdsRole(actorOf(request), ['front_officer'], unit.path)
    const state = { unit, above, own, year, years, overview, silent: silent.count, filters, mayTriage }
    return await sendPage(reply, overviewPage(door.view(request), state))
  })

  app.get('/overview/waits', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const kind = waitKinds.find((one) => one === queryOf(request, 'kind')) ?? 'requests'
    const today = vietnamDate(clock.now())
    const waiting = await waitingOf(database, { unitId: unit.id, today, kind, limit: waitsShown })
    const mayWork = holdsRole(actorOf(request), ['front_officer'], unit.path)
    return await sendPage(reply, waitsPage(door.view(request), { unit, kind, waiting, mayWork }))
  })

  app.get('/overview/silent', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const silent = await silentUnits(database, { unitId: unit.id, now: clock.now(), limit: 200 })
    return await sendPage(reply, silentPage(door.view(request), { unit, ...silent }))
  })
}
