import { act } from '../database/index.ts'
import {
  callDialogue,
  cancelDialogue,
  changeDialogue,
  findDialogue,
  listDialogues,
  type Dialogue,
} from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'
import { createOnce } from './create-once.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { listedUnits } from './listed-units.ts'
import { readVersion, tagOf } from './read-version.ts'
import { readableDialogue } from './readable.ts'
import { readers, writers } from './roles.ts'
import type { ApiScope } from './scope.ts'
import * as schema from './schemas/dialogues.ts'
import { IdempotencyKey, IdParams, IfMatch, problems } from './schemas/shared.ts'
import { sendVersionProblem } from './send-problem.ts'
import { changesOf, inputOf, showDialogue } from './show-dialogue.ts'

const tags = ['dialogues']

/** Sessions: list, call, read, change, call off. */
export const dialogueRoutes = (app: ApiScope, door: Door): void => {
  const { house } = door
  const show = (dialogue: Dialogue) => showDialogue(dialogue, house.clock.now())

  app.get(
    '/v1/dialogues',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'listDialogues',
        summary: 'Sessions of the officer’s units and below, the latest first',
        querystring: schema.DialogueQuery,
        response: { 200: schema.DialoguePage, ...problems(403, 404, 422) },
      },
    },
    async (request) => {
      const { cursor, limit, state, unit } = request.query
      const page = await listDialogues(house.database, {
        unitIds: await listedUnits(door, programOf(request).actor, unit),
        ...(state === undefined ? {} : { states: [state] }),
        ...(cursor === undefined ? {} : { cursor }),
        ...(limit === undefined ? {} : { limit }),
      })
      return { items: page.items.map(show), next: page.next }
    },
  )

  app.post(
    '/v1/dialogues',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'callDialogue',
        summary: 'Opens the record of a session as a draft; nobody is told before an announcement is approved',
        headers: IdempotencyKey,
        body: schema.NewDialogue,
        response: { 201: schema.Dialogue, ...problems(403, 409, 422) },
      },
    },
    async (request, reply) => {
      const made = await createOnce(door, request, reply, async (scope) => {
        const unit = await findUnit(scope.tx, request.body.unitId)
        if (!unit) {
          throw new AppError('INVALID', 'no such unit', { phrase: 'dialogues:wrong.noUnit', field: 'unitId' })
        }
        const dialogue = await callDialogue(scope, inputOf(request.body, unit))
        return { body: show(dialogue), location: `/api/v1/dialogues/${dialogue.id}` }
      })
      reply.header('ETag', tagOf(made.version))
      return made
    },
  )

  app.get(
    '/v1/dialogues/:id',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'readDialogue',
        summary: 'One session; its `ETag` is the version',
        params: IdParams,
        response: { 200: schema.Dialogue, ...problems(403, 404) },
      },
    },
    async (request, reply) => {
      const dialogue = await readableDialogue(door, request, request.params.id)
      reply.header('ETag', tagOf(dialogue.version))
      return show(dialogue)
    },
  )

  app.patch(
    '/v1/dialogues/:id',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'changeDialogue',
        summary: 'Changes fields of a session; `noticeDue` says whether people must be told',
        params: IdParams,
        headers: IfMatch,
        body: schema.DialogueChange,
        response: { 200: schema.Dialogue, ...problems(403, 404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const { id, version } = await readableDialogue(door, request, request.params.id)
      const read = readVersion(request, request.body.version, version)
      if (read.kind !== 'version') {
        return await sendVersionProblem(request, reply, read.kind === 'none' ? 428 : 412)
      }
      const changes = changesOf(request.body)
      const { dialogue } = await act(
        house,
        programOf(request).actor,
        async (scope) => await changeDialogue(scope, { id, version: read.version, changes }),
      )
      reply.header('ETag', tagOf(dialogue.version))
      return show(dialogue)
    },
  )

  app.post(
    '/v1/dialogues/:id/cancellation',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'cancelDialogue',
        summary: 'Calls a session off; where it was announced, a cancellation notice is due',
        params: IdParams,
        headers: IfMatch,
        body: schema.Cancellation,
        response: { 200: schema.Dialogue, ...problems(403, 404, 409, 412, 422) },
      },
    },
    async (request, reply) => {
      const { id, version } = await readableDialogue(door, request, request.params.id)
      const read = readVersion(request, request.body.version, version)
      if (read.kind === 'stale') return await sendVersionProblem(request, reply, 412)
      const { reason } = request.body
      const wanted = read.kind === 'version' ? { version: read.version } : {}
      await act(
        house,
        programOf(request).actor,
        async (scope) => await cancelDialogue(scope, { id, reason, ...wanted }),
      )
      const dialogue = await findDialogue(house.database, id)
      if (!dialogue) throw new AppError('INTERNAL', 'a session is gone')
      reply.header('ETag', tagOf(dialogue.version))
      return show(dialogue)
    },
  )
}
