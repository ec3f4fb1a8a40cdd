import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { findDialogue } from '../../dialogues/index.ts'
import {
  answeredByDay,
  approveForm,
  askApproval,
  closeForm,
  dropForm,
  dropPendingVersion,
  extendForm,
  listForms,
  maySeeInterim,
  readContent,
  readVersions,
  sendBackForm,
} from '../../forms/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form as Typed } from '../forms.ts'
import { momentParts, readMoment } from '../moment-field.ts'
import { holdsAny, readers, staff, unitsOf } from '../navigation.ts'
import { findUnit } from '../places.ts'
import { qrSvg } from '../qr-svg.ts'
import { buildRoutes } from './build-routes.ts'
import { draftRoutes } from './draft-routes.ts'
import { closePage, formPage } from './form-page.ts'
import { listPage } from './list-page.ts'
import { pathOf } from './parts.ts'
import { previewPage, versionPage } from './preview-page.ts'
import { readableForm } from './readable-form.ts'

type WithId = { Params: { id: string } }
type WithVersion = { Params: { id: string; number: string } }
type Given = { readonly typed: Typed; readonly faults: Faults; readonly status?: number }
type Known = { readonly id: string; readonly version: number }

const listed = 60

/** Opinion forms: the list, one form with its steps, and what it asks. */
export const formRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const
  const ofStaff = { access: staff } as const
  const writers = { access: ['front_officer'] } as const

  draftRoutes(app, door)
  buildRoutes(app, door)

  app.get('/forms', { config }, async (request, reply) => {
    const signedIn = signedInOf(request)
    const forms = await listForms(house.database, { unitIds: unitsOf(signedIn, readers), limit: listed })
    const unitIds = new Set(forms.map((form) => form.unitId))
    const items = await Promise.all(
      forms.map(async (form) => ({
        form,
        content: await readContent(house.database, form.id, form.newestVersion),
        unitName: (await findUnit(house.database, form.unitId))?.fullName ?? '',
      })),
    )
    const mayWrite = holdsAny(signedIn, ['front_officer'])
    const page = listPage(door.view(request), { items, mayWrite, showsUnit: unitIds.size > 1, limit: listed })
    return await sendPage(reply, page)
  })

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given?: Given) => {
    const found = await readableForm(door, request, id)
    const { form, unit } = found
    const { database } = house
    const actor = actorOf(request)
    const alone = await soleEligibleApprover(database, { unitPath: unit.path, now: house.clock.now() })
    const mayKnow = form.state === 'closed' || maySeeInterim(form, actor)
    const address = door.address(`/phieu/${form.code}`)
    const page = formPage(door.view(request), {
      ...found,
      versions: await readVersions(database, form.id),
      names: await officerNames(database, [form.writtenBy, ...(form.approvedBy === null ? [] : [form.approvedBy])]),
      dialogueTitle: form.dialogueId === null ? null : ((await findDialogue(database, form.dialogueId))?.title ?? null),
      isOwn: form.writtenBy === actor.officerId,
      mayBeAlone: alone === actor.officerId,
      answered: mayKnow ? await answeredByDay(database, form.id) : null,
      address,
      qr: await qrSvg(address),
      typed: given?.typed ?? momentParts('closesAt', form.closesAt),
      faults: given?.faults ?? noFaults,
    })
    return await sendPage(reply, page, given?.status ?? 200)
  }

  app.get<WithId>('/forms/:id', { config }, async (request, reply) => await show(request, reply, request.params.id))

  /** A step of one form, from a form on its page. */
  const step = (
    name: string,
    access: typeof ofStaff | typeof writers,
    done: string,
    work: (scope: Scope, known: Known, typed: Typed) => Promise<unknown>,
  ) =>
    app.post<WithId>(`/forms/:id/${name}`, { config: access }, async (request, reply) => {
      const { id } = request.params
      await readableForm(door, request, id)
      const typed = asForm(request.body)
      const known = { id, version: Number(textOf(typed, 'version')) }
      const outcome = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, known, typed)),
      )
      if (outcome.ok) return await goTo(reply, pathOf(id), done)
      return await show(request, reply, id, { typed, faults: outcome.faults, status: outcome.status })
    })

  step('ask', writers, 'submitted', async (scope, known) => await askApproval(scope, known))
  step('approve', ofStaff, 'approved', async (scope, known, typed) => {
    const aloneBecause = textOf(typed, 'aloneBecause').trim()
    return await approveForm(scope, { ...known, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('send-back', ofStaff, 'rejected', async (scope, known, typed) => {
    return await sendBackForm(scope, { ...known, why: textOf(typed, 'why') })
  })
  step('drop', writers, 'saved', async (scope, known) => await dropForm(scope, known))
  step('drop-version', ofStaff, 'saved', async (scope, known) => await dropPendingVersion(scope, known))
  step('extend', writers, 'saved', async (scope, known, typed) => {
    const closesAt = readMoment(typed, 'closesAt', scope.clock.now())
    if (closesAt === null || Number.isNaN(closesAt.getTime())) {
      throw new AppError('INVALID', 'no moment', { phrase: 'form-builder:wrong.moment', field: 'closesAt' })
    }
    return await extendForm(scope, { ...known, closesAt })
  })

  app.get<WithId>('/forms/:id/preview', { config }, async (request, reply) => {
    return await sendPage(reply, previewPage(door.view(request), await readableForm(door, request, request.params.id)))
  })

  app.get<WithVersion>('/forms/:id/versions/:number', { config }, async (request, reply) => {
    const found = await readableForm(door, request, request.params.id)
    const versions = await readVersions(house.database, found.form.id)
    const version = versions.find(({ number }) => String(number) === request.params.number)
    if (!version) throw new AppError('NOT_FOUND', 'no such version')
    return await sendPage(reply, versionPage(door.view(request), found, version))
  })

  app.get<WithId>('/forms/:id/close', { config: writers }, async (request, reply) => {
    const found = await readableForm(door, request, request.params.id)
    if (found.form.state !== 'open') return await goTo(reply, pathOf(found.form.id))
    return await sendPage(reply, closePage(door.view(request), found, noFaults))
  })

  step('close', writers, 'closed', async (scope, known) => await closeForm(scope, known))
}
