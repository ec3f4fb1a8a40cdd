import type { FastifyRequest } from 'fastify'
import { listAudit } from '../../audit/index.ts'
import { listAnswering, standings } from '../../answers/index.ts'
import { listBroadcastsOf } from '../../broadcasts/index.ts'
import { readClocks } from '../../clocks/index.ts'
import { isOverdue, ledgerPage } from '../../conclusions/index.ts'
import { listDialogues } from '../../dialogues/index.ts'
import { listForms, readContent } from '../../forms/index.ts'
import { handoverPage } from '../../handover/index.ts'
import { vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { listOfficers } from '../../officers/index.ts'
import { listPlans } from '../../plans/index.ts'
import { listSyntheses } from '../../reports/index.ts'
import { listDialogueRequests } from '../../requests/index.ts'
import { queryOf, signedInOf } from '../actor-of.ts'
import { actionWords, who } from '../audit/page.ts'
import { readAuditFilter } from '../audit/read-filter.ts'
import type { Door } from '../door.ts'
import { answerers, readers, unitsOf } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { shortDay } from '../wording.ts'
import { inHand, inPages } from './in-pages.ts'
import type { Cell, List } from './rows.ts'

/** Lists of which a unit has some dozens: read at once. */
const most = 2_000
const day = (one: PlainDate | null): Cell => (one === null ? null : shortDay(one))

/** Matters by how far their answer is, as on their page. */
export const answerList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { t } = door.view(request)
  const unitIds = readableUnits(signedInOf(request), answerers)
  const standing = standings.find((one) => one === queryOf(request, 'standing')) ?? 'waiting'
  const limit = 500
  return await Promise.resolve({
    name: 'tra-loi',
    columns: [
      { label: t('overview:column.number'), width: 8 },
      { label: t('overview:column.title'), width: 60 },
      { label: t('overview:received'), width: 12 },
      { label: t('overview:column.state'), width: 20 },
      { label: t('answers:form.answeringBody'), width: 40 },
      { label: t('answers:form.answeredOn'), width: 14 },
    ],
    rows: inPages(
      async (cursor) => {
        const offset = Number(cursor ?? 0)
        const items = await listAnswering(door.house.database, { unitIds, standing, limit, offset })
        return { items, next: items.length < limit ? null : String(offset + limit) }
      },
      (one) => [
        one.number,
        one.title,
        one.opinionCount,
        t(`answers:standing.${one.standing}`),
        one.answeringBody,
        day(one.answeredOn),
      ],
    ),
  })
}

/** Notices of the sessions that somebody reads. */
export const announcementList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database } = door.house
  const { t } = door.view(request)
  const unitIds = readableUnits(signedInOf(request), readers)
  return await Promise.resolve({
    name: 'thong-bao',
    columns: [
      { label: t('overview:column.title'), width: 50 },
      { label: t('overview:sort'), width: 24 },
      { label: t('overview:column.state'), width: 18 },
      { label: t('overview:column.people'), width: 12 },
      { label: t('overview:column.approved'), width: 18 },
    ],
    rows: inPages(
      async (cursor) => {
        const page = await listDialogues(database, { unitIds, limit: 100, ...(cursor ? { cursor } : {}) })
        const titles = new Map(page.items.map(({ id, title }) => [id, title]))
        const found = await listBroadcastsOf(database, [...titles.keys()])
        return { items: found.map((one) => ({ ...one, title: titles.get(one.dialogueId) ?? '' })), next: page.next }
      },
      (one) => [
        one.title,
        t(`broadcasts:kind.${one.kind}`),
        t(`broadcasts:state.${one.state}`),
        one.recipients,
        one.approvedAt,
      ],
    ),
  })
}

export const formList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database } = door.house
  const view = door.view(request)
  const forms = await listForms(database, { unitIds: readableUnits(signedInOf(request), readers), limit: most })
  return {
    name: 'phieu-xin-y-kien',
    columns: [
      { label: view.t('overview:column.title'), width: 60 },
      { label: view.t('overview:column.code'), width: 12 },
      { label: view.t('overview:column.state'), width: 18 },
      { label: view.t('overview:column.opens'), width: 18 },
      { label: view.t('overview:column.closes'), width: 18 },
    ],
    rows: inHand(forms, async (one) => {
      const content = await readContent(database, one.id, one.newestVersion)
      const title = content?.title.vi ?? ''
      return [title, one.code, view.t(`form-builder:state.${one.state}`), one.opensAt, one.closesAt]
    }),
  }
}

/** Tasks of conclusions, as on their page. */
export const conclusionList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database, clock } = door.house
  const { t } = door.view(request)
  const of = (['open', 'closed'] as const).find((one) => one === queryOf(request, 'of')) ?? 'overdue'
  const unitIds = readableUnits(signedInOf(request), readers)
  const today = vietnamDate(clock.now())
  return await Promise.resolve({
    name: 'so-ket-luan',
    columns: [
      { label: t('overview:name'), width: 30 },
      { label: t('overview:column.session'), width: 40 },
      { label: t('conclusions:words'), width: 60 },
      { label: t('conclusions:ownerPost'), width: 40 },
      { label: t('conclusions:dueOn'), width: 14 },
      { label: t('overview:column.state'), width: 14 },
      { label: t('conclusions:steps'), width: 60 },
    ],
    rows: inPages(
      async (cursor) =>
        await ledgerPage(database, { unitIds, of, today, limit: 200, ...(cursor === undefined ? {} : { cursor }) }),
      (one) => [
        one.unitName,
        one.session,
        one.words,
        one.ownerPost,
        day(one.dueOn),
        t(`conclusions:task.${isOverdue(one, today) ? 'overdue' : one.state}`),
        one.lastStep,
      ],
    ),
  })
}

