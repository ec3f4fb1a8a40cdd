import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { dialogues } from '../../database/tables/dialogues.ts'
import { items, itemSupports, opinions } from '../../database/tables/questions.ts'
import type { ItemState } from './item.ts'

/** The matter that an opinion stands in, as its author sees it: no word of anybody else. */
export type OwnItem = {
  readonly id: string
  readonly number: number
  readonly title: string | null
  readonly opinionCount: number
  readonly supportCount: number
  readonly state: ItemState
}

const selection = {
  id: items.id,
  number: items.number,
  title: items.title,
  opinionCount: items.opinionCount,
  supportCount: items.supportCount,
  state: sql<ItemState>`${items.state}`,
}

/** Where an opinion that an officer has kept stands now; null before that. */
export const itemOfOpinion = async (database: Queryable, opinionId: string): Promise<OwnItem | null> => {
  const [row] = await database
    .select(selection)
    .from(opinions)
    .innerJoin(items, eq(items.id, opinions.itemId))
    .where(eq(opinions.id, opinionId))
  return row ?? null
}

/** A matter that somebody supports, with the session it was asked for. */
export type SupportedItem = OwnItem & { readonly dialogueTitle: string | null; readonly since: Date }

/** "Việc tôi ủng hộ": what a person supports, each matter once, the latest first. */
export const mySupports = async (
  database: Queryable,
  input: { readonly residentId: string; readonly limit?: number; readonly offset?: number },
): Promise<{ readonly items: readonly SupportedItem[]; readonly total: number }> => {
  const mine = eq(itemSupports.residentId, input.residentId)
  const since = sql<string>`max(${itemSupports.at})`
  const rows = await database
    .select({ ...selection, dialogueTitle: dialogues.title, since })
    .from(itemSupports)
    .innerJoin(items, eq(items.id, itemSupports.itemId))
    .leftJoin(dialogues, eq(dialogues.id, items.dialogueId))
    .where(mine)
    .groupBy(items.id, dialogues.id)
    .orderBy(desc(since), desc(items.id))
    .limit(input.limit ?? 20)
    .offset(input.offset ?? 0)
  const [all] = await database
    .select({ n: sql<number>`count(distinct ${itemSupports.itemId})::int` })
    .from(itemSupports)
    .where(mine)
  return { items: rows.map((row) => ({ ...row, since: new Date(row.since) })), total: all?.n ?? 0 }
}

/** One of the matters that a person supports; nothing when they do not. */
export const readSupported = async (
  database: Queryable,
  input: { readonly residentId: string; readonly itemId: string },
): Promise<OwnItem | undefined> => {
  const [found] = await database
    .select({ n: count() })
    .from(itemSupports)
    .where(and(eq(itemSupports.residentId, input.residentId), eq(itemSupports.itemId, input.itemId)))
  if ((found?.n ?? 0) === 0) return undefined
  const [row] = await database.select(selection).from(items).where(eq(items.id, input.itemId))
  return row
}
