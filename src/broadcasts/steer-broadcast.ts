import { recordAudit } from '../audit/index.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { holdUnsent, releaseUnsent, spaceUnsent, withdrawUnsent } from '../outbox/index.ts'
import { broadcastsTopic, refOf, requireStep, type Broadcast } from './broadcast.ts'
import { updateBroadcast } from './broadcast-store.ts'
import { takeBroadcast } from './take-broadcast.ts'

const note = async (scope: Scope, broadcast: Broadcast, action: string, messages?: number): Promise<void> => {
  await recordAudit(scope, {
    action: `broadcast.${action}`,
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: broadcast.unitId,
    details: { recipients: broadcast.recipients, ...(messages === undefined ? {} : { messages }) },
  })
  onCommit(scope.tx, () => scope.signals.poke(broadcastsTopic))
}

type Which = { readonly id: string }
const roles = ['front_officer', 'approver'] as const

/** Nothing more leaves but what is under way at this moment. */
export const pauseBroadcast = async (scope: Scope, input: Which): Promise<void> => {
  const { broadcast } = await takeBroadcast(scope, input.id, roles)
  requireStep(broadcast, 'paused')
  await updateBroadcast(scope.tx, broadcast.id, { state: 'paused', pausedWhy: 'officer' }, scope.clock.now())
  await note(scope, broadcast, 'paused', await holdUnsent(scope, refOf(broadcast.id)))
}

/** Goes on where it was paused. */
export const resumeBroadcast = async (scope: Scope, input: Which): Promise<void> => {
  const { broadcast } = await takeBroadcast(scope, input.id, roles)
  if (broadcast.state !== 'paused') {
    throw new AppError('PRECONDITION', `broadcast ${broadcast.id} is ${broadcast.state}`, {
      phrase: 'broadcasts:cannot.resume',
    })
  }
  await updateBroadcast(
    scope.tx,
    broadcast.id,
    { state: 'running', pausedWhy: null, watchedFrom: scope.clock.now() },
    scope.clock.now(),
  )
  const ref = refOf(broadcast.id)
  await (broadcast.perMinute === null ? releaseUnsent(scope, ref) : spaceUnsent(scope, ref, broadcast.perMinute))
  await note(scope, broadcast, 'resumed')
}

/** Ends it for good: what has not left is taken back. A worker closes the books once the last answer has come. */
export const stopBroadcast = async (scope: Scope, input: Which): Promise<void> => {
  const { broadcast } = await takeBroadcast(scope, input.id, roles)
  requireStep(broadcast, 'stopped')
  const now = scope.clock.now()
  await updateBroadcast(scope.tx, broadcast.id, { state: 'stopped' }, now)
  await note(scope, broadcast, 'stopped', await withdrawUnsent(scope.tx, refOf(broadcast.id), now))
}

export const paceRange = { least: 1, most: 100_000 } as const

/**
 * Slows a broadcast down to so many messages a minute, or lets it go as fast as the channels allow again (null). Holds at
 * once, also for what stands in line already.
 */
export const paceBroadcast = async (
  scope: Scope,
  input: Which & { readonly perMinute: number | null },
): Promise<void> => {
  const { broadcast } = await takeBroadcast(scope, input.id, roles)
  const { perMinute } = input
  if (broadcast.state === 'done' || broadcast.state === 'stopped') {
    throw new AppError('PRECONDITION', `broadcast ${broadcast.id} is ${broadcast.state}`, {
      phrase: 'broadcasts:cannot.pace',
    })
  }
  const { least, most } = paceRange
  if (perMinute !== null && !(Number.isInteger(perMinute) && perMinute >= least && perMinute <= most)) {
    throw new AppError('INVALID', `a pace of ${perMinute} a minute`, {
      phrase: 'broadcasts:pace.range',
      values: { least, most },
      field: 'perMinute',
    })
  }
  await updateBroadcast(scope.tx, broadcast.id, { perMinute }, scope.clock.now())
  if (broadcast.state === 'running') {
    const ref = refOf(broadcast.id)
    await (perMinute === null ? releaseUnsent(scope, ref) : spaceUnsent(scope, ref, perMinute))
  }
  await recordAudit(scope, {
    action: 'broadcast.paced',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: broadcast.unitId,
    details: { perMinute },
  })
  onCommit(scope.tx, () => scope.signals.poke(broadcastsTopic))
}
