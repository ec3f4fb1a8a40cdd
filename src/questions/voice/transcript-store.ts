import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Queryable, Transaction } from '../../database/index.ts'
import { opinionTranscripts } from '../../database/tables/questions.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { indexOpinion } from '../index-words.ts'
import { sealTranscript } from '../sealed-columns.ts'

export type TranscriptRow = typeof opinionTranscripts.$inferSelect
export type TranscriptSource = 'officer' | 'machine' | 'corrected'
export type TranscriptKey = { readonly opinionId: string; readonly attachmentId: string; readonly seq: number }

const keyIs = (key: TranscriptKey) =>
  and(
    eq(opinionTranscripts.opinionId, key.opinionId),
    eq(opinionTranscripts.attachmentId, key.attachmentId),
    eq(opinionTranscripts.seq, key.seq),
  )

/** All that was ever written down of these opinions' voices, each voice from its first to its newest. */
export const transcriptRows = async (database: Queryable, opinionIds: readonly string[]): Promise<TranscriptRow[]> =>
  opinionIds.length === 0
    ? []
    : await database
        .select()
        .from(opinionTranscripts)
        .where(inArray(opinionTranscripts.opinionId, [...opinionIds]))
        .orderBy(asc(opinionTranscripts.opinionId), asc(opinionTranscripts.attachmentId), asc(opinionTranscripts.seq))

/** The opinion has to be locked: the number follows the newest. */
export const insertTranscript = async (
  tx: Transaction,
  keyring: Keyring,
  one: TranscriptKey & {
    readonly source: TranscriptSource
    readonly text: string
    readonly writtenBy: string | null
    readonly writtenAt: Date
  },
): Promise<void> => {
  await tx.insert(opinionTranscripts).values({ ...one, text: sealTranscript(keyring, one.opinionId, one, one.text) })
  await indexOpinion(tx, keyring, one.opinionId)
}

export const markTranscriptAsked = async (tx: Transaction, key: TranscriptKey, at: Date): Promise<void> => {
  await tx.update(opinionTranscripts).set({ askedAt: at }).where(keyIs(key))
}

/** What its author says of it, once; false when something was said before. */
export const settleTranscript = async (
  tx: Transaction,
  key: TranscriptKey,
  outcome: { readonly confirmedAt: Date } | { readonly rejectedAt: Date },
): Promise<boolean> => {
  const rows = await tx
    .update(opinionTranscripts)
    .set(outcome)
    .where(and(keyIs(key), isNull(opinionTranscripts.confirmedAt), isNull(opinionTranscripts.rejectedAt)))
    .returning({ seq: opinionTranscripts.seq })
  return rows.length === 1
}
