import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { items, opinions, topics } from '../../database/tables/questions.ts'
import { units } from '../../database/tables/units.ts'
import type { OpinionClass } from '../opinion.ts'
import type { Competence, ItemState, OpinionKind, Reach } from './item.ts'

/** A matter as lists, brief, agenda and board show it: never who asks. */
export type Item = {
  readonly id: string
  readonly unitId: string
  readonly unitPath: readonly string[]
  readonly dialogueId: string | null
  readonly number: number
  /** In an officer's neutral words; null until somebody has written them. */
  readonly title: string | null
  readonly topicId: string | null
  readonly topic: { readonly vi: string; readonly en: string; readonly isSensitive: boolean } | null
  readonly opinionClass: OpinionClass
  readonly kind: OpinionKind
  readonly reach: Reach
  readonly households: number | null
  readonly isRisk: boolean
  readonly isHotSpot: boolean
  readonly competence: Competence
  readonly competentBody: string | null
  readonly state: ItemState
  readonly mergedInto: string | null
  readonly opinionCount: number
  readonly supportCount: number
  readonly weight: number
  readonly createdAt: Date
  readonly version: number
}

const selection = { item: items, topic: topics, path: units.path }
type Row = {
  item: typeof items.$inferSelect
  topic: typeof topics.$inferSelect | null
  path: string[] | null
}

const asItem = ({ item, topic, path }: Row): Item => ({
  id: item.id,
  unitId: item.unitId,
  unitPath: path ?? [item.unitId],
  dialogueId: item.dialogueId,
  number: item.number,
  title: item.title,
  topicId: item.topicId,
  topic: topic && { vi: topic.nameVi, en: topic.nameEn, isSensitive: topic.isSensitive },
  opinionClass: item.opinionClass as OpinionClass,
  kind: item.kind as OpinionKind,
  reach: item.reach as Reach,
  households: item.households,
  isRisk: item.isRisk,
  isHotSpot: item.isHotSpot,
  competence: item.competence as Competence,
  competentBody: item.competentBody,
  state: item.state as ItemState,
  mergedInto: item.mergedInto,
  opinionCount: item.opinionCount,
  supportCount: item.supportCount,
  weight: item.weight,
  createdAt: item.createdAt,
  version: item.version,
})

const select = (database: Queryable) =>
  database
    .select(selection)
    .from(items)
    .leftJoin(topics, eq(topics.id, items.topicId))
    .leftJoin(units, eq(units.id, items.unitId))

export const readItem = async (database: Queryable, id: string): Promise<Item | undefined> => {
  const [row] = await select(database).where(eq(items.id, id))
  return row && asItem(row)
}

/** Items by any condition on them, for other views of this room. */
export const findItems = async (
  database: Queryable,
  where: SQL | undefined,
  page: { readonly order: readonly SQL[]; readonly limit: number; readonly offset: number },
): Promise<Item[]> => {
  const rows = await select(database)
    .where(where)
    .orderBy(...page.order)
    .limit(page.limit)
    .offset(page.offset)
  return rows.map(asItem)
}

/** These items, in no order; what is gone is left out. */
export const itemsByIds = async (database: Queryable, ids: readonly string[]): Promise<Item[]> =>
  ids.length === 0 ? [] : (await select(database).where(inArray(items.id, [...ids]))).map(asItem)

/** Which items: those of a session, or those of a unit and all below it. */
export type ItemsOf = { readonly dialogueId: string } | { readonly unitId: string }

const within = (of: ItemsOf): SQL =>
  'dialogueId' in of ? eq(items.dialogueId, of.dialogueId) : sql`${units.path} @> array[${of.unitId}]::text[]`

/** The weightiest first, the older of two alike; the order of the index `items_dialogue`, whose ids grow with time. */
export const weightiest: readonly SQL[] = [sql`${items.weight} desc nulls last`, asc(items.id)]

/** The open matters of a session or a unit, the weightiest first; 200 unless told otherwise, 1,000 at most. */
export const listItems = async (
  database: Queryable,
  of: ItemsOf,
  options: { readonly topicId?: string; readonly limit?: number } = {},
): Promise<Item[]> => {
  const rows = await select(database)
    .where(
      and(
        within(of),
        eq(items.state, 'open'),
        options.topicId === undefined ? undefined : eq(items.topicId, options.topicId),
      ),
    )
    .orderBy(...weightiest)
    .limit(Math.min(Math.max(1, options.limit ?? 200), 1_000))
  return rows.map(asItem)
}

/**
 * The weightiest open matters of a unit and all below, wherever they were asked. Each place gives its own weightiest from
 * an index, so that a city does not sort all that its wards were asked.
 */
export const weightiestOpen = async (
  database: Queryable,
  { unitId, limit }: { readonly unitId: string; readonly limit: number },
): Promise<Item[]> => {
  const found = await database.execute<{ id: string }>(sql`
    select w.id from units u cross join lateral (
      select i.id, i.weight from items i where i.unit_id = u.id and i.state = 'open'
      order by i.weight desc nulls last, i.id limit ${limit}) w
    where u.path @> array[${unitId}]::text[] order by w.weight desc nulls last, w.id limit ${limit}`)
  const ids = found.map(({ id }) => id)
  const items = new Map((await itemsByIds(database, ids)).map((item) => [item.id, item]))
  return ids.flatMap((id) => items.get(id) ?? [])
}

/** The opinions that one item stands for, oldest first; `listQuestions` and `readQuestion` open their words. */
export const opinionIdsOfItem = async (database: Queryable, itemId: string): Promise<string[]> => {
  const rows = await database
    .select({ id: opinions.id })
    .from(opinions)
    .where(and(eq(opinions.itemId, itemId), eq(opinions.state, 'received'), eq(opinions.triage, 'kept')))
    .orderBy(asc(opinions.receivedAt), asc(opinions.id))
  return rows.map((row) => row.id)
}
