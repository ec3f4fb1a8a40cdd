import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  createDatabaseStorage,
  maxFileBytes,
  readAttachment,
  refusalPhrases,
  servingHeaders,
  storeUploaded,
} from '../../attachments/index.ts'
import { act } from '../../database/index.ts'
import { addDocument, changeDialogue, type InformationPack } from '../../dialogues/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, textOf, type Faults } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'

const writers = { access: ['front_officer'] } as const
// The form around the file: its token, a title, the boundaries.
const bodyLimit = maxFileBytes + 65_536

type WithId = { Params: { id: string } }
type WithFile = { Params: { id: string; file: string } }
type Documents = NonNullable<InformationPack['documents']>
type ShowSession = (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  faults: Faults,
  status: number,
  documentName?: string,
) => Promise<FastifyReply>

const moved = (documents: Documents, at: number, by: -1 | 1): Documents => {
  const list = documents.toSpliced(at, 1)
  const one = documents[at]
  return one ? list.toSpliced(Math.max(0, at + by), 0, one) : documents
}

/** What a row's button asks for: the list as it shall be. */
const changed = (documents: Documents, at: number, asked: string, name: string): Documents => {
  if (asked === 'remove') return documents.toSpliced(at, 1)
  if (asked === 'up') return moved(documents, at, -1)
  if (asked === 'down') return moved(documents, at, 1)
  return documents.map((one, index) => (index === at ? { ...one, name } : one))
}

/** The documents of a session: put up, read, given another title or place, taken away. */
export const documentRoutes = (app: FastifyInstance, door: Door, show: ShowSession): void => {
  const { house } = door
  const storage = createDatabaseStorage(house.keyring)

  app.post<WithId>('/dialogues/:id/documents', { config: writers, bodyLimit }, async (request, reply) => {
    const { dialogue, unit } = await readableDialogue(door, request, request.params.id)
    const actor = actorOf(request)
    // Before anything is decoded: whoever may not write here has nothing looked at.
    requireRole(actor, ['front_officer'], unit.path)
    const view = door.view(request)
    const name = textOf(asForm(request.body), 'documentName')
    const bytes = (request.body as { file?: unknown } | null)?.file
    const refuse = async (faults: Faults, status = 422) => await show(request, reply, dialogue.id, faults, status, name)
    if (name.trim() === '') return await refuse({ documentName: view.t('dialogues:wrong.documentName') })
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return await refuse({ file: view.t('console:document.noFile') })
    const stored = await storeUploaded(house, storage, actor, { bytes, name })
    if (!stored.ok) return await refuse({ file: view.t(refusalPhrases[stored.why]) })
    const input = { id: dialogue.id, attachmentId: stored.attachmentId, name }
    const added = await attempt(view, async () => await act(house, actor, async (scope) => addDocument(scope, input)))
    if (added.ok) return await goTo(reply, `/console/dialogues/${dialogue.id}#documents`, 'documentAdded')
    const { pack, ...others } = added.faults
    return await refuse(pack === undefined ? others : { file: pack }, added.status)
  })

  app.post<WithFile>('/dialogues/:id/documents/:file', { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const form = asForm(request.body)
    const documents = dialogue.pack.documents ?? []
    const at = documents.findIndex(({ attachmentId }) => attachmentId === request.params.file)
    if (at < 0) throw new AppError('NOT_FOUND', 'no such document')
    const asked = textOf(form, 'act')
    const wanted = changed(documents, at, asked, textOf(form, 'name'))
    const input = {
      id: dialogue.id,
      version: Number(textOf(form, 'version')),
      changes: { pack: { ...dialogue.pack, documents: wanted } },
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await changeDialogue(scope, input)),
    )
    if (done.ok) {
      const word = asked === 'remove' ? 'documentRemoved' : 'saved'
      return await goTo(reply, `/console/dialogues/${dialogue.id}#documents`, word)
    }
    const { pack, ...others } = done.faults
    const faults = pack === undefined ? others : { [`name-${request.params.file}`]: pack }
    return await show(request, reply, dialogue.id, faults, done.status)
  })

  app.get<WithFile>('/dialogues/:id/documents/:file', { config: { access: readers } }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const isOurs = dialogue.pack.documents?.some(({ attachmentId }) => attachmentId === request.params.file)
    const file = isOurs ? await readAttachment(house, storage, request.params.file) : undefined
    if (!file) throw new AppError('NOT_FOUND', 'no such document')
    return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
  })
}
