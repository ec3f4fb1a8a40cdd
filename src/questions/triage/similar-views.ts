import { and, desc, eq, gt, inArray, ne, or } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { items, opinions, opinionWordings } from '../../database/tables/questions.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { sharedRuns, shinglesOf, similarity, type Shingles } from '../../kernel/vietnamese/similar-text.ts'
import { openWords } from '../sealed-columns.ts'
import { heardOf } from '../voice/transcript-views.ts'

/** An item in work that seems to ask the same. */
export type SimilarItem = {
  readonly itemId: string
  readonly number: number
  readonly title: string | null
  readonly dialogueId: string | null
  readonly version: number
  readonly opinionCount: number
  /** 0 to 1. */
  readonly similarity: number
  /** Runs of words that stand in both. */
  readonly because: readonly string[]
  /** The wording that is like it, for comparing. */
  readonly words: string
}

export type Similar = {
  readonly items: readonly SimilarItem[]
  /** How many others like it came in the seven days before now, waiting or kept. */
  readonly lately: number
}

const candidatesMax = 3_000
const withinMs = 180 * 86_400_000
const latelyMs = 7 * 86_400_000
const worthShowing = 0.34
const alike = 0.45
const shownMax = 5

// Hashes only, of some kilobytes an opinion; so that a second look at the same queue opens no words again.
const cacheMax = 12_000
const cache = new Map<string, Shingles>()
const remember = (key: string, value: Shingles): void => {
  if (cache.size >= cacheMax) {
    const [oldest] = cache.keys()
    if (oldest !== undefined) cache.delete(oldest)
  }
  cache.set(key, value)
}

type Candidate = { readonly id: string; readonly itemId: string | null; readonly receivedAt: Date }
const keyOf = (id: string): string => `${id}:1`

const loadMissing = async (database: Queryable, keyring: Keyring, ids: readonly string[]): Promise<void> => {
  const missing = ids.filter((id) => !cache.has(keyOf(id)))
  for (let from = 0; from < missing.length; from += 500) {
    const rows = await database
      .select({ id: opinionWordings.opinionId, text: opinionWordings.text })
      .from(opinionWordings)
      .where(and(inArray(opinionWordings.opinionId, missing.slice(from, from + 500)), eq(opinionWordings.seq, 1)))
    for (const row of rows) remember(keyOf(row.id), shinglesOf(openWords(keyring, row.id, 1, row.text)))
  }
}

const readWords = async (
  database: Queryable,
  keyring: Keyring,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await database
    .select({ id: opinionWordings.opinionId, text: opinionWordings.text })
    .from(opinionWordings)
    .where(and(inArray(opinionWordings.opinionId, [...ids]), eq(opinionWordings.seq, 1)))
  return new Map(rows.map((row) => [row.id, openWords(keyring, row.id, 1, row.text)]))
}

export type SimilarTo = {
  readonly opinionId: string
  readonly unitId: string
  readonly dialogueId: string | null
  readonly text: string
  readonly now: Date
}

const candidatesFor = async (database: Queryable, to: SimilarTo): Promise<Candidate[]> =>
  await database
    .select({ id: opinions.id, itemId: opinions.itemId, receivedAt: opinions.receivedAt })
    .from(opinions)
    .where(
      and(
        eq(opinions.unitId, to.unitId),
        eq(opinions.state, 'received'),
        ne(opinions.triage, 'refused'),
        ne(opinions.id, to.opinionId),
        or(
          gt(opinions.receivedAt, new Date(to.now.getTime() - withinMs)),
          to.dialogueId === null ? undefined : eq(opinions.dialogueId, to.dialogueId),
        ),
      ),
    )
    .orderBy(desc(opinions.receivedAt), desc(opinions.id))
    .limit(candidatesMax)

const bestOfItems = (scored: readonly (Candidate & { readonly score: number })[]) => {
  const best = new Map<string, Candidate & { readonly score: number }>()
  for (const one of scored) {
    if (one.itemId === null || one.score < worthShowing) continue
    if ((best.get(one.itemId)?.score ?? 0) < one.score) best.set(one.itemId, one)
  }
  return [...best.values()].toSorted((one, other) => other.score - one.score).slice(0, shownMax)
}

/**
 * What in the same unit asks the same: in its session, or within 180 days. Whoever calls may read the unit's words. The
 * newest 3,000 are compared by what they share, without a guess at meaning; the reason is in their words.
 */
export const similarTo = async (database: Queryable, keyring: Keyring, to: SimilarTo): Promise<Similar> => {
  const own = shinglesOf(to.text)
  if (own.length === 0) return { items: [], lately: 0 }
  const candidates = await candidatesFor(database, to)
  await loadMissing(
    database,
    keyring,
    candidates.map((one) => one.id),
  )
  // What is only spoken may be written down anew at any time, so it is never remembered.
  const spoken = candidates.filter((one) => !cache.has(keyOf(one.id))).map((one) => one.id)
  const heard = await heardOf(database, keyring, spoken)
  const scored = candidates.map((one) => {
    const said = heard.get(one.id)?.[0]
    const theirs = said ? shinglesOf(said.text) : cache.get(keyOf(one.id))
    return { ...one, score: theirs ? similarity(own, theirs) : 0 }
  })
  const since = to.now.getTime() - latelyMs
  const lately = scored.filter((one) => one.score >= alike && one.receivedAt.getTime() >= since).length
  const best = bestOfItems(scored)
  if (best.length === 0) return { items: [], lately }
  const itemIds = best.flatMap((one) => (one.itemId === null ? [] : [one.itemId]))
  const rows = await database
    .select()
    .from(items)
    .where(and(inArray(items.id, itemIds), eq(items.state, 'open')))
  const words = await readWords(
    database,
    keyring,
    best.map((one) => one.id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const shown = best.flatMap((one): SimilarItem[] => {
    const row = byId.get(one.itemId ?? '')
    const text = words.get(one.id) ?? heard.get(one.id)?.[0]?.text
    if (!row || text === undefined) return []
    const { id: itemId, number, title, dialogueId, version, opinionCount } = row
    const because = sharedRuns(to.text, text)
    return [{ itemId, number, title, dialogueId, version, opinionCount, similarity: one.score, because, words: text }]
  })
  return { items: shown, lately }
}
