import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { createDatabaseStorage, readAttachment, servingHeaders } from '../../attachments/index.ts'
import { act } from '../../database/index.ts'
import {
  answeringRoles,
  answerThread,
  closeThread,
  deskRoles,
  hoursFor,
  listThreads,
  readThread,
  setDutyHours,
  type DutyHours,
  type ReadThread,
} from '../../desk/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { Unit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readTime } from '../moment-field.ts'
import { ownUnits, readableUnits } from '../own-units.ts'
import { deskPage, threadList } from './list-page.ts'
import { hoursPage } from './hours-page.ts'
import { threadPage } from './thread-page.ts'

const config = { access: deskRoles }
const answering = { access: answeringRoles }
const home = '/console/desk'
type WithId = { Params: { id: string } }

/** The shared inbox behind CANBO: who waits, the talk, a reply; and the hours in which somebody is there. */
export const deskRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const storage = createDatabaseStorage(house.keyring)

  const threadsFor = async (request: FastifyRequest) => {
    const asked = queryOf(request, 'state')
    const state = (['waiting', 'answered', 'closed'] as const).find((one) => one === asked)
    const lists = await Promise.all(
      readableUnits(signedInOf(request), deskRoles).map(
        async (unitId) => await listThreads(house.database, house.keyring, { unitId, ...(state ? { state } : {}) }),
      ),
    )
    // A person who holds a unit and one above it sees each thread once.
    const threads = [...new Map(lists.flat().map((thread) => [thread.id, thread])).values()]
    return { threads, state }
  }

  app.get('/desk', { config }, async (request, reply) => {
    const units = await ownUnits(house, signedInOf(request), answeringRoles)
    const hours = units[0] ? await hoursFor(house.database, units[0].path) : null
    return await sendPage(
      reply,
      deskPage(door.view(request), { ...(await threadsFor(request)), hours, mayAnswer: units.length > 0 }),
    )
  })

  app.get('/desk/threads', { config }, async (request, reply) => {
    const state = await threadsFor(request)
    return await sendPage(reply, threadList(door.view(request), state))
  })

  const load = async (request: FastifyRequest, id: string): Promise<ReadThread> => {
    const thread = isId(id) ? await readThread(house.database, house.keyring, id) : null
    if (!thread) throw new AppError('NOT_FOUND', 'no such thread')
    if (!holdsRole(actorOf(request), deskRoles, thread.unitPath))
      throw new AppError('FORBIDDEN', 'a thread of another unit')
    return thread
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    back: { form: Form; faults: Faults } = { form: {}, faults: noFaults },
    status = 200,
  ) => {
    const thread = await load(request, id)
    const mayAnswer = holdsRole(actorOf(request), answeringRoles, thread.unitPath)
    return await sendPage(reply, threadPage(door.view(request), { thread, mayAnswer, ...back }), status)
  }

  app.get<WithId>('/desk/:id', { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.post<WithId>('/desk/:id/answer', { config: answering }, async (request, reply) => {
    const { id } = request.params
    await load(request, id)
    const form = asForm(request.body)
    const input = { threadId: id, text: textOf(form, 'text'), version: Number(textOf(form, 'version')) }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await answerThread(scope, input)),
    )
    if (done.ok) return await goTo(reply, `${home}/${id}#end`, 'replied')
    return await show(request, reply, id, { form, faults: done.faults }, done.status)
  })

  app.post<WithId>('/desk/:id/close', { config: answering }, async (request, reply) => {
    const { id } = request.params
    await load(request, id)
    const form = asForm(request.body)
    const input = { threadId: id, version: Number(textOf(form, 'version')) }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await closeThread(scope, input)),
    )
    if (done.ok) return await goTo(reply, home, 'closed')
    return await show(request, reply, id, { form, faults: done.faults }, done.status)
  })

  app.get<{ Params: { id: string; file: string } }>('/desk/:id/files/:file', { config }, async (request, reply) => {
    const { id, file } = request.params
    const thread = await load(request, id)
    if (!thread.messages.some((one) => one.attachmentId === file)) throw new AppError('NOT_FOUND', 'no such file')
    const found = await readAttachment(house, storage, file)
    if (!found) throw new AppError('NOT_FOUND', 'the file is not there')
    return await reply.headers(servingHeaders(found)).send(Readable.from(found.bytes))
  })

  const hoursUnit = async (request: FastifyRequest, asked: string): Promise<{ unit: Unit; units: readonly Unit[] }> => {
    const units = await ownUnits(house, signedInOf(request), answeringRoles)
    const unit = units.find(({ id }) => id === asked) ?? units[0]
    if (!unit) throw new AppError('PRECONDITION', 'no unit with a desk', { phrase: 'console:noUnit' })
    return { unit, units }
  }

  app.get('/desk/hours', { config: answering }, async (request, reply) => {
    const { unit, units } = await hoursUnit(request, queryOf(request, 'unit'))
    const current = await hoursFor(house.database, unit.path)
    return await sendPage(
      reply,
      hoursPage(door.view(request), { unit, units, current, form: undefined, faults: noFaults }),
    )
  })

  app.post('/desk/hours', { config: answering }, async (request, reply) => {
    const form = asForm(request.body)
    const { unit, units } = await hoursUnit(request, textOf(form, 'unitId'))
    const days = listOf(form, 'days').map(Number)
    const spans = ['morning', 'afternoon'].flatMap((part): DutyHours[number][] => {
      const [from, until] = [textOf(form, `${part}_from`).trim(), textOf(form, `${part}_until`).trim()]
      return from === '' && until === ''
        ? []
        : [{ days, from: readTime(from) ?? from, until: readTime(until) ?? until }]
    })
    const input = { unitId: unit.id, hours: spans, phone: textOf(form, 'phone') }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await setDutyHours(scope, input)),
    )
    if (done.ok) return await goTo(reply, home, 'saved')
    return await sendPage(
      reply,
      hoursPage(door.view(request), { unit, units, current: null, form, faults: done.faults }),
      done.status,
    )
  })
}
