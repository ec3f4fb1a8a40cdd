import {
  approveBroadcast,
  draftAnnouncement,
  draftCancellation,
  draftChange,
  draftLetter,
  editBroadcast,
  findBroadcast,
  listBroadcasts,
  paceBroadcast,
  pauseBroadcast,
  rejectBroadcast,
  resumeBroadcast,
  stopBroadcast,
  type Broadcast,
} from '../broadcasts/index.ts'
import { act, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { createOnce } from './create-once.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { readVersion, tagOf } from './read-version.ts'
import { readableBroadcast, readableDialogue } from './readable.ts'
import { approvers, readers, staff, writers } from './roles.ts'
import * as schema from './schemas/broadcasts.ts'
import { IdempotencyKey, IdParams, IfMatch, problems } from './schemas/shared.ts'
import type { ApiScope } from './scope.ts'
import { sendVersionProblem } from './send-problem.ts'
import { showBroadcast } from './show-broadcast.ts'

const tags = ['broadcasts']
const drafts = { announcement: draftAnnouncement, change: draftChange, cancellation: draftCancellation } as const
const steps = {
  pause: { verb: pauseBroadcast, summary: 'Nothing more leaves but what is under way' },
  resume: { verb: resumeBroadcast, summary: 'Goes on where it was paused' },
  stop: { verb: stopBroadcast, summary: 'Ends it for good: what has not left is taken back' },
} as const

/** Notices: draft, read with their counts, other words, the second person, steering. */
export const broadcastRoutes = (app: ApiScope, door: Door): void => {
  const { house } = door

  const present = async (id: string) => {
    const broadcast = await findBroadcast(house.database, id)
    if (!broadcast) throw new AppError('INTERNAL', 'a broadcast is gone')
    return await showBroadcast(house.database, broadcast, house.clock.now())
  }

  app.post(
    '/v1/dialogues/:id/announcement',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'draftNotice',
        summary: 'Drafts a notice from the session’s record in both languages, anew where a draft stands',
        params: IdParams,
        headers: IdempotencyKey,
        body: schema.Draft,
        response: { 201: schema.Broadcast, ...problems(403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { id } = await readableDialogue(door, request, request.params.id)
      return await createOnce(door, request, reply, async (scope) => {
        const { broadcast } = await drafts[request.body.kind ?? 'announcement'](scope, { dialogueId: id })
        return {
          body: await showBroadcast(scope.tx, broadcast, scope.clock.now()),
          location: `/api/v1/broadcasts/${broadcast.id}`,
        }
      })
    },
  )

  app.post(
    '/v1/dialogues/:id/letters',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'draftLetter',
        summary: 'Drafts a message to people of a session, or its result; a second person approves it like a notice',
        params: IdParams,
        headers: IdempotencyKey,
        body: schema.Letter,
        response: { 201: schema.Broadcast, ...problems(403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { id: dialogueId } = await readableDialogue(door, request, request.params.id)
      const { kind, bodies, circle } = request.body
      return await createOnce(door, request, reply, async (scope) => {
        const { vi, en } = bodies
        const id = await draftLetter(scope, {
          dialogueId,
          kind,
          bodies: en === undefined ? { vi } : { vi, en },
          circle,
        })
        const broadcast = await findBroadcast(scope.tx, id)
        if (!broadcast) throw new AppError('INTERNAL', 'a letter that was just written is not there')
        return {
          body: await showBroadcast(scope.tx, broadcast, scope.clock.now()),
          location: `/api/v1/broadcasts/${id}`,
        }
      })
    },
  )

  app.get(
    '/v1/dialogues/:id/broadcasts',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'listBroadcasts',
        summary: 'All notices of a session, the newest first',
        params: IdParams,
        response: { 200: schema.BroadcastList, ...problems(403, 404) },
      },
    },
    async (request) => {
      const { id } = await readableDialogue(door, request, request.params.id)
      const all: readonly Broadcast[] = await listBroadcasts(house.database, id)
      return {
        items: await Promise.all(all.map(async (one) => await showBroadcast(house.database, one, house.clock.now()))),
      }
    },
  )

  app.get(
    '/v1/broadcasts/:id',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'readBroadcast',
        summary: 'State of a notice and what became of its messages',
        params: IdParams,
        response: { 200: schema.Broadcast, ...problems(403, 404) },
      },
    },
    async (request, reply) => {
      const shown = await showBroadcast(
        house.database,
        await readableBroadcast(door, request, request.params.id),
        house.clock.now(),
      )
      reply.header('ETag', tagOf(shown.version))
      return shown
    },
  )

  app.patch(
    '/v1/broadcasts/:id',
    {
      config: { access: staff },
      schema: {
        tags,
        operationId: 'editBroadcast',
        summary: 'Gives a draft other words, as a new version',
        params: IdParams,
        headers: IfMatch,
        body: schema.NewTexts,
        response: { 200: schema.Broadcast, ...problems(403, 404, 409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const { id, contentVersion } = await readableBroadcast(door, request, request.params.id)
      const read = readVersion(request, request.body.version, contentVersion)
      if (read.kind !== 'version') {
        return await sendVersionProblem(request, reply, read.kind === 'none' ? 428 : 412)
      }
      const { texts } = request.body
      await act(
        house,
        programOf(request).actor,
        async (scope) => await editBroadcast(scope, { id, version: read.version, texts }),
      )
      const shown = await present(id)
      reply.header('ETag', tagOf(shown.version))
      return shown
    },
  )

  app.post(
    '/v1/broadcasts/:id/approval',
    {
      config: { access: approvers },
      schema: {
        tags,
        operationId: 'approveBroadcast',
        summary: 'A second person lets a notice go',
        params: IdParams,
        headers: IfMatch,
        body: schema.Approval,
        response: { 200: schema.Broadcast, ...problems(403, 404, 409, 412, 422) },
      },
    },
    async (request, reply) => {
      const { id, contentVersion } = await readableBroadcast(door, request, request.params.id)
      const read = readVersion(request, request.body.version, contentVersion)
      if (read.kind === 'stale') return await sendVersionProblem(request, reply, 412)
      const version = read.kind === 'version' ? read.version : contentVersion
      const { aloneBecause, lateBecause } = request.body
      const approval = {
        id,
        version,
        ...(aloneBecause === undefined ? {} : { aloneBecause }),
        ...(lateBecause === undefined ? {} : { lateBecause }),
      }
      await act(house, programOf(request).actor, async (scope) => await approveBroadcast(scope, approval))
      return await present(id)
    },
  )

  app.post(
    '/v1/broadcasts/:id/rejection',
    {
      config: { access: approvers },
      schema: {
        tags,
        operationId: 'rejectBroadcast',
        summary: 'Sends a draft back to who wrote it, with the reason',
        params: IdParams,
        body: schema.Rejection,
        response: { 200: schema.Broadcast, ...problems(403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { id } = await readableBroadcast(door, request, request.params.id)
      const { reason } = request.body
      await act(house, programOf(request).actor, async (scope) => await rejectBroadcast(scope, { id, reason }))
      return await present(id)
    },
  )

  app.post(
    '/v1/broadcasts/:id/pace',
    {
      config: { access: staff },
      schema: {
        tags,
        operationId: 'paceBroadcast',
        summary: 'Slows a notice down, or lets it go as fast as the channels allow; also while it is being sent',
        params: IdParams,
        body: schema.Pace,
        response: { 200: schema.Broadcast, ...problems(403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { id } = await readableBroadcast(door, request, request.params.id)
      const { perMinute } = request.body
      await act(house, programOf(request).actor, async (scope) => await paceBroadcast(scope, { id, perMinute }))
      return await present(id)
    },
  )

  for (const [name, { verb, summary }] of Object.entries(steps)) {
    app.post(
      `/v1/broadcasts/:id/${name}`,
      {
        config: { access: staff },
        schema: {
          tags,
          operationId: `${name}Broadcast`,
          summary,
          params: IdParams,
          body: schema.Empty,
          response: { 200: schema.Broadcast, ...problems(403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { id } = await readableBroadcast(door, request, request.params.id)
        await act(house, programOf(request).actor, async (scope: Scope) => await verb(scope, { id }))
        return await present(id)
      },
    )
  }
}
