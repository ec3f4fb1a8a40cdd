import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { channelRuleHistory, channelRules } from '../database/tables/rules.ts'
import { newId } from '../kernel/ids.ts'
import type { ChannelRule } from './channel-rules-views.ts'

/** Waits for whoever changes the same figure, and gives what holds then. */
export const lockChannelRule = async (tx: Transaction, key: string): Promise<ChannelRule | undefined> => {
  await tx.execute(sql`select 1 from channel_rules where key = ${key} for update`)
  const [found] = await tx.select().from(channelRules).where(eq(channelRules.key, key))
  return found
}

/** Writes the new figure; the former one becomes history. */
export const replaceChannelRule = async (tx: Transaction, former: ChannelRule, next: ChannelRule): Promise<void> => {
  const { unit: _unit, ...kept } = former
  await tx.insert(channelRuleHistory).values({ id: newId(), ...kept, replacedAt: next.changedAt })
  await tx.update(channelRules).set(next).where(eq(channelRules.key, former.key))
}
