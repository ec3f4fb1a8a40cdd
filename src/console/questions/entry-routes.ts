import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { collectingDialogues, findDialogue } from '../../dialogues/index.ts'
import { formatDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError, isAppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { enterOpinionFor, opinionClasses, type OfficerChannel, type OpinionNaming } from '../../questions/index.ts'
import type { Unit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { enterers } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import { entryPage, receiptPage, type Receipt } from './entry-pages.ts'

const config = { access: enterers } as const
const channels: readonly OfficerChannel[] = ['desk', 'phone', 'paper']
const namings: readonly OpinionNaming[] = ['sealed', 'anonymous', 'named']
const shownWords = 400

/** For somebody who came, called or wrote on paper: one form, a slip to take home. */
export const entryRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    form: Form,
    faults: Faults = noFaults,
    status = 200,
  ) => {
    const units = await ownUnits(house, signedInOf(request), enterers)
    const unit = units.find(({ id }) => id === textOf(form, 'unitId')) ?? units[0]
    const now = house.clock.now()
    const dialogues = unit ? await collectingDialogues(house.database, { unitPaths: [unit.path], now }) : []
    return await sendPage(reply, entryPage(door.view(request), { form, faults, units, unit, dialogues }), status)
  }

  app.get('/questions/new', { config }, async (request, reply) => {
    const dialogue = queryOf(request, 'dialogue')
    // The choices of the one before: people come in rows of the same kind.
    const form = {
      channel: queryOf(request, 'channel') || 'desk',
      dialogueId: dialogue,
      unitId: queryOf(request, 'unit'),
    }
    return await show(request, reply, form)
  })

  const unitOf = async (request: FastifyRequest, form: Form): Promise<Unit> => {
    const units = await ownUnits(house, signedInOf(request), enterers)
    const unit =
      units.find(({ id }) => id === textOf(form, 'unitId')) ?? (textOf(form, 'unitId') === '' ? units[0] : undefined)
    if (unit) return unit
    if (units.length > 0) throw new AppError('FORBIDDEN', 'another unit')
    throw new AppError('PRECONDITION', 'no unit to enter for', { phrase: 'console:noUnit' })
  }

  app.post('/questions/new', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const view = door.view(request)
    const unit = await unitOf(request, form)
    const dialogueId = textOf(form, 'dialogueId')
    const dialogue = isId(dialogueId) ? await findDialogue(house.database, dialogueId) : undefined
    // A paper that lay in the box in time may be entered after the closing; a session of others or none at all may not.
    const takesIn =
      dialogue?.audienceUnits.some((id) => unit.path.includes(id)) && ['announced', 'held'].includes(dialogue.state)
    if (!['', 'none'].includes(dialogueId) && !takesIn) {
      return await show(request, reply, form, { dialogueId: view.t('questions:where.closed') }, 422)
    }
    const opinionClass = opinionClasses.find((name) => name === textOf(form, 'opinionClass'))
    if (!opinionClass) return await show(request, reply, form, { opinionClass: view.t('console:entry.noClass') }, 422)
    const input = {
      unitPath: unit.path,
      ...(dialogue ? { dialogueId: dialogue.id } : {}),
      opinionClass,
      naming: namings.find((name) => name === textOf(form, 'naming')) ?? 'sealed',
      name: textOf(form, 'name'),
      text: textOf(form, 'text'),
      channel: channels.find((name) => name === textOf(form, 'channel')) ?? 'desk',
      language: 'vi',
    } as const
    const entered = await attempt(
      view,
      async () => await act(house, actorOf(request), async (scope) => await enterOpinionFor(scope, input)),
    )
    if (!entered.ok) return await show(request, reply, form, entered.faults, entered.status)
    const { code, receivedAt, words } = entered.value
    const receipt: Receipt = {
      code,
      day: formatDateVi(vietnamDate(receivedAt)),
      unit: unit.fullName,
      dialogue: dialogue?.title ?? null,
      hotline: dialogue?.hotline ?? null,
      opinionClass,
      naming: input.naming,
      channel: input.channel,
      words: words.length > shownWords ? `${words.slice(0, shownWords)}…` : words,
      again: `dialogue=${dialogueId}&channel=${input.channel}&unit=${unit.id}`,
    }
    // The code is shown once and kept nowhere in the clear: it travels sealed, so that reloading sends nothing twice.
    const sealed = house.keyring.seal('session', JSON.stringify(receipt), `receipt:${signedInOf(request).sessionId}`)
    return await goTo(reply, `/console/questions/receipt?slip=${sealed.toString('base64url')}`)
  })

  app.get('/questions/receipt', { config }, async (request, reply) => {
    const slip = (request.query as { slip?: unknown }).slip
    const sealed = Buffer.from(typeof slip === 'string' ? slip : '', 'base64url')
    try {
      const text = house.keyring.openText('session', sealed, `receipt:${signedInOf(request).sessionId}`)
      return await sendPage(reply, receiptPage(door.view(request), JSON.parse(text) as Receipt))
    } catch (error) {
      if (isAppError(error)) throw new AppError('NOT_FOUND', 'no slip of this session')
      throw error
    }
  })
}