/** What is late and nearly so. */
export const clockList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database, clock } = door.house
  const { t } = door.view(request)
  const unitIds = readableUnits(signedInOf(request), readers)
  const clocks = await readClocks(database, { unitIds, now: clock.now() })
  return {
    name: 'dong-ho-phap-ly',
    columns: [
      { label: t('overview:name'), width: 30 },
      { label: t('overview:column.title'), width: 70 },
      { label: t('conclusions:dueOn'), width: 14 },
      { label: t('overview:column.state'), width: 14 },
      { label: t('rules:channel.source'), width: 60 },
    ],
    rows: inHand(clocks, (one) => [
      one.unitName,
      t(`clocks:kind.${one.kind}`, { title: one.title, count: one.count, shown: String(one.count) }),
      day(one.dueOn),
      t(`clocks:tone.${one.tone}`),
      one.source,
    ]),
  }
}

/** What was handed over, and what became of it. */
export const handoverList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database } = door.house
  const { t } = door.view(request)
  const unitIds = readableUnits(signedInOf(request), readers)
  const of = queryOf(request, 'of') === 'incoming' ? 'incoming' : 'sent'
  return await Promise.resolve({
    name: 'phieu-chuyen',
    columns: [
      { label: t('handover:new.number'), width: 16 },
      { label: t('overview:name'), width: 30 },
      { label: t('handover:one.parties'), width: 50 },
      { label: t('overview:column.state'), width: 16 },
      { label: t('handover:one.items'), width: 10 },
      { label: t('overview:column.approved'), width: 18 },
    ],
    rows: inPages(
      async (cursor) => await handoverPage(database, { of, unitIds, limit: 100, ...(cursor ? { cursor } : {}) }),
      (one) => [
        one.number,
        one.unitName,
        one.parties.map(({ name }) => name).join('; '),
        t(`handover:state.${one.state}`),
        one.items.length,
        one.sentAt,
      ],
    ),
  })
}

export const requestList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database, keyring } = door.house
  const { t } = door.view(request)
  const unitIds = readableUnits(signedInOf(request), readers)
  const requests = await listDialogueRequests(database, keyring, { unitIds, limit: most })
  return {
    name: 'de-nghi-doi-thoai',
    columns: [
      { label: t('overview:name'), width: 30 },
      { label: t('overview:column.title'), width: 60 },
      { label: t('overview:column.state'), width: 18 },
      { label: t('overview:column.asked'), width: 18 },
    ],
    rows: inHand(requests, (one) => [one.unitName, one.title, t(`requests:state.${one.state}`), one.askedAt]),
  }
}

export const planList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { t } = door.view(request)
  const unitIds = readableUnits(signedInOf(request), readers)
  const plans = await listPlans(door.house.database, { unitIds, limit: most })
  return {
    name: 'ke-hoach-nam',
    columns: [
      { label: t('overview:name'), width: 30 },
      { label: t('overview:column.year'), width: 8 },
      { label: t('overview:column.state'), width: 16 },
      { label: t('overview:column.planned'), width: 12 },
      { label: t('overview:sessionsHeld'), width: 12 },
    ],
    rows: inHand(plans, (one) => [one.unitName, one.year, t(`plans:state.${one.state}`), one.planned, one.held]),
  }
}

export const synthesisList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { t } = door.view(request)
  const unitIds = readableUnits(signedInOf(request), readers)
  const reports = await listSyntheses(door.house.database, { unitIds, limit: most })
  return {
    name: 'bao-cao-tong-hop',
    columns: [
      { label: t('overview:name'), width: 30 },
      { label: t('reports:synthesis.fromOn'), width: 14 },
      { label: t('reports:synthesis.untilOn'), width: 14 },
      { label: t('overview:column.state'), width: 16 },
    ],
    rows: inHand(reports, (one) => [one.unitName, day(one.fromOn), day(one.untilOn), t(`plans:state.${one.state}`)]),
  }
}

/** Who did what, as far as they may see it, chosen as on its page. */
export const auditList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const view = door.view(request)
  const { filter } = readAuditFilter(door, request)
  return await Promise.resolve({
    name: 'nhat-ky',
    columns: [
      { label: view.t('audit:when'), width: 18 },
      { label: view.t('audit:who'), width: 30 },
      { label: view.t('audit:what'), width: 50 },
      { label: view.t('overview:name'), width: 30 },
      { label: view.t('overview:column.about'), width: 46 },
    ],
    rows: inPages(
      async (cursor) =>
        await listAudit(door.house.database, { ...filter, limit: 200, ...(cursor === undefined ? {} : { cursor }) }),
      (line) => [
        line.at,
        who(view, line),
        actionWords(view, line.action),
        line.unitName,
        `${line.subjectKind}:${line.subjectId}`,
      ],
    ),
  })
}

/** Who works where, as their page shows it. */
export const officerList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { t } = door.view(request)
  const signedIn = signedInOf(request)
  const isAdmin = signedIn.grants.some(({ role }) => role === 'admin')
  const within = isAdmin ? {} : { within: unitsOf(signedIn, ['front_officer']) }
  const officers = await listOfficers(door.house.database, within)
  return {
    name: 'can-bo',
    columns: [
      { label: t('console:officer.name'), width: 30 },
      { label: t('console:officer.title'), width: 30 },
      { label: t('console:officers.roles'), width: 60 },
    ],
    rows: inHand(officers, (one) => [
      one.name,
      one.title,
      one.grants.map(({ role, unitName }) => `${t(`officers:role.${role}`)} (${unitName})`).join('; '),
    ]),
  }
}
