import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { retentionRules } from '../database/tables/rules.ts'
import type { RetentionKind } from './retention-kinds.ts'

type Change = Pick<typeof retentionRules.$inferSelect, 'days' | 'source' | 'state' | 'isOn' | 'changedBy' | 'changedAt'>

/** False when somebody changed it since that version. */
export const updateRetention = async (
  tx: Transaction,
  kind: RetentionKind,
  version: number,
  change: Change,
): Promise<boolean> => {
  const changed = await tx
    .update(retentionRules)
    .set({ ...change, version: version + 1 })
    .where(and(eq(retentionRules.kind, kind), eq(retentionRules.version, version)))
    .returning({ kind: retentionRules.kind })
  return changed.length === 1
}
