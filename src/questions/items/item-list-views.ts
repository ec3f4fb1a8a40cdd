import { and, asc, eq, exists, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { items, opinionMoves, opinions, opinionTranscripts, opinionWordings } from '../../database/tables/questions.ts'
import { findItems, weightiest, type Item } from './item-views.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { OpinionClass } from '../opinion.ts'
import { mayReadOriginal } from '../privacy/may-read-original.ts'
import { maskText } from '../privacy/mask-text.ts'
import { mayReadWords } from '../question-views.ts'
import { openWords } from '../sealed-columns.ts'
import { heardOf } from '../voice/transcript-views.ts'
import type { ItemState } from './item.ts'

/** Where matters are worked on together: a session, or a unit's ongoing opinions. */
export type ItemPlace = { readonly dialogueId: string } | { readonly ongoingOf: string }

export type ItemFilter = {
  readonly topicId?: string
  readonly opinionClass?: OpinionClass
  /** `open` by default. */
  readonly state?: ItemState
}

export type ListedItem = Item & {
  /** An author of one of its opinions does not want theirs joined with others. */
  readonly isObjected: boolean
}

const placed = (place: ItemPlace): SQL | undefined =>
  'dialogueId' in place
    ? eq(items.dialogueId, place.dialogueId)
    : and(eq(items.unitId, place.ongoingOf), isNull(items.dialogueId))

const filtered = (place: ItemPlace, filter: ItemFilter): SQL | undefined =>
  and(
    placed(place),
    eq(items.state, filter.state ?? 'open'),
    filter.topicId === undefined ? undefined : eq(items.topicId, filter.topicId),
    filter.opinionClass === undefined ? undefined : eq(items.opinionClass, filter.opinionClass),
  )

const objectedAmong = async (database: Queryable, itemIds: readonly string[]): Promise<Set<string>> => {
  if (itemIds.length === 0) return new Set()
  const rows = await database
    .selectDistinct({ itemId: opinions.itemId })
    .from(opinions)
    .where(
      and(
        inArray(opinions.itemId, [...itemIds]),
        eq(opinions.state, 'received'),
        exists(
          database
            .select({ one: sql`1` })
            .from(opinionMoves)
            .where(and(eq(opinionMoves.opinionId, opinions.id), eq(opinionMoves.why, 'objected'))),
        ),
      ),
    )
  return new Set(rows.flatMap((row) => (row.itemId === null ? [] : [row.itemId])))
}

const countedMax = 1_001

/** The matters of one place, the weightiest first, and how many there are; 1,001 stands for more. */
export const listPlaceItems = async (
  database: Queryable,
  place: ItemPlace,
  options: { readonly filter?: ItemFilter; readonly limit?: number; readonly offset?: number } = {},
): Promise<{ readonly items: readonly ListedItem[]; readonly total: number }> => {
  const where = filtered(place, options.filter ?? {})
  const found = await findItems(database, where, {
    order: weightiest,
    limit: options.limit ?? 100,
    offset: options.offset ?? 0,
  })
  const some = database.select({ id: items.id }).from(items).where(where).limit(countedMax).as('some')
  const [all] = await database.select({ n: sql<number>`count(*)::int` }).from(some)
  const objected = await objectedAmong(
    database,
    found.map((item) => item.id),
  )
  return { items: found.map((item) => ({ ...item, isObjected: objected.has(item.id) })), total: all?.n ?? 0 }
}

/** How many matters of a place are open, joined into others, or have nobody left. */
export const countPlaceItems = async (database: Queryable, place: ItemPlace): Promise<Record<ItemState, number>> => {
  const rows = await database
    .select({ state: sql<ItemState>`${items.state}`, n: sql<number>`count(*)::int` })
    .from(items)
    .where(placed(place))
    .groupBy(items.state)
  const of = (state: ItemState): number => rows.find((row) => row.state === state)?.n ?? 0
  return { open: of('open'), merged: of('merged'), empty: of('empty') }
}

/** What is said in the oldest opinion of items that nobody has sent words to. */
const heardOfItems = async (
  database: Queryable,
  keyring: Keyring,
  itemIds: readonly string[],
): Promise<[string, string][]> => {
  if (itemIds.length === 0) return []
  const rows = await database
    .selectDistinctOn([opinions.itemId], { itemId: opinions.itemId, id: opinions.id })
    .from(opinions)
    .innerJoin(opinionTranscripts, eq(opinionTranscripts.opinionId, opinions.id))
    .where(and(inArray(opinions.itemId, [...itemIds]), eq(opinions.state, 'received'), eq(opinions.triage, 'kept')))
    .orderBy(asc(opinions.itemId), asc(opinions.receivedAt), asc(opinions.id))
  const heard = await heardOf(
    database,
    keyring,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ itemId, id }): [string, string][] => {
    const text = heard.get(id)?.[0]?.text
    return itemId === null || text === undefined ? [] : [[itemId, text]]
  })
}

/** The first words of the oldest opinion of each item, for who may read them, masked beside the Front; nothing for the others. */
export const wordsOfItems = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly items: readonly Pick<Item, 'id' | 'unitPath'>[]; readonly reader: Actor },
): Promise<Map<string, string>> => {
  const ids = input.items.filter((item) => mayReadWords(input.reader, item.unitPath)).map((item) => item.id)
  if (ids.length === 0) return new Map()
  const rows = await database
    .selectDistinctOn([opinions.itemId], {
      itemId: opinions.itemId,
      id: opinions.id,
      seq: opinionWordings.seq,
      text: opinionWordings.text,
    })
    .from(opinions)
    .innerJoin(opinionWordings, and(eq(opinionWordings.opinionId, opinions.id), eq(opinionWordings.seq, 1)))
    .where(and(inArray(opinions.itemId, ids), eq(opinions.state, 'received'), eq(opinions.triage, 'kept')))
    .orderBy(asc(opinions.itemId), asc(opinions.receivedAt), asc(opinions.id))
  const worded = new Set(rows.map((row) => row.itemId))
  const spoken = await heardOfItems(
    database,
    keyring,
    ids.filter((id) => !worded.has(id)),
  )
  const paths = new Map(input.items.map((item) => [item.id, item.unitPath]))
  const shownTo = (itemId: string, text: string): string =>
    mayReadOriginal(input.reader, paths.get(itemId) ?? []) ? text : maskText(text).text
  return new Map([
    ...rows.flatMap((row): [string, string][] =>
      row.itemId === null ? [] : [[row.itemId, shownTo(row.itemId, openWords(keyring, row.id, row.seq, row.text))]],
    ),
    ...spoken.map(([itemId, text]): [string, string] => [itemId, shownTo(itemId, text)]),
  ])
}
