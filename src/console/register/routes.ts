import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import {
  consentWays,
  countNumberEntries,
  enterNumbers,
  greetNumbers,
  hasSmsGateway,
  numberEntriesOf,
  numberEntryOf,
  previewNumbers,
  withdrawNumber,
  type JudgedLine,
  type NumbersToEnter,
} from '../../residents/index.ts'
import { findUnit, type Unit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { enterers } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import type { View } from '../view.ts'
import { registerPage } from './page.ts'
import { withdrawPage } from './withdraw-page.ts'

const config = { access: enterers } as const
const shown = 200

type Shown = {
  readonly form: Form
  readonly faults?: Faults
  readonly preview?: readonly JudgedLine[]
  readonly done?: string | null
  readonly status?: number
}

/** Numbers of people who agreed before an officer. Numbers come in forms only, never in an address. */
export const registerRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const own = async (request: FastifyRequest): Promise<Unit[]> =>
    (await ownUnits(house, signedInOf(request), enterers)).filter(({ level }) => ['commune', 'group'].includes(level))

  const show = async (request: FastifyRequest, reply: FastifyReply, given: Shown): Promise<FastifyReply> => {
    const units = await own(request)
    const unit = units.find(({ id }) => id === textOf(given.form, 'unitId')) ?? units[0]
    if (!unit) throw new AppError('PRECONDITION', 'no unit to enter for', { phrase: 'console:noUnit' })
    const { database, keyring } = house
    const page = registerPage(door.view(request), {
      units,
      unit,
      form: given.form,
      faults: given.faults ?? noFaults,
      preview: given.preview ?? null,
      entries: await numberEntriesOf(database, keyring, { unitId: unit.id, limit: shown }),
      counts: await countNumberEntries(database, unit.id),
      hasGateway: await hasSmsGateway(database),
      done: given.done ?? null,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const doneOf = (view: View, request: FastifyRequest): string | null => {
    const [entered, told, withdrawn] = ['entered', 'told', 'withdrawn'].map((name) =>
      /^\d{1,9}$/.test(queryOf(request, name)) ? Number(queryOf(request, name)) : null,
    )
    if (entered !== null && entered !== undefined) {
      const after = view.t(told === 1 ? 'residents:register.doneTold' : 'residents:register.doneUntold')
      return `${view.t('residents:register.done', { count: entered })} ${after}`
    }
    if (withdrawn) return view.t('residents:register.withdrawn', { number: withdrawn })
    return told === null || told === undefined ? null : view.t('residents:register.toldDone', { count: told })
  }

  app.get('/register', { config }, async (request, reply) => {
    const view = door.view(request)
    const form = { unitId: queryOf(request, 'unit'), takenBy: signedInOf(request).officer.name }
    return await show(request, reply, { form, done: doneOf(view, request) })
  })

  const inputOf = (form: Form): NumbersToEnter => ({
    unitId: textOf(form, 'unitId'),
    list: textOf(form, 'list'),
    language: textOf(form, 'language') === 'en' ? 'en' : 'vi',
    consent: {
      // An empty one is refused by the verb, with the sentence for it.
      how: consentWays.find((way) => way === textOf(form, 'how')) ?? ('' as 'desk'),
      consentedOn: parseDateVi(textOf(form, 'consentedOn').trim(), vietnamDate(house.clock.now())) ?? '',
      takenBy: textOf(form, 'takenBy'),
      withRelay: textOf(form, 'relay') === 'yes',
    },
  })

  app.post('/register', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const view = door.view(request)
    const input = inputOf(form)
    const actor = actorOf(request)
    const looked = await attempt(view, async () => {
      const lines = await act(house, actor, async (scope) => await previewNumbers(scope, input))
      if (textOf(form, 'confirmed') === 'yes') return lines
      throw new AppError('INVALID', 'the consent is not confirmed', {
        field: 'confirmed',
        phrase: 'residents:register.noConfirm',
      })
    })
    if (!looked.ok) return await show(request, reply, { form, faults: looked.faults, status: looked.status })
    const preview = looked.value
    if (textOf(form, 'do') !== 'enter') return await show(request, reply, { form, preview })
    const done = await attempt(
      view,
      async () => await act(house, actor, async (scope) => await enterNumbers(scope, input)),
    )
    if (!done.ok) return await show(request, reply, { form, preview, faults: done.faults, status: done.status })
    const { entered, told } = done.value
    const unit = encodeURIComponent(input.unitId)
    return await goTo(reply, `/console/register?unit=${unit}&entered=${entered}&told=${told ? 1 : 0}`)
  })

  app.post('/register/tell', { config }, async (request, reply) => {
    const unitId = textOf(asForm(request.body), 'unitId')
    const told = await act(house, actorOf(request), async (scope) => await greetNumbers(scope, { unitId }))
    return await goTo(
      reply,
      `/console/register?unit=${encodeURIComponent(unitId)}${told === null ? '' : `&told=${told}`}`,
    )
  })

  type WithEntry = { Params: { id: string } }

  /** Whoever may not see the entry learns nothing of it, not even that there is one. */
  const entryOf = async (request: FastifyRequest, id: string) => {
    const entry = await numberEntryOf(house.database, house.keyring, id)
    const place = entry && (await findUnit(house.database, entry.unitId))
    const units = await own(request)
    if (entry && units.some((unit) => place?.path.includes(unit.id))) return entry
    throw new AppError('NOT_FOUND', 'no such entry of this unit')
  }

  app.get<WithEntry>('/register/:id/withdraw', { config }, async (request, reply) => {
    const entry = await entryOf(request, request.params.id)
    return await sendPage(reply, withdrawPage(door.view(request), entry, noFaults))
  })

  app.post<WithEntry>('/register/:id/withdraw', { config }, async (request, reply) => {
    const entry = await entryOf(request, request.params.id)
    const done = await attempt(
      door.view(request),
      async () =>
        await act(house, actorOf(request), async (scope) => await withdrawNumber(scope, { entryId: entry.id })),
    )
    if (!done.ok) return await sendPage(reply, withdrawPage(door.view(request), entry, done.faults), done.status)
    return await goTo(reply, `/console/register?withdrawn=${done.value.number}`)
  })
}
