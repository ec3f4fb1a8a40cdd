import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { opinions, opinionTranscripts, opinionWordings } from '../database/tables/questions.ts'
import { units } from '../database/tables/units.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { SearchEntry } from '../search/index.ts'
import { openTranscript, openWords } from './sealed-columns.ts'

/** What an opinion is found by: every wording and what its voice messages say. Nothing for one that is no longer read. */
export const readIndexable = async (
  database: Queryable,
  keyring: Keyring,
  id: string,
): Promise<Omit<SearchEntry, 'id' | 'kind'> | undefined> => {
  const [row] = await database
    .select({ opinion: opinions, path: units.path })
    .from(opinions)
    .leftJoin(units, eq(units.id, opinions.unitId))
    .where(eq(opinions.id, id))
  if (row?.opinion.state !== 'received') return undefined
  const wordings = await database
    .select()
    .from(opinionWordings)
    .where(eq(opinionWordings.opinionId, id))
    .orderBy(asc(opinionWordings.seq))
  const heard = await database
    .select()
    .from(opinionTranscripts)
    .where(and(eq(opinionTranscripts.opinionId, id), isNull(opinionTranscripts.rejectedAt)))
  return {
    at: row.opinion.receivedAt,
    unitPath: row.path ?? [row.opinion.unitId],
    dialogueId: row.opinion.dialogueId,
    texts: [
      ...wordings.map((one) => openWords(keyring, id, one.seq, one.text)),
      ...heard.map((one) => openTranscript(keyring, id, one)),
    ],
  }
}

/** Opinions that have words and cannot be found by them. */
export const unindexedIds = async (database: Queryable, limit: number): Promise<string[]> => {
  const rows = await database.execute<{ id: string }>(sql`
    select o.id from opinions o
    where o.state = 'received' and not exists (select 1 from search_entries s where s.id = o.id)
      and (exists (select 1 from opinion_wordings w where w.opinion_id = o.id)
        or exists (select 1 from opinion_transcripts t where t.opinion_id = o.id and t.rejected_at is null))
    limit ${limit}`)
  return rows.map(({ id }) => id)
}
