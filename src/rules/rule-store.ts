import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { rules } from '../database/tables/rules.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'

/** Returns whether there is such a rule. */
export const setRuleState = async (
  tx: Transaction,
  key: string,
  validFrom: PlainDate,
  next: { readonly isOn: boolean; readonly state?: 'verified' },
): Promise<boolean> => {
  const changed = await tx
    .update(rules)
    .set({ isOn: next.isOn, ...(next.state ? { state: next.state } : {}) })
    .where(and(eq(rules.key, key), eq(rules.validFrom, validFrom)))
    .returning({ key: rules.key })
  return changed.length === 1
}
