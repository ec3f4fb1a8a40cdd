import { desc, eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { channelRuleHistory } from '../database/tables/rules.ts'

export type FormerRule = {
  readonly value: number
  readonly source: string
  readonly sourceDate: string | null
  readonly state: 'verified' | 'unverified'
  readonly changedBy: string | null
  readonly changedAt: Date
  readonly replacedAt: Date
}

/** What a figure was before, the newest first, at most fifty. */
export const formerChannelRules = async (db: Queryable, key: string): Promise<FormerRule[]> =>
  await db
    .select()
    .from(channelRuleHistory)
    .where(eq(channelRuleHistory.key, key))
    .orderBy(desc(channelRuleHistory.replacedAt), desc(channelRuleHistory.id))
    .limit(50)
