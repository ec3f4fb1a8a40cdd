import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { families } from '../../documents/index.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { readPlainDate, vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import {
  linesOf,
  linkableSessions,
  linkPlanLine,
  removePlanLine,
  savePlanHead,
  savePlanLine,
  type LineFields,
  type Plan,
  type PlannedLine,
} from '../../plans/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { headPage, linePage } from './edit-pages.ts'
import { pathOf } from './parts.ts'
import { readablePlan } from './readable-plan.ts'

type WithId = { Params: { id: string } }
type WithLine = { Params: { id: string; line: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

const config = { access: ['front_officer'] } as const
const texts = [
  'superior',
  'issuer',
  'number',
  'draftedWith',
  'purpose',
  'lessons',
  'recipients',
  'authority',
  'post',
  'signer',
] as const

const headForm = (plan: Plan): Form => ({
  ...Object.fromEntries(texts.map((name) => [name, plan[name]])),
  family: plan.family,
  dated: plan.dated === null ? '' : formatShortDateVi(plan.dated),
  version: String(plan.version),
})

const lineForm = (plan: Plan, line: PlannedLine | null): Form => ({
  month: String(line?.month ?? 1),
  level: line?.level ?? 'commune',
  type: line?.type ?? 'dialogue',
  topic: line?.topic ?? '',
  host: line?.host ?? '',
  place: line?.place ?? '',
  cost: line?.cost === null || line === null ? '' : String(line.cost),
  version: String(plan.version),
})

const readLine = (form: Form): LineFields => {
  const cost = textOf(form, 'cost').replaceAll(/[\s.]/gu, '')
  return {
    month: Number(textOf(form, 'month')),
    level: textOf(form, 'level') as LineFields['level'],
    type: textOf(form, 'type') as LineFields['type'],
    topic: textOf(form, 'topic'),
    host: textOf(form, 'host'),
    place: textOf(form, 'place'),
    cost: cost === '' ? null : /^\d{1,15}$/.test(cost) ? Number(cost) : Number.NaN,
  }
}

/** The words at the head of a plan, and its lines one by one. */
export const editPlanRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const dated = (form: Form): PlainDate | null => {
    const typed = textOf(form, 'dated').trim()
    if (typed === '') return null
    const day = readPlainDate(typed) ?? parseDateVi(typed, vietnamDate(house.clock.now()))
    if (day) return day
    throw new AppError('INVALID', 'the day of a plan', { phrase: 'plans:wrong.day', field: 'dated' })
  }

  const tried = async (request: FastifyRequest, work: (scope: Scope) => Promise<void>) =>
    await attempt(door.view(request), async () => await act(house, actorOf(request), work))

  const showHead = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const { plan } = await readablePlan(door, request, id)
    const state = { plan, form: given.form ?? headForm(plan), faults: given.faults ?? noFaults }
    return await sendPage(reply, headPage(door.view(request), state), given.status ?? 200)
  }

  app.get<WithId>(
    '/plans/:id/head',
    { config },
    async (request, reply) => await showHead(request, reply, request.params.id),
  )

  app.post<WithId>('/plans/:id/head', { config }, async (request, reply) => {
    const { plan } = await readablePlan(door, request, request.params.id)
    const form = asForm(request.body)
    const done = await tried(request, async (scope) => {
      const words = Object.fromEntries(texts.map((name) => [name, textOf(form, name)])) as Record<
        (typeof texts)[number],
        string
      >
      const family = families.find((one) => one === textOf(form, 'family')) ?? plan.family
      const fields = { ...words, family, dated: dated(form) }
      await savePlanHead(scope, { id: plan.id, version: Number(textOf(form, 'version')), fields })
    })
    if (done.ok) return await goTo(reply, pathOf(plan.id), 'saved')
    return await showHead(request, reply, plan.id, { ...done, form })
  })

  const showLine = async (request: FastifyRequest, reply: FastifyReply, of: WithLine['Params'], given: Given = {}) => {
    const { plan, unit } = await readablePlan(door, request, of.id)
    const line = of.line === 'new' ? null : (await linesOf(house.database, plan.id)).find(({ id }) => id === of.line)
    if (line === undefined) throw new AppError('NOT_FOUND', 'no such line of a plan')
    const sessions = line ? await linkableSessions(house.database, { unitId: unit.id, year: plan.year }) : []
    const state = { plan, line, sessions, form: given.form ?? lineForm(plan, line), faults: given.faults ?? noFaults }
    return await sendPage(reply, linePage(door.view(request), state), given.status ?? 200)
  }

  const path = '/plans/:id/lines/:line'
  app.get<WithLine>(path, { config }, async (request, reply) => await showLine(request, reply, request.params))

  type Seen = { readonly id: string; readonly version: number }
  const step = (
    address: string,
    work: (scope: Scope, seen: Seen, lineId: string, form: Form) => Promise<void>,
    keeps: 'typed' | 'stored' = 'typed',
  ) =>
    app.post<WithLine>(address, { config }, async (request, reply) => {
      const { plan } = await readablePlan(door, request, request.params.id)
      const form = asForm(request.body)
      const seen = { id: plan.id, version: Number(textOf(form, 'version')) }
      const done = await tried(request, async (scope) => await work(scope, seen, request.params.line, form))
      if (done.ok) return await goTo(reply, pathOf(plan.id), 'saved')
      return await showLine(request, reply, request.params, { ...done, ...(keeps === 'typed' ? { form } : {}) })
    })

  step(path, async (scope, seen, lineId, form) => {
    await savePlanLine(scope, { ...seen, fields: readLine(form), ...(lineId === 'new' ? {} : { lineId }) })
  })
  step(
    `${path}/session`,
    async (scope, seen, lineId, form) => {
      const dialogueId = textOf(form, 'dialogueId')
      await linkPlanLine(scope, { ...seen, lineId, dialogueId: dialogueId === '' ? null : dialogueId })
    },
    'stored',
  )
  step(
    `${path}/removal`,
    async (scope, seen, lineId) => {
      await removePlanLine(scope, { ...seen, lineId })
    },
    'stored',
  )
}
