import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  digestOfHeard,
  drawPoster,
  drawUpProof,
  groupText,
  keepProof,
  keptProofs,
  listGroupLinks,
  loudspeakerText,
  openGroupLinks,
  publicLinks,
  renderCard,
  sheetOf,
  soundOf,
  takeTold,
  type LoudspeakerPlace,
} from '../../artefacts/index.ts'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { officerNames } from '../../officers/index.ts'
import { actorOf } from '../actor-of.ts'
import { contentPolicy, permissions } from '../browser-policies.ts'
import type { Door } from '../door.ts'
import { goTo, noFaults, sendPage } from '../forms.ts'
import { readers, staff } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { artefactsPage } from './page.ts'
import { posterPage } from './poster-page.ts'
import { proofPage } from './proof-page.ts'
import { soundRoutes, type ShowArtefacts } from './sound-routes.ts'

const config = { access: readers } as const
const base = '/artefacts/:dialogue'
type WithSession = { Params: { dialogue: string } }

/** What is drawn from a session's record, for those who read of its unit; making links and proofs is for its staff. */
export const artefactRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const origin = door.address('')

  const told = async (request: FastifyRequest, id: string) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const session = await takeTold(house.database, dialogue.id)
    const sheet = sheetOf(session.told, unit.fullName, house.clock.now())
    return { dialogue, unit, sheet, links: await publicLinks(house.database, origin, dialogue.noticeCode) }
  }

  const show: ShowArtefacts = async (request, reply, id, faults, status) => {
    const { dialogue, unit, sheet } = await told(request, id)
    const groups = await listGroupLinks(house.database, dialogue.id)
    const loud = (place: LoudspeakerPlace) => loudspeakerText(sheet, place)
    const mayWrite = holdsRole(actorOf(request), ['front_officer'], unit.path)
    const sound = await soundOf(house.database, dialogue.id, sheet)
    const names = await officerNames(house.database, sound ? [sound.addedBy] : [])
    const listen = sound?.isCurrent === true ? `${origin}/verify/${dialogue.noticeCode}/nghe` : null
    const page = artefactsPage(door.view(request), {
      dialogue,
      loud: { unit: loud('unit'), village: loud('village'), ward_group: loud('ward_group') },
      groups: groups.map((one) => ({ ...one, text: groupText(sheet, `${origin}/g/${one.token}`, listen) })),
      mayWrite,
      sound: sound ? { ...sound, addedByName: names.get(sound.addedBy) ?? '' } : null,
      heard: digestOfHeard(sheet),
      faults,
    })
    // The text is read aloud and recorded on this page, so it alone may use the microphone.
    if (mayWrite) {
      reply.headers({
        'permissions-policy': permissions('microphone'),
        'content-security-policy': contentPolicy({ ownRecording: true }),
      })
    }
    return await sendPage(reply, page, status)
  }

  app.get<WithSession>(base, { config }, async (request, reply) => {
    return await show(request, reply, request.params.dialogue, noFaults, 200)
  })
  soundRoutes(app, door, {
    show,
    async soundIdOf(request, id) {
      const { dialogue, sheet } = await told(request, id)
      return (await soundOf(house.database, dialogue.id, sheet))?.attachmentId
    },
  })

  app.post<WithSession>(`${base}/links`, { config: { access: ['front_officer'] } }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.dialogue)
    const input = { dialogueId: dialogue.id }
    await act(house, actorOf(request), async (scope) => await openGroupLinks(scope, input))
    return await goTo(reply, `/console/artefacts/${dialogue.id}#groups`, 'saved')
  })

  app.get<WithSession>(`${base}/card.png`, { config }, async (request, reply) => {
    const { sheet, links } = await told(request, request.params.dialogue)
    return await reply
      .type('image/png')
      .header('cache-control', 'no-store')
      .send(await renderCard(sheet, links))
  })

  app.get<WithSession>(`${base}/poster`, { config }, async (request, reply) => {
    const { dialogue, sheet, links } = await told(request, request.params.dialogue)
    return await sendPage(reply, posterPage(door.view(request), dialogue, drawPoster(sheet, links)))
  })

  app.get<WithSession>(`${base}/proof`, { config }, async (request, reply) => {
    const { dialogue, unit } = await told(request, request.params.dialogue)
    const page = proofPage(door.view(request), {
      proof: await drawUpProof(house.database, dialogue.id, house.clock.now()),
      kept: await keptProofs(house.database, dialogue.id),
      mayKeep: holdsRole(actorOf(request), staff, unit.path),
    })
    return await sendPage(reply, page)
  })

  app.post<WithSession>(`${base}/proof`, { config: { access: staff } }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.dialogue)
    await act(house, actorOf(request), async (scope) => await keepProof(scope, { dialogueId: dialogue.id }))
    return await goTo(reply, `/console/artefacts/${dialogue.id}/proof`)
  })
}
