import { digestOfProof, drawUpProof, keepProof, keptProofs } from '../artefacts/index.ts'
import { act } from '../database/index.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { readableDialogue } from './readable.ts'
import { readers, staff } from './roles.ts'
import { NoticeProof } from './schemas/proof.ts'
import { IdParams, problems } from './schemas/shared.ts'
import type { ApiScope } from './scope.ts'

const path = '/v1/dialogues/:id/notice-proof'
const tags = ['dialogues']

/** The proof that notice of a session was given: read as it stands, or drawn up for the file. */
export const proofRoutes = (app: ApiScope, door: Door): void => {
  const { house } = door
  const kept = async (dialogueId: string) =>
    (await keptProofs(house.database, dialogueId)).map(({ at, digest }) => ({ at: at.toISOString(), digest }))

  app.get(
    path,
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'readNoticeProof',
        summary: 'Proof of notice as it stands now, with the digests of those that were kept',
        params: IdParams,
        response: { 200: NoticeProof, ...problems(403, 404, 409) },
      },
    },
    async (request) => {
      const { id } = await readableDialogue(door, request, request.params.id)
      const proof = await drawUpProof(house.database, id, house.clock.now())
      return { proof, digest: digestOfProof(proof), kept: await kept(id) }
    },
  )

  app.post(
    path,
    {
      config: { access: staff },
      schema: {
        tags,
        operationId: 'keepNoticeProof',
        summary: 'Draws up the proof of notice and enters its digest in the audit chain',
        params: IdParams,
        response: { 201: NoticeProof, ...problems(403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { id } = await readableDialogue(door, request, request.params.id)
      const made = await act(
        house,
        programOf(request).actor,
        async (scope) => await keepProof(scope, { dialogueId: id }),
      )
      reply.code(201)
      return { ...made, kept: await kept(id) }
    },
  )
}
