import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import { items, opinionAuthors, opinions, topics } from '../database/tables/questions.ts'
import { receiptClosings, receiptLogs } from '../database/tables/receipts.ts'
import { units } from '../database/tables/units.ts'

export type ReportFacts = {
  /** People known to the service who sent something, each once. */
  readonly persons: number
  /** Opinions of which nobody knows the author: anonymous, or entered for somebody. */
  readonly unknown: number
  /** Households that officers counted or estimated, over matters; null where nobody has. */
  readonly households: number | null
  readonly byClass: readonly { readonly opinionClass: string; readonly n: number }[]
  readonly byTopic: readonly { readonly name: string; readonly n: number }[]
  /** Villages and ward groups of the unit from which nothing came; only where groups are known by name. */
  readonly silent: readonly string[]
  readonly groups: number
  /** The last fixed root of the log of receipts; null while nothing was fixed. */
  readonly root: { readonly size: number; readonly hex: string; readonly closedAt: Date } | null
}

/** What a report tells of a session beside its balance. Erased and withdrawn wordings are in no figure here. */
export const reportFacts = async (database: Queryable, dialogueId: string): Promise<ReportFacts> => {
  const there = and(eq(opinions.dialogueId, dialogueId), eq(opinions.state, 'received'))
  const [people] = await database
    .select({
      persons: sql<number>`count(distinct ${opinionAuthors.residentId})::int`,
      unknown: sql<number>`(count(*) filter (where ${opinionAuthors.residentId} is null))::int`,
    })
    .from(opinions)
    .leftJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(there)
  const [reach] = await database
    .select({ households: sql<number | null>`sum(${items.households})::int` })
    .from(items)
    .where(and(eq(items.dialogueId, dialogueId), eq(items.state, 'open')))
  const n = sql<number>`count(*)::int`
  const byClass = await database
    .select({ opinionClass: opinions.opinionClass, n })
    .from(opinions)
    .where(there)
    .groupBy(opinions.opinionClass)
    .orderBy(desc(n), asc(opinions.opinionClass))
  const byTopic = await database
    .select({ name: topics.nameVi, n })
    .from(opinions)
    .innerJoin(items, eq(items.id, opinions.itemId))
    .innerJoin(topics, eq(topics.id, items.topicId))
    .where(there)
    .groupBy(topics.nameVi)
    .orderBy(desc(n), asc(topics.nameVi))
  const groups = await database
    .select({
      name: units.fullName,
      n: sql<number>`(select count(*) from ${opinions} o where o.dialogue_id = ${dialogueId}::uuid
        and o.unit_id = ${units.id} and o.state = 'received')::int`,
    })
    .from(units)
    .innerJoin(dialogues, eq(dialogues.unitId, units.parentId))
    .where(and(eq(dialogues.id, dialogueId), eq(units.level, 'group'), sql`${units.validUntil} is null`))
    .orderBy(asc(units.fullName))
  const [root] = await database
    .select({ size: receiptClosings.size, root: receiptClosings.root, closedAt: receiptClosings.closedAt })
    .from(receiptClosings)
    .innerJoin(receiptLogs, eq(receiptLogs.id, receiptClosings.logId))
    .where(eq(receiptLogs.dialogueId, dialogueId))
    .orderBy(desc(receiptClosings.seq))
    .limit(1)
  return {
    persons: people?.persons ?? 0,
    unknown: people?.unknown ?? 0,
    households: reach?.households ?? null,
    byClass,
    byTopic,
    // Where all came without a group, nobody can say which group was silent.
    silent: groups.some((one) => one.n > 0) ? groups.flatMap((one) => (one.n === 0 ? [one.name] : [])) : [],
    groups: groups.length,
    root: root ? { size: root.size, hex: root.root.toString('hex'), closedAt: root.closedAt } : null,
  }
}
