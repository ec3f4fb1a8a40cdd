import { and, asc, eq } from 'drizzle-orm'
import type { Broadcast } from '../../broadcasts/index.ts'
import type { Queryable } from '../../database/index.ts'
import { broadcastContents } from '../../database/tables/broadcasts.ts'
import type { ProvenNotice } from './proof.ts'

/** The words of a notice as they were approved, each with the fingerprint by which a copy is judged. */
export const approvedWords = async (db: Queryable, broadcast: Broadcast): Promise<ProvenNotice['texts']> =>
  await db
    .select({
      language: broadcastContents.language,
      text: broadcastContents.text,
      fingerprint: broadcastContents.fingerprint,
    })
    .from(broadcastContents)
    .where(
      and(eq(broadcastContents.broadcastId, broadcast.id), eq(broadcastContents.version, broadcast.contentVersion)),
    )
    .orderBy(asc(broadcastContents.language))
