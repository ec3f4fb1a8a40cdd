import { and, asc, eq } from 'drizzle-orm'
import type { Broadcast } from '../../broadcasts/index.ts'
import type { Queryable } from '../../database/index.ts'
import { broadcastContents } from '../../database/tables/broadcasts.ts'

export type ApprovedText = {
  readonly language: string
  readonly text: string
  readonly fingerprint: string
  readonly writtenBy: string
  readonly createdAt: Date
}

/** The words of a notice as they were approved, each with who wrote them and the fingerprint by which a copy is judged. */
export const approvedWords = async (db: Queryable, broadcast: Broadcast): Promise<ApprovedText[]> =>
  await db
    .select({
      language: broadcastContents.language,
      text: broadcastContents.text,
      fingerprint: broadcastContents.fingerprint,
      writtenBy: broadcastContents.writtenBy,
      createdAt: broadcastContents.createdAt,
    })
    .from(broadcastContents)
    .where(
      and(eq(broadcastContents.broadcastId, broadcast.id), eq(broadcastContents.version, broadcast.contentVersion)),
    )
    .orderBy(asc(broadcastContents.language))
