import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { actInHall, listFloor, listNotes, readHall } from '../../hall/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { listAgenda } from '../../preparation/index.ts'
import { maskText } from '../../questions/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, type Faults, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { qrSvg } from '../qr-svg.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { boardPage } from './board-page.ts'
import { boardState, queueOf } from './board-state.ts'
import { hallPage } from './page.ts'
import { readAct } from './read-act.ts'

const config = { access: readers } as const
type WithId = { Params: { id: string } }

/** The hall: the moderator's phone, and the board for the projector. */
export const hallRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, keyring } = house

  const load = async (dialogue: Dialogue) => {
    const [hall, lines, floor] = await Promise.all([
      readHall(database, dialogue.id),
      listAgenda(database, dialogue.id),
      listFloor(database, keyring, dialogue.id),
    ])
    return { dialogue, hall, floor, queue: queueOf(hall, lines, floor) }
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: { readonly form: Form; readonly faults: Faults; readonly status: number },
  ): Promise<FastifyReply> => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const loaded = await load(dialogue)
    const mayAct = holdsRole(actorOf(request), ['front_officer'], unit.path)
    const hidden = (words: string): string => maskText(words, 'vi').text
    const page = hallPage(door.view(request), {
      ...loaded,
      // Whoever does not moderate reads what is going on, and of people no more than the board shows.
      floor: loaded.floor.map((one) => ({
        ...one,
        masked: hidden(one.words),
        ...(mayAct ? {} : { words: hidden(one.words) }),
      })),
      notes: await listNotes(database, keyring, dialogue.id),
      mayAct,
      given,
      newKey: newId,
    })
    return await sendPage(reply, page, given.status)
  }

  app.get<WithId>('/dialogues/:id/hall', { config }, async (request, reply) => {
    return await show(request, reply, request.params.id, { form: {}, faults: noFaults, status: 200 })
  })

  app.post<WithId>('/dialogues/:id/hall', { config: { access: ['front_officer'] } }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const done = await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await actInHall(scope, { dialogueId: id, act: readAct(form) }),
        ),
    )
    if (!done.ok) return await show(request, reply, id, { form, faults: done.faults, status: done.status })
    return await goTo(reply, `/console/dialogues/${id}/hall`)
  })

  app.get<WithId>('/dialogues/:id/board', { config }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const state = boardState(await load(dialogue), house.clock.now())
    const floorUrl = door.address(`/verify/${dialogue.noticeCode}/hoi`)
    const page = boardPage(door.view(request), { dialogue, state, floorUrl, floorQr: await qrSvg(floorUrl) })
    return await sendPage(reply, page)
  })

  app.get<WithId>('/dialogues/:id/board/state', { config }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    return await reply.header('cache-control', 'no-store').send(boardState(await load(dialogue), house.clock.now()))
  })
}
