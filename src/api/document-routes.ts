import { Readable } from 'node:stream'
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  createDatabaseStorage,
  maxFileBytes,
  readAttachment,
  refusalPhrases,
  servingHeaders,
  storeUploaded,
} from '../attachments/index.ts'
import { act } from '../database/index.ts'
import { addDocument } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { readVersion, tagOf } from './read-version.ts'
import { readableDialogue } from './readable.ts'
import { readers, writers } from './roles.ts'
import type { ApiScope } from './scope.ts'
import * as schema from './schemas/dialogues.ts'
import { IdParams, IfMatch, problems } from './schemas/shared.ts'
import { sendVersionProblem } from './send-problem.ts'
import { showDialogue } from './show-dialogue.ts'

const tags = ['dialogues']

/** Files of a session's information pack. Titles, order and removal are `pack.documents` of the session itself. */
export const documentRoutes = (api: ApiScope, door: Door): void => {
  const { house } = door
  const storage = createDatabaseStorage(house.keyring)

  // A scope of its own: nowhere else is anything but JSON read.
  void api.register(async (plain) => {
    const app = plain.withTypeProvider<TypeBoxTypeProvider>()
    app.addContentTypeParser(
      [...schema.documentTypes],
      { parseAs: 'buffer', bodyLimit: maxFileBytes },
      (_request, body, done) => done(null, body),
    )
    app.post(
      '/v1/dialogues/:id/documents',
      {
        config: { access: writers },
        schema: {
          tags,
          operationId: 'addDocument',
          summary: 'Puts a file at the end of the information pack; the body is the file, its bytes decide what it is',
          consumes: [...schema.documentTypes],
          params: IdParams,
          headers: IfMatch,
          querystring: schema.DocumentQuery,
          body: schema.File,
          response: { 201: schema.Dialogue, ...problems(403, 404, 409, 412, 413, 422) },
        },
        // The bytes are judged by the attachments, not by a schema.
        validatorCompiler: (route) => (route.httpPart === 'body' ? () => true : TypeBoxValidatorCompiler(route)),
      },
      async (request, reply) => {
        const { id, version } = await readableDialogue(door, request, request.params.id)
        if (readVersion(request, undefined, version).kind === 'stale') {
          return await sendVersionProblem(request, reply, 412)
        }
        const { actor } = programOf(request)
        const { name } = request.query
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const stored = await storeUploaded(house, storage, actor, { bytes, name })
        if (!stored.ok) {
          const phrase = refusalPhrases[stored.why]
          throw new AppError('INVALID', `a file was refused: ${stored.why}`, { phrase, field: 'body' })
        }
        const input = { id, attachmentId: stored.attachmentId, name }
        const { dialogue } = await act(house, actor, async (scope) => await addDocument(scope, input))
        reply.code(201).header('ETag', tagOf(dialogue.version))
        reply.header('Location', `/api/v1/dialogues/${id}/documents/${stored.attachmentId}`)
        return showDialogue(dialogue, house.clock.now())
      },
    )

    app.get(
      '/v1/dialogues/:id/documents/:file',
      {
        config: { access: readers },
        schema: {
          tags,
          operationId: 'readDocument',
          summary: 'One file of the information pack',
          params: schema.DocumentParams,
          response: { 200: schema.File, ...problems(403, 404) },
        },
      },
      async (request, reply) => {
        const { id, file: attachmentId } = request.params
        const { pack } = await readableDialogue(door, request, id)
        const isOurs = pack.documents?.some((one) => one.attachmentId === attachmentId)
        const file = isOurs ? await readAttachment(house, storage, attachmentId) : undefined
        if (!file) throw new AppError('NOT_FOUND', 'no such document', { phrase: 'errors:notFound' })
        return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
      },
    )
  })
}
