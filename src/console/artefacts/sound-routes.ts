import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keepSound, removeSound } from '../../artefacts/index.ts'
import {
  createDatabaseStorage,
  maxFileBytes,
  readAttachment,
  refusalPhrases,
  servingHeaders,
  storeUploaded,
} from '../../attachments/index.ts'
import { act } from '../../database/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, textOf, type Faults } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'

const writers = { access: ['front_officer'] } as const
// The form around the file: its token, what was read, the boundaries.
const bodyLimit = maxFileBytes + 65_536
const base = '/artefacts/:dialogue/sound'

type WithSession = { Params: { dialogue: string } }
type WithSound = { Params: { dialogue: string; file: string } }

export type ShowArtefacts = (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  faults: Faults,
  status: number,
) => Promise<FastifyReply>

type Means = {
  readonly show: ShowArtefacts
  soundIdOf(request: FastifyRequest, dialogueId: string): Promise<string | undefined>
}

/** The recording of a session: put up, heard by officers, taken away. The public hears it at the check of its code. */
export const soundRoutes = (app: FastifyInstance, door: Door, { show, soundIdOf }: Means): void => {
  const { house } = door
  const storage = createDatabaseStorage(house.keyring)

  app.post<WithSession>(base, { config: writers, bodyLimit }, async (request, reply) => {
    const { dialogue, unit } = await readableDialogue(door, request, request.params.dialogue)
    const actor = actorOf(request)
    // Before anything is decoded: whoever may not write here has nothing looked at.
    requireRole(actor, ['front_officer'], unit.path)
    const view = door.view(request)
    const heard = textOf(asForm(request.body), 'heard')
    const bytes = (request.body as { file?: unknown } | null)?.file
    const refuse = async (file: string, status = 422) => await show(request, reply, dialogue.id, { file }, status)
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return await refuse(view.t('artefacts:sound.wrong.none'))
    const stored = await storeUploaded(house, storage, actor, { bytes })
    if (!stored.ok) {
      return await refuse(
        view.t(stored.why === 'wrong-kind' ? 'artefacts:sound.wrong.kind' : refusalPhrases[stored.why]),
      )
    }
    const input = { dialogueId: dialogue.id, attachmentId: stored.attachmentId, heard }
    const kept = await attempt(view, async () => await act(house, actor, async (scope) => keepSound(scope, input)))
    if (kept.ok) return await goTo(reply, `/console/artefacts/${dialogue.id}#sound`, 'saved')
    return await show(request, reply, dialogue.id, kept.faults, kept.status)
  })

  app.post<WithSession>(`${base}/remove`, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.dialogue)
    await act(house, actorOf(request), async (scope) => await removeSound(scope, { dialogueId: dialogue.id }))
    return await goTo(reply, `/console/artefacts/${dialogue.id}#sound`, 'saved')
  })

  app.get<WithSound>(`${base}/:file`, { config: { access: readers } }, async (request, reply) => {
    const { dialogue, file: asked } = request.params
    const isOurs = (await soundIdOf(request, dialogue)) === asked
    const file = isOurs ? await readAttachment(house, storage, asked) : undefined
    if (!file) throw new AppError('NOT_FOUND', 'no such recording')
    return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
  })
}
