import type { FastifyRequest } from 'fastify'
import type { Dialogue } from '../../dialogues/index.ts'
import { queryOf } from '../actor-of.ts'
import { yearFrom } from '../overview/year-of.ts'

const types = ['dialogue', 'voter_contact'] as const
const rhythms = ['periodic', 'ad_hoc', 'regular'] as const
const states: Readonly<Record<string, readonly Dialogue['state'][]>> = {
  held: ['held', 'concluded'],
  coming: ['announced'],
  cancelled: ['cancelled'],
  draft: ['draft'],
}

/** Which sessions a list shows, as its address says; whatever is no such word is left out. */
export const readDialogueFilter = (request: FastifyRequest, now: Date) => {
  const type = types.find((one) => one === queryOf(request, 'type'))
  const rhythm = rhythms.find((one) => one === queryOf(request, 'rhythm'))
  const thematic = queryOf(request, 'thematic')
  const state = queryOf(request, 'state')
  const year = /^20\d\d$/.test(queryOf(request, 'year')) ? yearFrom(Number(queryOf(request, 'year'))) : {}
  const starts = { ...year, ...(state === 'coming' ? { from: now } : {}) }
  const known = states[state]
  return {
    ...(type ? { type } : {}),
    ...(rhythm ? { rhythm } : {}),
    ...(thematic === 'yes' || thematic === 'no' ? { isThematic: thematic === 'yes' } : {}),
    ...(known ? { states: known } : {}),
    ...(Object.keys(starts).length > 0 ? { starts } : {}),
  }
}
