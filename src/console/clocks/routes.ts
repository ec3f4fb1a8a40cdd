import type { FastifyInstance } from 'fastify'
import { readClocks } from '../../clocks/index.ts'
import { signedInOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { clocksPage } from './page.ts'

/** The legal clock of everything that somebody reads. */
export const clockRoutes = (app: FastifyInstance, door: Door): void => {
  const { database } = door.house

  app.get('/clocks', { config: { access: readers } }, async (request, reply) => {
    const view = door.view(request)
    const unitIds = readableUnits(signedInOf(request), readers)
    const clocks = await readClocks(database, { unitIds, now: view.now })
    // A unit without clocks, or of somebody else, is an empty list.
    const id = queryOf(request, 'unit')
    if (id === '') return await sendPage(reply, clocksPage(view, { clocks, unit: null }))
    const own = clocks.filter(({ unitId }) => unitId === id)
    return await sendPage(reply, clocksPage(view, { clocks: own, unit: { id, name: own[0]?.unitName ?? id } }))
  })
}
