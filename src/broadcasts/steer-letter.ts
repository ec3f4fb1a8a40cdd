import { recordAudit } from '../audit/index.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { broadcastsTopic, isLetter, type Broadcast } from './broadcast.ts'
import { updateBroadcast } from './broadcast-store.ts'
import { circleOf } from './circle.ts'
import { takeBroadcast } from './take-broadcast.ts'

const takeDraft = async (scope: Scope, id: string): Promise<Broadcast> => {
  const { broadcast } = await takeBroadcast(scope, id, ['front_officer'])
  const isDraft = broadcast.state === 'draft' || broadcast.state === 'rejected'
  if (isLetter(broadcast.kind) && isDraft) return broadcast
  throw new AppError('PRECONDITION', `broadcast ${id} is a ${broadcast.state} ${broadcast.kind}`, {
    phrase: 'broadcasts:cannot.aim',
  })
}

/** Gives the draft of a letter other readers; whom it will reach is reckoned anew. */
export const aimLetter = async (
  scope: Scope,
  input: { readonly id: string; readonly of: readonly string[]; readonly organisations: readonly string[] },
): Promise<void> => {
  const broadcast = await takeDraft(scope, input.id)
  const circle = circleOf(input)
  await updateBroadcast(scope.tx, broadcast.id, { circle, plan: null }, scope.clock.now())
  await recordAudit(scope, {
    action: 'broadcast.aimed',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: broadcast.unitId,
    details: { circle: circle.of.join(' '), organisations: circle.organisations.join(' ') },
  })
  onCommit(scope.tx, () => scope.signals.poke(broadcastsTopic))
}

/** Lays the draft of a letter aside for good; nobody ever gets it. */
export const discardLetter = async (scope: Scope, { id }: { readonly id: string }): Promise<void> => {
  const broadcast = await takeDraft(scope, id)
  const now = scope.clock.now()
  await updateBroadcast(scope.tx, broadcast.id, { state: 'stopped', finishedAt: now }, now)
  await recordAudit(scope, {
    action: 'broadcast.discarded',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: broadcast.unitId,
    details: { kind: broadcast.kind },
  })
}
