import type { Static, TObject } from 'typebox'
import { act, type Scope } from '../database/index.ts'
import {
  approveHandover,
  askHandoverApproval,
  dossierBytes,
  draftHandover,
  findHandover,
  handoverPage,
  markHandoverOutcome,
  readDossier,
  receiveHandover,
  returnHandover,
  sendBackHandover,
  type Handover,
} from '../handover/index.ts'
import { holdsRole, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'
import { createOnce } from './create-once.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { listedUnits } from './listed-units.ts'
import { readVersion, tagOf } from './read-version.ts'
import { approvers, readers, writers } from './roles.ts'
import * as schema from './schemas/handovers.ts'
import { IdempotencyKey, IdParams, IfMatch, problems } from './schemas/shared.ts'
import type { ApiScope } from './scope.ts'
import { sendVersionProblem } from './send-problem.ts'

const tags = ['handovers']

const show = (one: Handover) => ({
  id: one.id,
  unitId: one.unitId,
  state: one.state,
  number: one.number,
  dated: one.dated,
  note: one.note,
  sentAt: one.sentAt?.toISOString() ?? null,
  digest: one.dossiers[0]?.digest ?? null,
  version: one.version,
  parties: one.parties.map((party) => ({
    seq: party.seq,
    unitId: party.unitId,
    name: party.name,
    receivedAt: party.receivedAt?.toISOString() ?? null,
    returnedAt: party.returnedAt?.toISOString() ?? null,
    returnReason: party.returnReason,
    competentBody: party.competentBody,
  })),
  items: one.items.map(({ itemId, number, title, outcome, outcomeWords }) => ({
    itemId,
    number,
    title,
    outcome,
    outcomeWords,
  })),
})

/** Handing over: list, draft, send by a second person, receive, give back, say what became of each matter. */
export const handoverRoutes = (app: ApiScope, door: Door): void => {
  const { house } = door
  const { database, keyring } = house

  /** For those who may read of the sending unit, and once it was sent, of one it was sent to. */
  const readable = async (request: Parameters<typeof programOf>[0], id: string, roles: readonly Role[] = readers) => {
    const handover = await findHandover(database, id)
    const { actor } = programOf(request)
    const sentTo = handover?.sentAt ? handover.parties.flatMap(({ unitId }) => unitId ?? []) : []
    const units = await Promise.all(sentTo.map(async (unitId) => await findUnit(database, unitId)))
    const paths = [handover?.unitPath ?? [], ...units.flatMap((unit) => (unit ? [unit.path] : []))]
    if (handover && paths.some((path) => holdsRole(actor, roles, path))) return handover
    throw new AppError('NOT_FOUND', 'not there, or not for this officer', { phrase: 'errors:notFound' })
  }

  app.get(
    '/v1/handovers',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'listHandovers',
        summary: 'Handovers, the newest first: those of the officer’s units, or those that were sent to them',
        querystring: schema.HandoverQuery,
        response: { 200: schema.HandoverList, ...problems(403, 404, 422) },
      },
    },
    async (request) => {
      const { unit, of = 'sent', limit = 25, cursor } = request.query
      const unitIds = await listedUnits(door, programOf(request).actor, unit)
      const page = await handoverPage(database, { of, unitIds, limit, ...(cursor === undefined ? {} : { cursor }) })
      return { items: page.items.map(show), next: page.next }
    },
  )

  app.post(
    '/v1/handovers',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'draftHandover',
        summary: 'Drafts a handover of open matters; nothing leaves before a second person approves',
        headers: IdempotencyKey,
        body: schema.NewHandover,
        response: { 201: schema.Handover, ...problems(403, 409, 422) },
      },
    },
    async (request, reply) =>
      await createOnce(door, request, reply, async (scope) => {
        const { number = '', note = '', ...given } = request.body
        const id = await draftHandover(scope, { ...given, number, note })
        const made = await findHandover(scope.tx, id)
        if (!made) throw new AppError('INTERNAL', 'a handover that was just drafted is not there')
        return { body: show(made), location: `/api/v1/handovers/${id}` }
      }),
  )

  app.get(
    '/v1/handovers/:id',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'readHandover',
        summary: 'One handover; its `ETag` is the version',
        params: IdParams,
        response: { 200: schema.Handover, ...problems(403, 404) },
      },
    },
    async (request, reply) => {
      const handover = await readable(request, request.params.id)
      reply.header('ETag', tagOf(handover.version))
      return show(handover)
    },
  )

  app.get(
    '/v1/handovers/:id/dossier',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'readDossier',
        summary: 'The frozen dossier, byte by byte as its digest was made; for Front officers of sender and receiver',
        params: IdParams,
        response: { 200: schema.Dossier, ...problems(403, 404) },
      },
    },
    async (request, reply) => {
      const { id } = await readable(request, request.params.id, writers)
      const found = await readDossier(database, keyring, id)
      if (!found) throw new AppError('NOT_FOUND', 'no dossier yet', { phrase: 'errors:notFound' })
      return await reply.type('application/json').send(dossierBytes(found.dossier))
    },
  )

  const step = <Body extends TObject>(
    name: string,
    operationId: string,
    summary: string,
    access: readonly Role[],
    body: Body,
    work: (scope: Scope, seen: { id: string; version: number; seq: number }, given: Static<Body>) => Promise<void>,
  ): void => {
    app.post(
      `/v1/handovers/:id/${name}`,
      {
        config: { access: [...access] },
        schema: {
          tags,
          operationId,
          summary,
          params: IdParams,
          headers: IfMatch,
          body,
          response: { 200: schema.Handover, ...problems(403, 404, 409, 412, 422, 428) },
        },
      },
      async (request, reply) => {
        const given = request.body as Static<Body> & { version?: number; seq?: number }
        const { id } = request.params
        const handover = await readable(request, id)
        const read = readVersion(request, given.version, handover.version)
        if (read.kind !== 'version') return await sendVersionProblem(request, reply, read.kind === 'none' ? 428 : 412)
        const seen = { id, version: read.version, seq: given.seq ?? 0 }
        await act(house, programOf(request).actor, async (scope) => await work(scope, seen, given))
        const after = await readable(request, id)
        reply.header('ETag', tagOf(after.version))
        return show(after)
      },
    )
  }

  step(
    'approval-request',
    'askHandoverApproval',
    'Freezes the dossier and lays it before a second person',
    writers,
    schema.Step,
    askHandoverApproval,
  )
  step(
    'approval',
    'approveHandover',
    'The second person sends it',
    approvers,
    schema.Approval,
    async (scope, seen, { aloneBecause }) => {
      await approveHandover(scope, { ...seen, ...(aloneBecause === undefined ? {} : { aloneBecause }) })
    },
  )
  step(
    'rejection',
    'sendBackHandover',
    'The second person wants it otherwise',
    approvers,
    schema.Rejection,
    async (scope, seen, { why }) => {
      await sendBackHandover(scope, { ...seen, why })
    },
  )
  step(
    'receipt',
    'receiveHandover',
    'Confirms the receipt for a receiver',
    writers,
    schema.Receipt,
    async (scope, seen, { name, post }) => {
      await receiveHandover(scope, { ...seen, name, post })
    },
  )
  step(
    'return',
    'returnHandover',
    'Gives it back; “not competent” says who is',
    writers,
    schema.Return,
    async (scope, seen, given) => {
      const { reason, competentBody = '', words = '' } = given
      await returnHandover(scope, { ...seen, reason, competentBody, words })
    },
  )
  step(
    'outcome',
    'markHandoverOutcome',
    'What became of one matter',
    writers,
    schema.Outcome,
    async (scope, seen, given) => {
      const { itemId, outcome, words = '' } = given
      await markHandoverOutcome(scope, { ...seen, itemId, outcome, words })
    },
  )
}
