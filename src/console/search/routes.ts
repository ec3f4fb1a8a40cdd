import type { FastifyInstance } from 'fastify'
import { savedFilters } from '../../overview/index.ts'
import { actorOf, queryOf, searchOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { hitByCode, search } from './find.ts'
import { searchKinds, searchPage } from './page.ts'

const limit = 25

/** Search over opinions, matters and sessions of the units that somebody may read of. */
export const searchRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  app.get('/search', { config: { access: readers } }, async (request, reply) => {
    const query = queryOf(request, 'q').slice(0, 200).trim()
    const kind = searchKinds.find((one) => one === queryOf(request, 'kind'))
    const after = queryOf(request, 'after')
    const actor = actorOf(request)
    const found = await search(house, actor, {
      query,
      unitIds: readableUnits(signedInOf(request), readers),
      limit,
      ...(kind ? { kind } : {}),
      ...(after === '' ? {} : { cursor: after }),
    })
    const state = {
      query,
      kind,
      byCode: after === '' ? await hitByCode(house, actor, query) : undefined,
      hits: found.hits,
      count: found.count,
      next: found.nextCursor,
      address: searchOf(request),
      filters: await savedFilters(house.database, actor.officerId),
    }
    return await sendPage(reply, searchPage(door.view(request), state))
  })
}
