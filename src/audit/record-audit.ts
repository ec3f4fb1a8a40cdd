import { onCommit, type Scope } from '../database/index.ts'
import { newId } from '../kernel/ids.ts'
import { insertEntry } from './audit-store.ts'

export type AuditRecord = {
  /** What was done, such as `dialogue.approved`. */
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly unitId?: string
  /** Ids, counts and states only; never names, numbers or texts. */
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>
}

/** Poked when entries wait to be chained. */
export const auditTopic = 'audit'

const actorOf = (actor: Scope['actor']): { readonly actorKind: string; readonly actorId: string } => {
  if (actor.kind === 'officer') return { actorKind: 'officer', actorId: actor.officerId }
  if (actor.kind === 'resident') return { actorKind: 'resident', actorId: actor.residentId }
  return { actorKind: 'system', actorId: actor.job }
}

/** Notes an act in the transaction that does it. */
export const recordAudit = async (scope: Scope, record: AuditRecord): Promise<void> => {
  await insertEntry(scope.tx, {
    id: newId(),
    at: scope.clock.now(),
    ...actorOf(scope.actor),
    action: record.action,
    subjectKind: record.subject.kind,
    subjectId: record.subject.id,
    unitId: record.unitId ?? null,
    details: record.details ?? {},
  })
  onCommit(scope.tx, () => scope.signals.poke(auditTopic))
}
