import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { opinionAuthors, opinions, opinionTranscripts } from '../../database/tables/questions.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { openTranscript } from '../sealed-columns.ts'
import type { TranscriptKey } from './transcript-store.ts'

/** What an officer wrote down, for an author who is known to the house, though to no officer. */
export type TranscriptNews = TranscriptKey & {
  readonly residentId: string
  readonly text: string
  readonly writtenAt: Date
}

/** The newest of each voice that its author was not asked about, oldest first; locked, so that each is asked once. */
export const unaskedTranscripts = async (
  tx: Transaction,
  keyring: Keyring,
  page: { readonly since: Date; readonly residentId?: string; readonly limit: number },
): Promise<TranscriptNews[]> => {
  const rows = await tx
    .select({ transcript: opinionTranscripts, residentId: opinionAuthors.residentId })
    .from(opinionTranscripts)
    .innerJoin(opinions, and(eq(opinions.id, opinionTranscripts.opinionId), eq(opinions.state, 'received')))
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(
      and(
        ne(opinionTranscripts.source, 'machine'),
        isNull(opinionTranscripts.askedAt),
        isNull(opinionTranscripts.confirmedAt),
        isNull(opinionTranscripts.rejectedAt),
        gt(opinionTranscripts.writtenAt, page.since),
        page.residentId === undefined ? undefined : eq(opinionAuthors.residentId, page.residentId),
        sql`not exists (select 1 from opinion_transcripts later where later.opinion_id = ${opinionTranscripts.opinionId}
          and later.attachment_id = ${opinionTranscripts.attachmentId} and later.seq > ${opinionTranscripts.seq})`,
      ),
    )
    .orderBy(asc(opinionTranscripts.writtenAt), asc(opinionTranscripts.opinionId), asc(opinionTranscripts.attachmentId))
    .limit(page.limit)
    .for('update', { of: opinionTranscripts, skipLocked: true })
  return rows.map(({ transcript, residentId }) => ({
    opinionId: transcript.opinionId,
    attachmentId: transcript.attachmentId,
    seq: transcript.seq,
    residentId,
    text: openTranscript(keyring, transcript.opinionId, transcript),
    writtenAt: transcript.writtenAt,
  }))
}
