import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate, yearOf } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import {
  addFigures,
  approveSheet,
  askSheetApproval,
  columnTitles,
  figureColumns,
  figuresOf,
  findSheet,
  listSheets,
  openSheet,
  readFigure,
  readPastFile,
  removeFigure,
  removeSheet,
  renewSheet,
  sendBackSheet,
  templateGuide,
  withdrawSheet,
  wordFields,
  type FileFault,
  type PastSheet,
} from '../../statistics/index.ts'
import { findUnit, type Unit } from '../../units/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import { readDayField } from '../day-field.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { sendList } from '../lists/list.ts'
import { readers } from '../navigation.ts'
import { ownUnits, readableUnits } from '../own-units.ts'
import { pastPath, sheetPath } from './parts.ts'
import { pastListPage } from './past-list-page.ts'
import { pastSheetPage } from './past-sheet-page.ts'

type WithId = { Params: { id: string } }
type WithFigure = { Params: { id: string; figure: string } }
type Given = {
  readonly form?: Form
  readonly faults?: Faults
  readonly fileFaults?: readonly FileFault[]
  readonly status?: number
}
type Known = { readonly sheet: PastSheet; readonly unit: Unit }
type Seen = { readonly id: string; readonly version: number }

const listLimit = 200
const largestFile = 4 * 1_048_576

