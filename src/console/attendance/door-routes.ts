import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  attendanceFigures,
  checkIn,
  countByHand,
  doorLines,
  listInvitations,
  undoCheckIn,
  undoCount,
} from '../../attendance/index.ts'
import { act } from '../../database/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { newId } from '../../kernel/ids.ts'
import { unitsBelow } from '../../units/index.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import { permissions } from '../browser-policies.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { staff } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { doorPage, type DoorPageState } from './door-page.ts'

const config = { access: staff } as const

type WithSession = { Params: { dialogue: string } }

const digitsOrNaN = (text: string): number => (/^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN)

/** Counting at the door. Every act is a plain form that may be sent twice without counting twice. */
export const doorRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const shownTicket = async (request: FastifyRequest, id: string): Promise<DoorPageState['shown']> => {
    const code = queryOf(request, 'ticket')
    if (!/^\d{7}$/.test(code)) return null
    const [line] = await doorLines(house.database, id, { code })
    if (!line) return null
    const [invited] = line.kind === 'invitation' ? await listInvitations(house.database, house.keyring, id, code) : []
    const { invitee } = invited ?? {}
    const name = invitee ? [invitee.name, invitee.title, invitee.organisation].filter((one) => one !== '') : []
    return { line, name: name.length > 0 ? name.join(', ') : null, isAgain: queryOf(request, 'again') === '1' }
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: { readonly form: Form; readonly faults: Faults; readonly status?: number },
  ): Promise<FastifyReply> => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    requireRole(actorOf(request), staff, unit.path)
    const today = vietnamDate(house.clock.now())
    const page = doorPage(door.view(request), {
      dialogue,
      figures: await attendanceFigures(house.database, dialogue.id),
      groups: unit.level === 'commune' ? await unitsBelow(house.database, unit.id, { on: today, level: 'group' }) : [],
      lines: await doorLines(house.database, dialogue.id),
      shown: await shownTicket(request, dialogue.id),
      key: textOf(given.form, 'key') || newId(),
      form: given.form,
      faults: given.faults,
    })
    reply.header('permissions-policy', permissions('camera'))
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithSession>('/attendance/:dialogue', { config }, async (request, reply) => {
    const form = { group: queryOf(request, 'group') }
    return await show(request, reply, request.params.dialogue, { form, faults: noFaults })
  })

  app.post<WithSession>('/attendance/:dialogue/ticket', { config }, async (request, reply) => {
    const { dialogue: id } = request.params
    const form = asForm(request.body)
    const persons = textOf(form, 'persons')
    const done = await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) =>
            await checkIn(scope, {
              dialogueId: id,
              ticket: textOf(form, 'ticket'),
              ...(persons === '' ? {} : { persons: digitsOrNaN(persons) }),
            }),
        ),
    )
    if (!done.ok) return await show(request, reply, id, { form, faults: done.faults, status: done.status })
    const { code, isFirst } = done.value
    const again = isFirst || persons !== '' ? '' : '&again=1'
    return await goTo(reply, `/console/attendance/${id}?ticket=${code}${again}`)
  })

  app.post<WithSession>('/attendance/:dialogue/count', { config }, async (request, reply) => {
    const { dialogue: id } = request.params
    const form = asForm(request.body)
    const group = textOf(form, 'group')
    const households = textOf(form, 'households')
    const quick = textOf(form, 'quick')
    const done = await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) =>
            await countByHand(scope, {
              dialogueId: id,
              key: textOf(form, 'key'),
              groupUnitId: group === '' ? null : group,
              persons: digitsOrNaN(quick === '' ? textOf(form, 'persons') : quick),
              households: quick !== '' || households.trim() === '' ? null : digitsOrNaN(households),
            }),
        ),
    )
    if (!done.ok) return await show(request, reply, id, { form, faults: done.faults, status: done.status })
    return await goTo(reply, `/console/attendance/${id}?group=${encodeURIComponent(group)}#hand`)
  })

  app.post<WithSession>('/attendance/:dialogue/undo', { config }, async (request, reply) => {
    const { dialogue: dialogueId } = request.params
    const form = asForm(request.body)
    const id = textOf(form, 'id')
    await act(house, actorOf(request), async (scope) =>
      textOf(form, 'kind') === 'hand'
        ? await undoCount(scope, { dialogueId, key: id })
        : await undoCheckIn(scope, { dialogueId, code: id }),
    )
    return await goTo(reply, `/console/attendance/${dialogueId}#lines`)
  })
}
