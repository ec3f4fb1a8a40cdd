import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole, requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { deadlineFor } from '../rules/index.ts'
import { unitWithAncestors } from '../units/index.ts'
import {
  insertRequest,
  lapseErasures,
  lastRequest,
  lockRequest,
  settleRequest,
  settleRequestsOf,
  type DataRequestRow,
} from './data-request-store.ts'
import { ownResident } from './own-resident.ts'

export type DataRequestKind = 'see' | 'correct' | 'erase' | 'withdraw'

/** One line of the register, as the person is told: its number and its clock. */
export type DataRequest = {
  readonly number: number
  readonly kind: DataRequestKind
  readonly receivedAt: Date
  /** The first moment that is too late for the answer. */
  readonly answerDueAt: Date
  /** The first moment that is too late for stopping. */
  readonly stopDueAt: Date | null
  readonly doneAt: Date | null
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const asRequest = (row: DataRequestRow): DataRequest => ({
  number: row.number,
  kind: row.kind as DataRequestKind,
  receivedAt: row.receivedAt,
  answerDueAt: row.answerDueAt,
  stopDueAt: row.stopDueAt,
  doneAt: row.doneAt,
})

/** Who asked, as a keyed hash: the register must survive the erasure of the person. */
export const subjectOf = (keyring: Keyring, residentId: string): string =>
  keyring.blindIndex('resident', `data-request:${residentId}`)

type NewRequest = {
  readonly residentId: string
  readonly unitId: string | null
  readonly kind: DataRequestKind
  /** When it is settled with this very turn. */
  readonly outcome?: string
}

/** Enters a request with the clock that the law gives it on this day. */
export const registerRequest = async (scope: Scope, input: NewRequest): Promise<DataRequest> => {
  const { tx, clock, keyring } = scope
  const now = clock.now()
  const answer = await deadlineFor(tx, 'data_request.answer', now)
  const stop = await deadlineFor(tx, 'data_request.stop', now)
  if (!answer) throw new AppError('INTERNAL', 'the rule data_request.answer is switched off or not there')
  const stops = input.kind === 'erase' || input.kind === 'withdraw'
  const row = await insertRequest(tx, {
    id: newId(),
    subject: subjectOf(keyring, input.residentId),
    kind: input.kind,
    unitId: input.unitId,
    receivedAt: now,
    answerDueAt: answer.at,
    stopDueAt: stops ? (stop?.at ?? null) : null,
    ...(input.outcome === undefined ? {} : { doneAt: now, outcome: input.outcome }),
  })
  return asRequest(row)
}

/**
 * A resident asks for something about their data. `outcome` when the bot settles it in the same turn; the same within
 * a day is one request, because a word that was sent twice is no second wish.
 */
export const requestData = async (
  scope: Scope,
  input: { readonly kind: DataRequestKind; readonly outcome?: string },
): Promise<DataRequest> => {
  const { id, unitId } = await ownResident(scope)
  const { tx, clock, keyring } = scope
  const since = new Date(clock.now().getTime() - dayMs)
  const known = await lastRequest(tx, subjectOf(keyring, id), input.kind, since)
  const isSame = known && (input.outcome === undefined ? known.doneAt === null : known.outcome === input.outcome)
  if (known && isSame) return asRequest(known)
  return await registerRequest(scope, { residentId: id, unitId, ...input })
}

/** The resident's own open request of a kind, at most an hour old: whether an erasure was asked about just before. */
export const openRequestOf = async (scope: Scope, kind: DataRequestKind): Promise<DataRequest | null> => {
  const { id } = await ownResident(scope)
  const since = new Date(scope.clock.now().getTime() - hourMs)
  const known = await lastRequest(scope.tx, subjectOf(scope.keyring, id), kind, since)
  return known?.doneAt === null ? asRequest(known) : null
}

/** The resident does not want it any more. */
export const takeBackRequest = async (scope: Scope, kind: DataRequestKind): Promise<void> => {
  const { id } = await ownResident(scope)
  const end = { kind, outcome: 'taken-back', at: scope.clock.now() }
  await settleRequestsOf(scope.tx, subjectOf(scope.keyring, id), end)
}

const outcomes = ['corrected', 'explained', 'refused'] as const

/** An officer of the unit settles a request that the bot could not. */
export const answerRequest = async (
  scope: Scope,
  input: { readonly number: number; readonly outcome: (typeof outcomes)[number] },
): Promise<void> => {
  const { tx, clock } = scope
  const row = await lockRequest(tx, input.number)
  const path = row?.unitId ? (await unitWithAncestors(tx, row.unitId)).map((unit) => unit.id) : []
  requireRole(scope.actor, ['front_officer'], path)
  if (!row) throw new AppError('NOT_FOUND', `no request ${input.number}`, { phrase: 'errors:notFound' })
  if (row.doneAt) throw new AppError('CONFLICT', `request ${input.number} is settled`, { phrase: 'errors:conflict' })
  await settleRequest(tx, input.number, input.outcome, clock.now())
  await recordAudit(scope, {
    action: 'data-request.answered',
    subject: { kind: 'data-request', id: row.id },
    ...(row.unitId === null ? {} : { unitId: row.unitId }),
    details: { outcome: input.outcome },
  })
}

/** A nightly job: who was asked "erase?" and said nothing for a day does not want it. Returns how many. */
export const lapseUnconfirmed = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  return await lapseErasures(scope.tx, new Date(now.getTime() - dayMs), now)
}