/** Figures of earlier years: the documents, one with its figures, the file to fill in, the second person. */
export const pastRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, clock } = house
  const config = { access: readers } as const
  const writers = { access: ['front_officer'] } as const
  const thisYear = (): number => yearOf(vietnamDate(clock.now()))

  const showList = async (request: FastifyRequest, reply: FastifyReply, given: Given = {}) => {
    const signedIn = signedInOf(request)
    const units = await ownUnits(house, signedIn, writers.access)
    const page = pastListPage(door.view(request), {
      sheets: await listSheets(database, { unitIds: readableUnits(signedIn, readers), limit: listLimit }),
      units: units.filter(({ level }) => level !== 'group'),
      form: given.form ?? {},
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get('/statistics/past', { config }, async (request, reply) => await showList(request, reply))

  app.post('/statistics/past', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const unitId = textOf(form, 'unit')
      const unit = await findUnit(database, unitId)
      if (!unit || !holdsRole(actorOf(request), writers.access, unit.path)) {
        throw new AppError('FORBIDDEN', 'a sheet of another unit')
      }
      const sourceOn = readDayField(form, 'sourceOn', 'statistics:wrong.day')
      const input = { unitId, source: textOf(form, 'source'), sourceOn }
      return await act(house, actorOf(request), async (scope) => await openSheet(scope, input))
    })
    if (done.ok) return await goTo(reply, sheetPath(done.value), 'saved')
    return await showList(request, reply, { ...done, form })
  })

  // In Vietnamese whoever asks, because the reader of files knows these titles.
  app.get('/statistics/past/file', { config }, async (request, reply) => {
    return await sendList(reply, door.view(request), 'xlsx', {
      name: 'so-lieu-cac-nam-truoc',
      columns: figureColumns.map((column) => ({ label: columnTitles[column], width: 24 })),
      rows: (async function* () {
        yield* []
      })(),
      guide: templateGuide,
    })
  })

  const readable = async (request: FastifyRequest, id: string): Promise<Known> => {
    const sheet = await findSheet(database, id)
    const unit = sheet && (await findUnit(database, sheet.unitId))
    if (!sheet || !unit) throw new AppError('NOT_FOUND', 'no such sheet')
    if (!holdsRole(actorOf(request), readers, unit.path)) throw new AppError('FORBIDDEN', 'a sheet of another unit')
    return { sheet, unit }
  }

  const show = async (request: FastifyRequest, reply: FastifyReply, known: Known, given: Given = {}) => {
    const { sheet, unit } = known
    const actor = actorOf(request)
    const isOwn = sheet.writtenBy === actor.officerId
    const sole = isOwn ? await soleEligibleApprover(database, { unitPath: unit.path, now: clock.now() }) : null
    const withdrawer = sheet.withdrawnBy ?? ''
    const names = await officerNames(database, [sheet.writtenBy, ...(withdrawer === '' ? [] : [withdrawer])])
    const page = pastSheetPage(door.view(request), {
      sheet,
      unitName: unit.fullName,
      figures: await figuresOf(database, sheet.id),
      writer: names.get(sheet.writtenBy) ?? '–',
      withdrawer: names.get(withdrawer) ?? '–',
      mayWrite: holdsRole(actor, writers.access, unit.path),
      mayApprove: holdsRole(actor, ['approver'], unit.path) && (!isOwn || sole === actor.officerId),
      isOwn,
      form: given.form ?? {},
      faults: given.faults ?? noFaults,
      fileFaults: given.fileFaults ?? [],
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>(
    '/statistics/past/:id',
    { config },
    async (request, reply) => await show(request, reply, await readable(request, request.params.id)),
  )

  const writable = async (request: FastifyRequest, id: string): Promise<Known> => {
    const known = await readable(request, id)
    if (!holdsRole(actorOf(request), writers.access, known.unit.path)) {
      throw new AppError('FORBIDDEN', 'a sheet of another unit')
    }
    return known
  }

  app.post<WithId>('/statistics/past/:id', { config: writers }, async (request, reply) => {
    const known = await writable(request, request.params.id)
    const form = asForm(request.body)
    const view = door.view(request)
    const cells = Object.fromEntries([...figureColumns, ...wordFields].map((field) => [field, textOf(form, field)]))
    const read = readFigure(cells, thisYear())
    if (!read.ok) {
      const faults = Object.fromEntries(
        read.faults.map(({ column, what, value }) => [column, view.t(`statistics:cell.${what}`, { value })]),
      )
      return await show(request, reply, known, { form, faults, status: 422 })
    }
    const seen = { id: known.sheet.id, version: Number(textOf(form, 'version')) }
    const done = await attempt(
      view,
      async () =>
        await act(house, actorOf(request), async (scope) => addFigures(scope, { ...seen, figures: [read.figure] })),
    )
    if (done.ok) return await goTo(reply, sheetPath(seen.id), 'saved')
    return await show(request, reply, known, { ...done, form })
  })

  const bodyLimit = largestFile + 65_536
  app.post<WithId>('/statistics/past/:id/file', { config: writers, bodyLimit }, async (request, reply) => {
    const known = await writable(request, request.params.id)
    const view = door.view(request)
    const form = asForm(request.body)
    const bytes = (request.body as { file?: unknown } | null)?.file
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
      return await show(request, reply, known, { faults: { file: view.t('statistics:wrong.file') }, status: 422 })
    }
    const read = await readPastFile(bytes, thisYear())
    if (!read.ok) return await show(request, reply, known, { fileFaults: read.faults, status: 422 })
    const seen = { id: known.sheet.id, version: Number(textOf(form, 'version')) }
    const done = await attempt(
      view,
      async () =>
        await act(house, actorOf(request), async (scope) => addFigures(scope, { ...seen, figures: read.figures })),
    )
    if (done.ok) return await goTo(reply, sheetPath(seen.id), 'saved')
    return await show(request, reply, known, { ...done })
  })

  app.post<WithFigure>('/statistics/past/:id/figures/:figure/removal', { config: writers }, async (request, reply) => {
    const known = await writable(request, request.params.id)
    const version = Number(textOf(asForm(request.body), 'version'))
    const input = { id: known.sheet.id, version, figureId: request.params.figure }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => removeFigure(scope, input)),
    )
    if (done.ok) return await goTo(reply, sheetPath(input.id), 'saved')
    return await show(request, reply, known, done)
  })

  const step = (
    part: string,
    access: readonly ['front_officer'] | readonly ['approver'],
    work: (scope: Scope, seen: Seen, form: Form) => Promise<string | void>,
    after: (id: string) => string = sheetPath,
  ) =>
    app.post<WithId>(`/statistics/past/:id/${part}`, { config: { access } }, async (request, reply) => {
      const known = await readable(request, request.params.id)
      const form = asForm(request.body)
      const seen = { id: known.sheet.id, version: Number(textOf(form, 'version')) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, seen, form)),
      )
      if (done.ok) return await goTo(reply, after(done.value ?? seen.id), 'saved')
      return await show(request, reply, known, { ...done, form })
    })

  step('approval-request', ['front_officer'], async (scope, seen) => await askSheetApproval(scope, seen))
  step(
    'removal',
    ['front_officer'],
    async (scope, seen) => await removeSheet(scope, seen),
    () => pastPath,
  )
  step('approval', ['approver'], async (scope, seen, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    await approveSheet(scope, { ...seen, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('withdrawal', ['approver'], async (scope, seen, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    const why = textOf(form, 'why')
    await withdrawSheet(scope, { ...seen, why, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('renewal', ['front_officer'], async (scope, seen) => await renewSheet(scope, seen))
  step('rejection', ['approver'], async (scope, seen, form) => {
    await sendBackSheet(scope, { ...seen, why: textOf(form, 'why') })
  })
}
