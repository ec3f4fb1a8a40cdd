import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { attendanceRetention, invite, listInvitations, strikeInvitee, ticketPath } from '../../attendance/index.ts'
import { act } from '../../database/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { findRetention } from '../../rules/index.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { staff } from '../navigation.ts'
import { qrSvg } from '../qr-svg.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { invitationsPage } from './invitations-page.ts'
import { lettersPage } from './letters-page.ts'

const config = { access: staff } as const

type WithSession = { Params: { dialogue: string } }

/** Invitations by name: names are for the officers of the unit, not for everybody who may read of the session. */
export const invitationRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const own = async (request: FastifyRequest, id: string) => {
    const found = await readableDialogue(door, request, id)
    requireRole(actorOf(request), staff, found.unit.path)
    return found
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: { readonly form: Form; readonly faults: Faults; readonly status?: number },
  ): Promise<FastifyReply> => {
    const { dialogue } = await own(request, id)
    const [added = '', known = ''] = ['added', 'known'].map((name) => queryOf(request, name))
    const isDone = /^\d{1,4}$/.test(added) && /^\d{1,4}$/.test(known)
    const page = invitationsPage(door.view(request), {
      dialogue,
      invitations: await listInvitations(house.database, house.keyring, dialogue.id),
      done: isDone ? { added: Number(added), known: Number(known) } : null,
      retentionDays: (await findRetention(house.database, 'attendance-invitees'))?.days ?? attendanceRetention.invitees,
      ...given,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const path = '/attendance/:dialogue/invitations'
  app.get<WithSession>(path, { config }, async (request, reply) => {
    return await show(request, reply, request.params.dialogue, { form: {}, faults: noFaults })
  })

  app.post<WithSession>(path, { config }, async (request, reply) => {
    const { dialogue: dialogueId } = request.params
    const form = asForm(request.body)
    const done = await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await invite(scope, { dialogueId, list: textOf(form, 'list') }),
        ),
    )
    if (!done.ok) return await show(request, reply, dialogueId, { form, faults: done.faults, status: done.status })
    const { added, known } = done.value
    return await goTo(reply, `/console/attendance/${dialogueId}/invitations?added=${added}&known=${known}`)
  })

  app.post<{ Params: { dialogue: string; id: string } }>(`${path}/:id/strike`, { config }, async (request, reply) => {
    const { dialogue: dialogueId, id } = request.params
    await act(house, actorOf(request), async (scope) => await strikeInvitee(scope, { dialogueId, id }))
    return await goTo(reply, `/console/attendance/${dialogueId}/invitations`)
  })

  app.get<WithSession>(`${path}/print`, { config }, async (request, reply) => {
    const { dialogue, unit } = await own(request, request.params.dialogue)
    const invitations = await listInvitations(house.database, house.keyring, dialogue.id)
    const letters = await Promise.all(
      invitations
        .filter((one) => one.invitee !== null)
        .map(async (invitation) => ({
          invitation,
          qr: await qrSvg(door.address(ticketPath(dialogue.noticeCode, invitation.code))),
        })),
    )
    return await sendPage(reply, lettersPage(door.view(request), { dialogue, unit, letters }))
  })
}
