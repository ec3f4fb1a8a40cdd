import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { countryId } from '../units/index.ts'
import { asQuery, lexemesAsked } from './lexemes.ts'
import type { SearchKind } from './search-store.ts'

export type Search = {
  /** As typed: with or without diacritics; "in quotation marks" the words stand side by side. */
  readonly query: string
  /** Units, each with all below it; nothing is found elsewhere. */
  readonly unitIds: readonly string[]
  readonly dialogueId?: string
  readonly kind?: SearchKind
  /** 1 to 100; 50 by default. */
  readonly limit?: number
  readonly cursor?: string
}

export type Found = {
  readonly hits: readonly { readonly id: string; readonly kind: SearchKind; readonly at: Date }[]
  /** Exact up to 1,000; null means "hơn 1.000". Counted for the first page only. */
  readonly count: number | null
  readonly nextCursor: string | null
}

/** What is counted exactly. A search that has more is common enough to be walked from the newest. */
const countMax = 1_000
/** Up to so many hits are gathered through the word index and sorted; above it they are met by going back in time. */
const gatherMax = 2_000
/** How far back is gone before the word index is asked for all of them after all: they may be of long ago. */
const backMax = 60_000

type Row = { id: string; kind: SearchKind; at: string }
type At = { readonly at: string; readonly id: string }

const readCursor = (cursor: string | undefined): At | undefined => {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor ?? '')
  return match ? { at: new Date(Number(match[1])).toISOString(), id: match[2] ?? '' } : undefined
}

/** Nothing at all where the query has no word, or names no unit. */
const asked = (keyring: Keyring, search: Search): string | undefined => {
  const words = lexemesAsked(keyring, search.query)
  if (words.length === 0 || search.unitIds.length === 0) return undefined
  const rest = [
    ...words,
    ...(search.dialogueId === undefined ? [] : [`d:${search.dialogueId}`]),
    ...(search.kind === undefined ? [] : [`k:${search.kind}`]),
  ]
  // Everything lies in the country: a lexeme of every row would only be waded through.
  if (search.unitIds.includes(countryId)) return asQuery(rest)
  return `(${search.unitIds.map((id) => asQuery([`u:${id}`])).join(' | ')}) & ${asQuery(rest)}`
}

/** For words that many have written: the function in the place of the operator keeps PostgreSQL from the word index. */
const newest = async (database: Queryable, query: string, before: SQL, limit: number): Promise<readonly Row[]> => {
  const near = await database.execute<Row>(sql`
    select id, kind, at from (
      select id, kind, at, words from search_entries where true ${before} order by at desc, id desc limit ${backMax}
    ) recent where ts_match_vq(words, ${query}::tsquery) order by at desc, id desc limit ${limit}`)
  if (near.length === limit) return near
  return await database.execute<Row>(sql`
    select id, kind, at from search_entries where words @@ ${query}::tsquery ${before}
    order by at desc, id desc limit ${limit}`)
}

/**
 * The newest entries that hold all the words. The word index is asked first and for at most so many: PostgreSQL, left
 * to choose, goes back through a million rows for a word that nobody wrote.
 */
export const searchEntries = async (database: Queryable, keyring: Keyring, search: Search): Promise<Found> => {
  const query = asked(keyring, search)
  if (query === undefined) return { hits: [], count: 0, nextCursor: null }
  const limit = Math.min(Math.max(1, Math.trunc(search.limit ?? 50)), 100)
  const after = readCursor(search.cursor)
  const before = after ? sql`and (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  // `offset 0` and the lack of an order keep the first look to the word index.
  const gathered = await database.execute<{ n: number; id: string | null; kind: SearchKind; at: string }>(sql`
    with hits as materialized (
      select id, kind, at from search_entries where words @@ ${query}::tsquery limit ${gatherMax + 1} offset 0
    ), page as (
      select * from hits where true ${before} order by at desc, id desc limit ${limit + 1}
    )
    select page.*, counted.n from (select count(*)::int as n from hits) counted left join page on true
    order by page.at desc, page.id desc`)
  const total = gathered[0]?.n ?? 0
  const rows: readonly Row[] =
    total <= gatherMax
      ? gathered.flatMap(({ id, kind, at }) => (id === null ? [] : [{ id, kind, at }]))
      : await newest(database, query, before, limit + 1)
  const hits = rows.slice(0, limit).map(({ id, kind, at }) => ({ id, kind, at: new Date(at) }))
  const last = hits.at(-1)
  return {
    hits,
    count: total > countMax ? null : total,
    nextCursor: rows.length > limit && last ? `${last.at.getTime()}.${last.id}` : null,
  }
}
