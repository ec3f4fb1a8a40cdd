import type { FastifyRequest } from 'fastify'
import type { AuditFilter } from '../../audit/index.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { atVietnamTime, endOfVietnamDay, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { isId } from '../../kernel/ids.ts'
import { queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import type { Faults } from '../forms.ts'
import { readableUnits } from '../own-units.ts'
import type { AuditQuery } from './page.ts'

export const auditors = ['admin', 'supervisor', 'front_officer'] as const

type Read = {
  readonly query: AuditQuery
  readonly faults: Faults
  readonly filter: Omit<AuditFilter, 'limit'>
  /** Administrators see all of it. */
  readonly within: readonly string[] | undefined
}

/** Which entries somebody asks for, within what they may see. */
export const readAuditFilter = (door: Door, request: FastifyRequest): Read => {
  const view = door.view(request)
  const signedIn = signedInOf(request)
  const query: AuditQuery = {
    action: queryOf(request, 'action'),
    officer: queryOf(request, 'officer'),
    subject: queryOf(request, 'subject'),
    from: queryOf(request, 'from'),
    until: queryOf(request, 'until'),
  }
  const today = vietnamDate(door.house.clock.now())
  const [from, until] = [query.from, query.until].map((text) => parseDateVi(text.trim(), today))
  const faults = {
    ...(query.from.trim() !== '' && !from ? { from: view.t('audit:filter.badDay') } : {}),
    ...(query.until.trim() !== '' && !until ? { until: view.t('audit:filter.badDay') } : {}),
  }
  const within = signedIn.grants.some(({ role }) => role === 'admin') ? undefined : readableUnits(signedIn, auditors)
  const [subjectKind = '', subjectId] = query.subject.split(/:(.*)/s)
  const cursor = queryOf(request, 'after')
  const filter: Omit<AuditFilter, 'limit'> = {
    ...(within ? { within } : {}),
    ...(query.action === '' ? {} : { action: query.action }),
    ...(isId(query.officer) ? { officerId: query.officer } : {}),
    ...(subjectId === undefined ? {} : { subject: { kind: subjectKind, id: subjectId } }),
    ...(from ? { from: atVietnamTime(from, '00:00') } : {}),
    ...(until ? { until: endOfVietnamDay(until) } : {}),
    ...(cursor === '' ? {} : { cursor }),
  }
  return { query, faults, filter, within }
}
