import type { FastifyInstance } from 'fastify'
import { auditHead, listAudit } from '../../audit/index.ts'
import { listOfficers } from '../../officers/index.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { auditPage } from './page.ts'
import { auditors, readAuditFilter } from './read-filter.ts'

const pageMax = 50

/** Who did what: administrators see all of it, others what concerns their unit and those below. */
export const auditRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  app.get('/audit', { config: { access: auditors } }, async (request, reply) => {
    const view = door.view(request)
    const { query, faults, filter, within } = readAuditFilter(door, request)
    const { items, next } = await listAudit(house.database, { ...filter, limit: pageMax })
    const officers = await listOfficers(house.database, within ? { within } : {})
    const page = auditPage(view, {
      query,
      faults,
      officers: officers.slice(0, 500),
      lines: items,
      next,
      isFirst: filter.cursor === undefined,
      head: await auditHead(house.database),
    })
    return await sendPage(reply, page, Object.keys(faults).length > 0 ? 422 : 200)
  })
}
