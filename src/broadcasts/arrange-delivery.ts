import { recordAudit } from '../audit/index.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { broadcastsTopic } from './broadcast.ts'
import { updateBroadcast } from './broadcast-store.ts'
import { expiryOf } from './expiry-of.ts'
import { takeBroadcast } from './take-broadcast.ts'

type Arrangement = {
  readonly id: string
  /** Whether ways that cost money may be used. */
  readonly mayCost: boolean
  /** Not before this moment; null for at once. */
  readonly beginsAt: Date | null
  /** What becomes of a message of which nobody knows whether it left; as it was unless told. */
  readonly onUncertain?: 'resend' | 'leave'
}

/** When a draft goes out once it is approved, and whether it may cost money. Its plan is made anew. */
export const arrangeDelivery = async (scope: Scope, { id, mayCost, beginsAt, ...rest }: Arrangement): Promise<void> => {
  const { broadcast } = await takeBroadcast(scope, id, ['front_officer', 'approver'])
  if (broadcast.state !== 'draft') {
    throw new AppError('PRECONDITION', `broadcast ${id} is ${broadcast.state}`, { phrase: 'broadcasts:cannot.arrange' })
  }
  const onUncertain = rest.onUncertain ?? broadcast.onUncertain
  const now = scope.clock.now()
  if (beginsAt !== null && Number.isNaN(beginsAt.getTime())) {
    throw new AppError('INVALID', 'that is no moment', { phrase: 'dialogues:wrong.noDate', field: 'beginsAt' })
  }
  if (beginsAt !== null && beginsAt <= now) {
    throw new AppError('INVALID', 'it would begin in the past', { phrase: 'broadcasts:begins.past', field: 'beginsAt' })
  }
  if (beginsAt !== null && beginsAt >= expiryOf(broadcast)) {
    throw new AppError('INVALID', 'it would begin too late', { phrase: 'broadcasts:begins.late', field: 'beginsAt' })
  }
  await updateBroadcast(scope.tx, id, { mayCost, beginsAt, onUncertain, plan: null }, now)
  await recordAudit(scope, {
    action: 'broadcast.arranged',
    subject: { kind: 'broadcast', id },
    unitId: broadcast.unitId,
    details: { mayCost, beginsAt: beginsAt?.toISOString() ?? null, onUncertain },
  })
  onCommit(scope.tx, () => scope.signals.poke(broadcastsTopic))
}
