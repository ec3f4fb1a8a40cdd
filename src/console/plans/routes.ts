import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import {
  approvePlan,
  askPlanApproval,
  draftPlan,
  linesOf,
  listPlans,
  planDocument,
  sendBackPlan,
  unplannedSessions,
} from '../../plans/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import { officialPage } from '../documents/official-page.ts'
import { sendDocument } from '../documents/send-document.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { ownUnits, readableUnits } from '../own-units.ts'
import { editPlanRoutes } from './edit-routes.ts'
import { listPage } from './list-page.ts'
import { pathOf } from './parts.ts'
import { planPage } from './plan-page.ts'
import { readablePlan } from './readable-plan.ts'
import { reviewRoutes } from './review-routes.ts'

type WithId = { Params: { id: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

const listLimit = 200

/** The plan of the year: list, one plan with what was held of it, its approval and its paper. */
export const planRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, clock } = house
  const config = { access: readers } as const
  const writers = { access: ['front_officer'] } as const

  const showList = async (request: FastifyRequest, reply: FastifyReply, given: Given = {}) => {
    const signedIn = signedInOf(request)
    const thisYear = vietnamDate(clock.now()).slice(0, 4)
    const units = await ownUnits(house, signedIn, writers.access)
    const page = listPage(door.view(request), {
      plans: await listPlans(database, { unitIds: readableUnits(signedIn, readers), limit: listLimit }),
      units: units.filter(({ level }) => level !== 'group'),
      form: given.form ?? { year: thisYear },
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get('/plans', { config }, async (request, reply) => await showList(request, reply))

  app.post('/plans', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const typed = textOf(form, 'year').trim()
    const input = { unitId: textOf(form, 'unit'), year: /^\d{4}$/.test(typed) ? Number(typed) : Number.NaN }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await draftPlan(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(done.value), 'saved')
    return await showList(request, reply, { ...done, form })
  })

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const { plan, unit } = await readablePlan(door, request, id)
    const actor = actorOf(request)
    const isOwn = plan.writtenBy === actor.officerId
    const sole = isOwn ? await soleEligibleApprover(database, { unitPath: unit.path, now: clock.now() }) : null
    const page = planPage(door.view(request), {
      plan,
      unitName: unit.fullName,
      lines: await linesOf(database, plan.id),
      unplanned: await unplannedSessions(database, plan),
      writer: (await officerNames(database, [plan.writtenBy])).get(plan.writtenBy) ?? '–',
      today: vietnamDate(clock.now()),
      mayWrite: holdsRole(actor, writers.access, unit.path),
      mayApprove: holdsRole(actor, ['approver'], unit.path) && (!isOwn || sole === actor.officerId),
      isOwn,
      form: given.form ?? {},
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const paper = async (request: FastifyRequest, id: string) => {
    const { plan, unit } = await readablePlan(door, request, id)
    const about = { unitName: unit.fullName, dated: vietnamDate(plan.approvedAt ?? clock.now()) }
    return { plan, official: planDocument(plan, await linesOf(database, plan.id), about) }
  }

  app.get<WithId>('/plans/:id', { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.get<WithId>('/plans/:id/plan.docx', { config }, async (request, reply) => {
    const { plan, official } = await paper(request, request.params.id)
    const at = plan.approvedAt ?? plan.createdAt
    return await sendDocument(reply, official, { name: `ke-hoach-${plan.year}.docx`, at })
  })

  app.get<WithId>('/plans/:id/print', { config }, async (request, reply) => {
    const { plan, official } = await paper(request, request.params.id)
    return await sendPage(reply, officialPage(door.view(request), official, pathOf(plan.id)))
  })

  type Seen = { readonly id: string; readonly version: number }

  const step = (
    name: string,
    access: readonly ['front_officer'] | readonly ['approver'],
    work: (scope: Scope, seen: Seen, form: Form) => Promise<void>,
  ) =>
    app.post<WithId>(`/plans/:id/${name}`, { config: { access } }, async (request, reply) => {
      const { plan } = await readablePlan(door, request, request.params.id)
      const form = asForm(request.body)
      const seen = { id: plan.id, version: Number(textOf(form, 'version')) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, seen, form)),
      )
      if (done.ok) return await goTo(reply, pathOf(plan.id), 'saved')
      return await show(request, reply, plan.id, { ...done, form })
    })

  step('approval-request', ['front_officer'], async (scope, seen) => await askPlanApproval(scope, seen))
  step('approval', ['approver'], async (scope, seen, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    await approvePlan(scope, { ...seen, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('rejection', ['approver'], async (scope, seen, form) => {
    await sendBackPlan(scope, { ...seen, why: textOf(form, 'why') })
  })

  editPlanRoutes(app, door)
  reviewRoutes(app, door)
}
