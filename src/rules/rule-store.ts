import { and, asc, eq } from 'drizzle-orm'
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

type Row = typeof rules.$inferSelect

/** Every version of a rule in the order of their days, locked. */
export const lockRules = async (tx: Transaction, key: string): Promise<Row[]> =>
  await tx.select().from(rules).where(eq(rules.key, key)).orderBy(asc(rules.validFrom)).for('update')

export const endRule = async (
  tx: Transaction,
  of: { readonly key: string; readonly validFrom: string },
  validUntil: PlainDate,
): Promise<void> => {
  await tx
    .update(rules)
    .set({ validUntil })
    .where(and(eq(rules.key, of.key), eq(rules.validFrom, of.validFrom)))
}

export const insertRule = async (tx: Transaction, row: typeof rules.$inferInsert): Promise<void> =>
  void (await tx.insert(rules).values(row))
