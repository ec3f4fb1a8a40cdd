import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { atVietnamTime, readPlainDate, vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import {
  approveWindow,
  askWindowApproval,
  changeWindow,
  draftWindow,
  dropWindow,
  envelopesOf,
  findWindow,
  giveRecipient,
  handedTo,
  handShares,
  listWindows,
  noteReading,
  occasions,
  possibleReaders,
  proveKey,
  readersOf,
  readLog,
  readSynthesis,
  releaseSynthesis,
  windowsOfReader,
  writeSynthesis,
  type SealedWindow,
  type WindowInput,
} from '../../sealed/index.ts'
import { findUnit, type Unit } from '../../units/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { unitsOf, staff } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import { formPage } from './form-page.ts'
import { listPage } from './list-page.ts'
import { listPath, pathOf } from './parts.ts'
import { windowPage } from './window-page.ts'

const config = { access: staff } as const
const writers = { access: ['front_officer'] } as const
const longest = 100

type WithId = { Params: { id: string } }
type Given = { readonly form: Form; readonly faults: Faults; readonly status?: number }
const nothing: Given = { form: {}, faults: noFaults }

/** Sealed opinions: windows by their ordering document, readers' keys, opening by two, a synthesis that leaves. */
export const sealedRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database } = house

  const readable = async (request: FastifyRequest, id: string): Promise<{ one: SealedWindow; unit: Unit }> => {
    const one = isId(id) ? await findWindow(database, id) : undefined
    const unit = one && (await findUnit(database, one.unitId))
    if (!one || !unit) throw new AppError('NOT_FOUND', 'no such window')
    const readers = await readersOf(database, one.id)
    const isReader = readers.some(({ officerId }) => officerId === actorOf(request).officerId)
    if (!isReader && !holdsRole(actorOf(request), staff, unit.path)) {
      throw new AppError('FORBIDDEN', 'a window of another unit')
    }
    return { one, unit }
  }

  app.get('/sealed', { config }, async (request, reply) => {
    const signedIn = signedInOf(request)
    const own = await listWindows(database, { unitIds: unitsOf(signedIn, staff), limit: longest })
    const read = await windowsOfReader(database, signedIn.actor.officerId)
    const windows = [...own, ...read.filter(({ id }) => !own.some((one) => one.id === id))]
    const mayWrite = signedIn.grants.some(({ role }) => role === 'front_officer')
    return await sendPage(reply, listPage(door.view(request), { windows, mayWrite }))
  })

  const dayIn = (form: Form, name: string): PlainDate | null => {
    const text = textOf(form, name).trim()
    return readPlainDate(text) ?? parseDateVi(text, vietnamDate(house.clock.now()))
  }

  const inputOf = (form: Form): WindowInput => {
    const day = (name: string): PlainDate => {
      const found = dayIn(form, name)
      if (found) return found
      throw new AppError('INVALID', `no day in ${name}`, { phrase: 'sealed:form.badDate', field: name })
    }
    return {
      occasion: occasions.find((one) => one === textOf(form, 'occasion')) ?? 'poll',
      orderNumber: textOf(form, 'orderNumber'),
      orderDate: day('orderDate'),
      orderIssuer: textOf(form, 'orderIssuer'),
      use: textOf(form, 'use'),
      opensAt: atVietnamTime(day('opensAt'), '00:00'),
      closesAt: atVietnamTime(day('closesAt'), '23:59'),
      readers: listOf(form, 'readers'),
    }
  }

  const showForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    one: SealedWindow | undefined,
    given: Given,
  ) => {
    const units = await ownUnits(house, signedInOf(request), ['front_officer'])
    const unitId = one?.unitId ?? (textOf(given.form, 'unit') || units[0]?.id)
    const unit = unitId === undefined ? undefined : await findUnit(database, unitId)
    const people = unit ? await possibleReaders(database, unit.path) : []
    const page = formPage(door.view(request), { one, units, people, ...given })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get('/sealed/new', { config: writers }, async (request, reply) => {
    return await showForm(request, reply, undefined, nothing)
  })

  app.post('/sealed/new', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const units = await ownUnits(house, signedInOf(request), ['front_officer'])
    const unitId = textOf(form, 'unit') || (units[0]?.id ?? '')
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await draftWindow(scope, unitId, inputOf(form))),
    )
    if (!done.ok) return await showForm(request, reply, undefined, { form, faults: done.faults, status: done.status })
    return await goTo(reply, pathOf(done.value), 'saved')
  })

  const formOf = async (one: SealedWindow): Promise<Form> => ({
    occasion: one.occasion,
    orderNumber: one.orderNumber,
    orderDate: formatShortDateVi(one.orderDate as PlainDate),
    orderIssuer: one.orderIssuer,
    use: one.use,
    opensAt: formatShortDateVi(vietnamDate(one.opensAt)),
    closesAt: formatShortDateVi(vietnamDate(one.closesAt)),
    readers: (await readersOf(database, one.id)).map(({ officerId }) => officerId),
  })

  app.get<WithId>('/sealed/:id/edit', { config: writers }, async (request, reply) => {
    const { one } = await readable(request, request.params.id)
    return await showForm(request, reply, one, { form: await formOf(one), faults: noFaults })
  })

  app.post<WithId>('/sealed/:id/edit', { config: writers }, async (request, reply) => {
    const { one } = await readable(request, request.params.id)
    const form = asForm(request.body)
    const version = Number(textOf(form, 'version'))
    const done = await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await changeWindow(scope, { id: one.id, version }, inputOf(form)),
        ),
    )
    if (!done.ok) return await showForm(request, reply, one, { form, faults: done.faults, status: done.status })
    return await goTo(reply, pathOf(one), 'saved')
  })

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given) => {
    const { one, unit } = await readable(request, id)
    const actor = actorOf(request)
    const readers = await readersOf(database, one.id)
    const handed = await handedTo(database, { windowId: one.id, officerId: actor.officerId })
    const isOver = one.state === 'closed' || one.state === 'released'
    const me = readers.find(({ officerId }) => officerId === actor.officerId)
    // How many there are is for the Front until the release: who only looks after the machine is not of it.
    const isOfFront = actor.grants.some(({ role, unitId }) => role !== 'admin' && unit.path.includes(unitId))
    const maySize = isOver && (me !== undefined || isOfFront || one.state === 'released')
    const mayApprove = holdsRole(actor, ['approver'], unit.path)
    const mayWrite = holdsRole(actor, ['front_officer'], unit.path)
    const page = windowPage(door.view(request), {
      one,
      readers,
      me,
      handedBy: readers
        .filter(({ officerId }) => handed.some((by) => by.fromOfficer === officerId))
        .map(({ name }) => name),
      mayWrite,
      mayApprove,
      isOwnWords: actor.officerId === (isOver ? one.synthesisBy : one.writtenBy),
      count: maySize ? (await readLog(database, one.id)).length : null,
      synthesis: isOver ? await readSynthesis(database, house.keyring, one.id) : null,
      ...given,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>('/sealed/:id', { config }, async (request, reply) => {
    return await show(request, reply, request.params.id, nothing)
  })

  type Work = (
    scope: Scope,
    step: { id: string; version: number; aloneBecause?: string },
    form: Form,
  ) => Promise<unknown>
  const step = (path: string, access: (typeof staff)[number], work: Work): void => {
    app.post<WithId>(`/sealed/:id/${path}`, { config: { access: [access] } }, async (request, reply) => {
      const { id } = request.params
      const form = asForm(request.body)
      const aloneBecause = textOf(form, 'aloneBecause').trim()
      const given = { id, version: Number(textOf(form, 'version')), ...(aloneBecause === '' ? {} : { aloneBecause }) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, given, form)),
      )
      if (!done.ok) return await show(request, reply, id, { form, faults: done.faults, status: done.status })
      return await goTo(reply, `${listPath}/${id}`, 'saved')
    })
  }
  step('ask', 'front_officer', askWindowApproval)
  step('approve', 'approver', approveWindow)
  step('drop', 'front_officer', dropWindow)
  step('release', 'approver', releaseSynthesis)

  app.post<WithId>('/sealed/:id/synthesis', { config }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const numberIn = (name: string): number => {
      const typed = textOf(form, name).trim()
      return /^\d{1,7}$/.test(typed) ? Number(typed) : Number.NaN
    }
    const input = {
      id,
      version: Number(textOf(form, 'version')),
      text: textOf(form, 'text'),
      read: numberIn('read'),
      unreadable: numberIn('unreadable'),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await writeSynthesis(scope, input)),
    )
    if (!done.ok) return await show(request, reply, id, { form, faults: done.faults, status: done.status })
    return await goTo(reply, `${listPath}/${id}`, 'saved')
  })

  /** What the reader's script asks for; a refusal is a sentence that it shows. */
  const forScript = async (
    request: FastifyRequest,
    reply: FastifyReply,
    work: (scope: Scope) => Promise<unknown>,
  ): Promise<FastifyReply> => {
    const done = await attempt(door.view(request), async () => await act(house, actorOf(request), work))
    if (done.ok) return await reply.header('cache-control', 'no-store').send(done.value ?? {})
    return await reply.code(done.status).send({ detail: Object.values(done.faults)[0] ?? '' })
  }

  app.post<WithId>('/sealed/:id/key', { config }, async (request, reply) => {
    await readable(request, request.params.id)
    const recipient = textOf(asForm(request.body), 'recipient')
    return await forScript(request, reply, async (scope) => ({
      riddle: await giveRecipient(scope, { id: request.params.id, recipient }),
    }))
  })

  app.post<WithId>('/sealed/:id/proof', { config }, async (request, reply) => {
    await readable(request, request.params.id)
    const solved = textOf(asForm(request.body), 'solved')
    return await forScript(request, reply, async (scope) => await proveKey(scope, { id: request.params.id, solved }))
  })

  app.post<WithId>('/sealed/:id/hand', { config, bodyLimit: 96 * 1_048_576 }, async (request, reply) => {
    await readable(request, request.params.id)
    const form = asForm(request.body)
    const input = { id: request.params.id, to: textOf(form, 'to'), bundle: textOf(form, 'bundle') }
    return await forScript(request, reply, async (scope) => await handShares(scope, input))
  })

  app.get<WithId>('/sealed/:id/envelopes', { config }, async (request, reply) => {
    const { one } = await readable(request, request.params.id)
    const { officerId } = actorOf(request)
    return await forScript(request, reply, async (scope) => {
      await noteReading(scope, one.id)
      const bundles = await handedTo(scope.tx, { windowId: one.id, officerId })
      return { envelopes: await envelopesOf(scope.tx, one.id), bundles }
    })
  })
}
