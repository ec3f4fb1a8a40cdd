import { and, desc, eq, isNotNull, notExists, sql } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { items, itemSupports, opinionAuthors, opinions } from '../../database/tables/questions.ts'
import { shinglesOf, similarity, type Shingles } from '../../kernel/vietnamese/similar-text.ts'
import type { Place } from './item-store.ts'

/** An open matter that somebody's words are like. */
export type LikeItem = {
  readonly id: string
  readonly number: number
  readonly title: string
  /** Everybody who asks it, in words of their own or by support. */
  readonly voices: number
}

/** So many matters of a place are compared, the weightiest first. */
const comparedMax = 500
const alike = 0.5

const cacheMax = 5_000
const cache = new Map<string, Shingles>()

const shinglesOfTitle = (key: string, title: string): Shingles => {
  const known = cache.get(key)
  if (known) return known
  const made = shinglesOf(title)
  const [oldest] = cache.keys()
  if (cache.size >= cacheMax && oldest !== undefined) cache.delete(oldest)
  cache.set(key, made)
  return made
}

/**
 * The open matter of the same session, or of the same unit's ongoing ones, whose title says most of what these words say;
 * null where none is like enough. Compared is what is then shown: the title, no word of another resident. Left out are
 * matters that this person asks or supports already.
 */
export const findLikeItem = async (
  database: Queryable,
  asked: Place & { readonly residentId: string; readonly text: string },
): Promise<LikeItem | null> => {
  const own = shinglesOf(asked.text)
  if (own.length === 0) return null
  const { residentId } = asked
  const rows = await database
    .select({
      id: items.id,
      number: items.number,
      title: items.title,
      version: items.version,
      voices: sql<number>`${items.opinionCount} + ${items.supportCount}`,
    })
    .from(items)
    .where(
      and(
        eq(items.unitId, asked.unitId),
        sql`${items.dialogueId} is not distinct from ${asked.dialogueId}::uuid`,
        eq(items.state, 'open'),
        isNotNull(items.title),
        notExists(
          database
            .select({ one: sql`1` })
            .from(itemSupports)
            .where(and(eq(itemSupports.itemId, items.id), eq(itemSupports.residentId, residentId))),
        ),
        notExists(
          database
            .select({ one: sql`1` })
            .from(opinionAuthors)
            .innerJoin(opinions, eq(opinions.id, opinionAuthors.opinionId))
            .where(and(eq(opinions.itemId, items.id), eq(opinionAuthors.residentId, residentId))),
        ),
      ),
    )
    .orderBy(desc(items.weight), desc(items.id))
    .limit(comparedMax)
  let best: LikeItem | null = null
  let score = alike
  for (const { id, number, title, version, voices } of rows) {
    if (title === null) continue
    const found = similarity(own, shinglesOfTitle(`${id}:${version}`, title))
    if (found < score) continue
    score = found
    best = { id, number, title, voices }
  }
  return best
}
