import { and, eq } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { opinionAttachments } from '../../database/tables/questions.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { openTranscript } from '../sealed-columns.ts'
import { transcriptRows, type TranscriptRow, type TranscriptSource } from './transcript-store.ts'

/** What one voice message says, as it was written down at one time. */
export type Transcript = {
  readonly attachmentId: string
  readonly seq: number
  readonly source: TranscriptSource
  readonly text: string
  readonly writtenAt: Date
  readonly isAsked: boolean
  readonly isConfirmed: boolean
  readonly isRejected: boolean
}

const open = (keyring: Keyring, row: TranscriptRow): Transcript => ({
  attachmentId: row.attachmentId,
  seq: row.seq,
  source: row.source as TranscriptSource,
  text: openTranscript(keyring, row.opinionId, row),
  writtenAt: row.writtenAt,
  isAsked: row.askedAt !== null,
  isConfirmed: row.confirmedAt !== null,
  isRejected: row.rejectedAt !== null,
})

/** Everything written down of an opinion's voices, oldest first; for the Front, which may hear them. */
export const transcriptsOf = async (database: Queryable, keyring: Keyring, id: string): Promise<Transcript[]> =>
  (await transcriptRows(database, [id])).map((row) => open(keyring, row))

const best = (rows: readonly TranscriptRow[]): TranscriptRow | undefined => {
  const last = rows.findLast((row) => row.confirmedAt !== null) ?? rows.at(-1)
  return last?.rejectedAt === null ? last : undefined
}

/**
 * What is read of each voice: what its author confirmed, else what was written last; nothing where the author said that
 * it is not right.
 */
export const heardOf = async (
  database: Queryable,
  keyring: Keyring,
  ids: readonly string[],
): Promise<Map<string, Transcript[]>> => {
  const byOpinion = Map.groupBy(await transcriptRows(database, ids), (row) => row.opinionId)
  return new Map(
    [...byOpinion].map(([id, rows]) => [
      id,
      [...Map.groupBy(rows, (row) => row.attachmentId).values()].flatMap((versions) => {
        const row = best(versions)
        return row ? [open(keyring, row)] : []
      }),
    ]),
  )
}

/** Whether a file belongs to an opinion. */
export const isFileOf = async (database: Queryable, opinionId: string, attachmentId: string): Promise<boolean> => {
  const rows = await database
    .select({ id: opinionAttachments.attachmentId })
    .from(opinionAttachments)
    .where(and(eq(opinionAttachments.opinionId, opinionId), eq(opinionAttachments.attachmentId, attachmentId)))
  return rows.length > 0
}
