import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { opinions, opinionWordings } from '../database/tables/questions.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openCode, openWords } from './sealed-columns.ts'

export type OwnFirstWords = {
  /** Null for an anonymous one. */
  readonly code: string | null
  readonly words: string
  readonly sentAt: Date
}

/** The first wording of each of these opinions, for messages to their own authors. What was erased is left out. */
export const openOwnWords = async (
  database: Queryable,
  keyring: Keyring,
  opinionIds: readonly string[],
): Promise<Map<string, OwnFirstWords>> => {
  if (opinionIds.length === 0) return new Map()
  const rows = await database
    .select({ id: opinions.id, code: opinions.code, sentAt: opinions.receivedAt, text: opinionWordings.text })
    .from(opinions)
    .innerJoin(opinionWordings, and(eq(opinionWordings.opinionId, opinions.id), eq(opinionWordings.seq, 1)))
    .where(inArray(opinions.id, [...opinionIds]))
  return new Map(
    rows.map(({ id, code, sentAt, text }) => [
      id,
      { code: openCode(keyring, id, code), words: openWords(keyring, id, 1, text), sentAt },
    ]),
  )
}
