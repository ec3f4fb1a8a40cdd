import type { FastifyInstance } from 'fastify'
import { auditHead, listAudit, type AuditFilter } from '../../audit/index.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { atVietnamTime, endOfVietnamDay, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { isId } from '../../kernel/ids.ts'
import { listOfficers } from '../../officers/index.ts'
import { queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { readableUnits } from '../own-units.ts'
import { auditPage, type AuditQuery } from './page.ts'

const auditors = ['admin', 'supervisor', 'front_officer'] as const
const pageMax = 50

/** Who did what: administrators see all of it, others what concerns their unit and those below. */
export const auditRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  app.get('/audit', { config: { access: auditors } }, async (request, reply) => {
    const view = door.view(request)
    const signedIn = signedInOf(request)
    const query: AuditQuery = {
      action: queryOf(request, 'action'),
      officer: queryOf(request, 'officer'),
      subject: queryOf(request, 'subject'),
      from: queryOf(request, 'from'),
      until: queryOf(request, 'until'),
    }
    const today = vietnamDate(house.clock.now())
    const [from, until] = [query.from, query.until].map((text) => parseDateVi(text.trim(), today))
    const faults = {
      ...(query.from.trim() !== '' && !from ? { from: view.t('audit:filter.badDay') } : {}),
      ...(query.until.trim() !== '' && !until ? { until: view.t('audit:filter.badDay') } : {}),
    }
    const within = signedIn.grants.some(({ role }) => role === 'admin') ? undefined : readableUnits(signedIn, auditors)
    const [subjectKind = '', subjectId] = query.subject.split(/:(.*)/s)
    const cursor = queryOf(request, 'after')
    const filter: AuditFilter = {
      limit: pageMax,
      ...(within ? { within } : {}),
      ...(query.action === '' ? {} : { action: query.action }),
      ...(isId(query.officer) ? { officerId: query.officer } : {}),
      ...(subjectId === undefined ? {} : { subject: { kind: subjectKind, id: subjectId } }),
      ...(from ? { from: atVietnamTime(from, '00:00') } : {}),
      ...(until ? { until: endOfVietnamDay(until) } : {}),
      ...(cursor === '' ? {} : { cursor }),
    }
    const { items, next } = await listAudit(house.database, filter)
    const officers = await listOfficers(house.database, within ? { within } : {})
    const page = auditPage(view, {
      query,
      faults,
      officers: officers.slice(0, 500),
      lines: items,
      next,
      isFirst: cursor === '',
      head: await auditHead(house.database),
    })
    return await sendPage(reply, page, Object.keys(faults).length > 0 ? 422 : 200)
  })
}
