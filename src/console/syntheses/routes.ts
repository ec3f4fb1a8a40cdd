import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError, isAppError } from '../../kernel/errors.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import {
  approveSynthesis,
  askSynthesisApproval,
  countPeriod,
  draftSynthesis,
  findSynthesis,
  listSyntheses,
  saveSynthesis,
  sendBackSynthesis,
  synthesisKinds,
  synthesisPaper,
  type Synthesis,
  type SynthesisFigures,
} from '../../reports/index.ts'
import { findUnit, type Unit } from '../../units/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import { readDayField } from '../day-field.ts'
import { officialPage } from '../documents/official-page.ts'
import { sendDocument } from '../documents/send-document.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { sendList } from '../lists/list.ts'
import { readers } from '../navigation.ts'
import { ownUnits, readableUnits } from '../own-units.ts'
import { shortDay } from '../wording.ts'
import { appendixList } from './appendix-list.ts'
import { listPage } from './list-page.ts'
import { pathOf } from './parts.ts'
import { synthesisPage } from './page.ts'

type WithId = { Params: { id: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }
type Known = { readonly synthesis: Synthesis; readonly unit: Unit }

const listLimit = 200
const fileNames = { period: 'bao-cao-tong-hop', year: 'bao-cao-nam', five_years: 'bao-cao-tong-ket-05-nam' } as const

/** Báo cáo tổng hợp: the reports of periods, one with its figures and approval, its paper and its appendix. */
export const synthesisRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, clock } = house
  const config = { access: readers } as const
  const writers = { access: ['front_officer'] } as const

  const showList = async (request: FastifyRequest, reply: FastifyReply, given: Given = {}) => {
    const signedIn = signedInOf(request)
    const units = await ownUnits(house, signedIn, writers.access)
    const page = listPage(door.view(request), {
      reports: await listSyntheses(database, { unitIds: readableUnits(signedIn, readers), limit: listLimit }),
      units: units.filter(({ level }) => level !== 'group'),
      form: given.form ?? {},
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get('/syntheses', { config }, async (request, reply) => await showList(request, reply))

  app.post('/syntheses', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const unitId = textOf(form, 'unit')
      const unit = await findUnit(database, unitId)
      if (!unit || !holdsRole(actorOf(request), writers.access, unit.path)) {
        throw new AppError('FORBIDDEN', 'a report of another unit')
      }
      const input = {
        unitId,
        kind: synthesisKinds.find((one) => one === textOf(form, 'kind')) ?? 'period',
        fromOn: readDayField(form, 'fromOn', 'reports:wrong.day'),
        untilOn: readDayField(form, 'untilOn', 'reports:wrong.day'),
      }
      return await act(house, actorOf(request), async (scope) => await draftSynthesis(scope, input))
    })
    if (done.ok) return await goTo(reply, pathOf(done.value), 'saved')
    return await showList(request, reply, { ...done, form })
  })

  const readable = async (request: FastifyRequest, id: string): Promise<Known> => {
    const synthesis = await findSynthesis(database, id)
    const unit = synthesis && (await findUnit(database, synthesis.unitId))
    if (!synthesis || !unit) throw new AppError('NOT_FOUND', 'no such report')
    if (!holdsRole(actorOf(request), readers, unit.path)) throw new AppError('FORBIDDEN', 'a report of another unit')
    return { synthesis, unit }
  }

  /** Fixed where it was approved, else as they stand. */
  const figuresOf = async (synthesis: Synthesis): Promise<SynthesisFigures> =>
    synthesis.figures ?? (await countPeriod(database, synthesis))

  const shownFigures = async (synthesis: Synthesis): Promise<SynthesisFigures | null> => {
    try {
      return await figuresOf(synthesis)
    } catch (error) {
      if (isAppError(error) && error.code === 'PRECONDITION') return null
      throw error
    }
  }

  const show = async (request: FastifyRequest, reply: FastifyReply, known: Known, given: Given = {}) => {
    const { synthesis, unit } = known
    const actor = actorOf(request)
    const { writtenBy } = synthesis
    const isOwn = writtenBy === actor.officerId
    const sole = isOwn ? await soleEligibleApprover(database, { unitPath: unit.path, now: clock.now() }) : null
    const { councilSession, mood, proposals } = synthesis
    const kept = {
      councilSession,
      mood,
      proposals,
      fromOn: shortDay(synthesis.fromOn),
      untilOn: shortDay(synthesis.untilOn),
    }
    const page = synthesisPage(door.view(request), {
      synthesis,
      unitName: unit.fullName,
      figures: await shownFigures(synthesis),
      writer: (await officerNames(database, [writtenBy])).get(writtenBy) ?? '–',
      mayWrite: holdsRole(actor, writers.access, unit.path),
      mayApprove: holdsRole(actor, ['approver'], unit.path) && (!isOwn || sole === actor.officerId),
      isOwn,
      form: { ...kept, ...given.form },
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>(
    '/syntheses/:id',
    { config },
    async (request, reply) => await show(request, reply, await readable(request, request.params.id)),
  )

  const paper = async (request: FastifyRequest, id: string) => {
    const { synthesis, unit } = await readable(request, id)
    const figures = await figuresOf(synthesis)
    return { synthesis, official: await synthesisPaper(database, { unit, synthesis, figures, now: clock.now() }) }
  }

  app.get<WithId>('/syntheses/:id/print', { config }, async (request, reply) => {
    const { synthesis, official } = await paper(request, request.params.id)
    return await sendPage(reply, officialPage(door.view(request), official, pathOf(synthesis.id)))
  })

  app.get<WithId>('/syntheses/:id/file', { config }, async (request, reply) => {
    const { synthesis, official } = await paper(request, request.params.id)
    const at = synthesis.approvedAt ?? clock.now()
    return await sendDocument(reply, official, { name: `${fileNames[synthesis.kind]}-${synthesis.untilOn}.docx`, at })
  })

  app.get<WithId>('/syntheses/:id/appendix', { config }, async (request, reply) => {
    const { synthesis } = await readable(request, request.params.id)
    const view = door.view(request)
    return await sendList(reply, view, 'xlsx', appendixList(database, view, synthesis))
  })

  type Seen = { readonly id: string; readonly version: number }

  const step = (
    path: string,
    access: readonly ['front_officer'] | readonly ['approver'],
    work: (scope: Scope, seen: Seen, form: Form) => Promise<void>,
  ) =>
    app.post<WithId>(`/syntheses/:id${path}`, { config: { access } }, async (request, reply) => {
      const known = await readable(request, request.params.id)
      const form = asForm(request.body)
      const seen = { id: known.synthesis.id, version: Number(textOf(form, 'version')) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, seen, form)),
      )
      if (done.ok) return await goTo(reply, pathOf(seen.id), 'saved')
      return await show(request, reply, known, { ...done, form })
    })

  step('', ['front_officer'], async (scope, seen, form) => {
    const words = {
      fromOn: readDayField(form, 'fromOn', 'reports:wrong.day'),
      untilOn: readDayField(form, 'untilOn', 'reports:wrong.day'),
      councilSession: textOf(form, 'councilSession'),
      mood: textOf(form, 'mood'),
      proposals: textOf(form, 'proposals'),
    }
    await saveSynthesis(scope, { ...seen, words })
  })
  step('/approval-request', ['front_officer'], async (scope, seen) => await askSynthesisApproval(scope, seen))
  step('/approval', ['approver'], async (scope, seen, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    await approveSynthesis(scope, { ...seen, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('/rejection', ['approver'], async (scope, seen, form) => {
    await sendBackSynthesis(scope, { ...seen, why: textOf(form, 'why') })
  })
}
