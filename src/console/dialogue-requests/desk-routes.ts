import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import {
  enterRequest,
  isJoinable,
  listDialogueRequests,
  readStandings,
  readThreshold,
  stateVoters,
  verifyAtDesk,
} from '../../requests/index.ts'
import type { Unit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { holdsAny, readers } from '../navigation.ts'
import { ownUnits, readableUnits } from '../own-units.ts'
import { newPage, verifyPage, votersPage } from './desk-pages.ts'
import { listPage } from './list-page.ts'
import { listPath, pathOf } from './parts.ts'
import { dayTyped } from './readable-request.ts'

const listLimit = 100

type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

/** "12.345" and "12 345" as a number. */
const figureTyped = (text: string): number => {
  const digits = text.replaceAll(/[\s.]/gu, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}

/** The list of requests, and what is done at the desk: entering one, verifying voters, the number of voters. */
export const deskRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const writers = { access: ['front_officer'] } as const

  const communesOf = async (request: FastifyRequest, roles: typeof readers | typeof writers.access): Promise<Unit[]> =>
    (await ownUnits(house, signedInOf(request), roles)).filter(({ level }) => level === 'commune')

  const needed = async (request: FastifyRequest): Promise<Unit[]> => {
    const units = await communesOf(request, writers.access)
    if (units.length > 0) return units
    throw new AppError('PRECONDITION', 'no unit to enter for', { phrase: 'console:noUnit' })
  }

  app.get('/dialogue-requests', { config: { access: readers } }, async (request, reply) => {
    const { database, keyring } = house
    const signedIn = signedInOf(request)
    const today = vietnamDate(house.clock.now())
    const unitIds = readableUnits(signedIn, readers)
    const requests = await listDialogueRequests(database, keyring, { unitIds, limit: listLimit })
    const standings = await readStandings(database, requests, today)
    const units = await communesOf(request, readers)
    const page = listPage(door.view(request), {
      requests: requests.flatMap((one, at) => {
        const standing = standings[at]
        return standing ? [{ request: one, standing }] : []
      }),
      bases: await Promise.all(
        units.map(async (unit) => ({ unit, standing: await readThreshold(database, unit.id, today) })),
      ),
      mayWrite: holdsAny(signedIn, writers.access),
      showsUnit: new Set(requests.map(({ unitId }) => unitId)).size > 1,
      limit: listLimit,
    })
    return await sendPage(reply, page)
  })

  const showNew = async (request: FastifyRequest, reply: FastifyReply, { form, faults, status }: Given = {}) => {
    const filled = { form: form ?? {}, faults: faults ?? noFaults }
    return await sendPage(reply, newPage(door.view(request), await needed(request), filled), status ?? 200)
  }

  app.get('/dialogue-requests/new', { config: writers }, async (request, reply) => await showNew(request, reply))

  app.post('/dialogue-requests/new', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const input = {
      unitId: textOf(form, 'unitId'),
      words: textOf(form, 'words'),
      isRequest: textOf(form, 'isRequest') === 'yes',
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await enterRequest(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(done.value.id), 'entered')
    return await showNew(request, reply, { ...done, form })
  })

  const showVerify = async (request: FastifyRequest, reply: FastifyReply, { form, faults, status }: Given = {}) => {
    const view = door.view(request)
    const { database, keyring } = house
    const unitIds = readableUnits(signedInOf(request), writers.access)
    const requests = await listDialogueRequests(database, keyring, { unitIds, limit: listLimit })
    const verified = queryOf(request, 'verified')
    const filled = {
      form: form ?? {},
      faults: faults ?? noFaults,
      done: /^\d{1,3}$/.test(verified) ? view.t('requests:verify.done', { count: Number(verified) }) : null,
    }
    const open = requests.filter(({ state }) => isJoinable(state))
    return await sendPage(reply, verifyPage(view, open, filled), status ?? 200)
  }

  app.get('/dialogue-requests/verify', { config: writers }, async (request, reply) => await showVerify(request, reply))

  app.post('/dialogue-requests/verify', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const [requestId, slip] = [textOf(form, 'requestId'), textOf(form, 'slip').trim()]
    const done = await attempt(door.view(request), async () => {
      if (slip !== '' && requestId === '') {
        throw new AppError('INVALID', 'a slip of no request', {
          field: 'requestId',
          phrase: 'requests:wrong.chooseRequest',
        })
      }
      const paper = slip === '' ? {} : { slip: { requestId, number: figureTyped(slip) } }
      const input = { code: textOf(form, 'code'), ...paper }
      return await act(house, actorOf(request), async (scope) => await verifyAtDesk(scope, input))
    })
    if (done.ok) return await goTo(reply, `${listPath}/verify?verified=${done.value.requests}`)
    return await showVerify(request, reply, { ...done, form })
  })

  const showVoters = async (request: FastifyRequest, reply: FastifyReply, { form, faults, status }: Given = {}) => {
    const units = await needed(request)
    const asked = units.find(({ id }) => id === queryOf(request, 'unit')) ?? units[0]
    const today = vietnamDate(house.clock.now())
    const base = asked && (await readThreshold(house.database, asked.id, today)).base
    const filled = {
      form: form ?? {
        unitId: asked?.id,
        unitVoters: base ? String(base.voters) : '',
        source: base?.source ?? '',
        asOf: formatShortDateVi(base?.asOf ?? today),
      },
      faults: faults ?? noFaults,
    }
    return await sendPage(reply, votersPage(door.view(request), units, filled), status ?? 200)
  }

  app.get('/dialogue-requests/voters', { config: writers }, async (request, reply) => await showVoters(request, reply))

  app.post('/dialogue-requests/voters', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const input = {
      unitId: textOf(form, 'unitId'),
      voters: figureTyped(textOf(form, 'unitVoters')),
      source: textOf(form, 'source'),
      asOf: dayTyped(textOf(form, 'asOf'), house.clock.now()),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await stateVoters(scope, input)),
    )
    if (done.ok) return await goTo(reply, listPath, 'saved')
    return await showVoters(request, reply, { ...done, form })
  })
}
