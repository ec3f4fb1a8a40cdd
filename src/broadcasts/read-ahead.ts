import type { Database } from '../database/index.ts'
import type { AudienceSource } from './audience.ts'

/** A page that was read longer ago is read again: people may have stopped their notices meanwhile. */
const freshMs = 5_000
const aheadMax = 8

type Ahead = { readonly at: number; readonly page: ReturnType<AudienceSource> }

/**
 * Reads the next page of an audience while the one before is being entered: the database looks for people as the
 * process chooses their ways. At most one page a broadcast is kept, and a page that could not be read ahead, or has
 * waited for long, is read when it is due. Whether somebody wants notices is looked at again as they are put in line.
 */
export const readAhead = (audience: AudienceSource, database: Database): AudienceSource => {
  const kept = new Map<string, Ahead>()
  const keyOf = (asked: Parameters<AudienceSource>[1]): string =>
    JSON.stringify([asked.unitIds, asked.bound, asked.after, asked.limit])
  const take = async (key: string): Promise<Awaited<ReturnType<AudienceSource>> | undefined> => {
    const found = kept.get(key)
    kept.delete(key)
    if (!found || performance.now() - found.at > freshMs) return undefined
    return await found.page.catch(() => undefined)
  }
  return async (db, asked) => {
    const page = (await take(keyOf(asked))) ?? (await audience(db, asked))
    if (page.cursor === null) return page
    const next = { ...asked, after: page.cursor }
    const promise = audience(database, next)
    // Whoever takes it looks at its fault; nobody may.
    promise.catch(() => {})
    if (kept.size >= aheadMax) kept.clear()
    kept.set(keyOf(next), { at: performance.now(), page: promise })
    return page
  }
}
