import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { systemActor } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { indexOpinion } from '../index-words.ts'
import { lockOwnOpinion } from '../own-opinion.ts'
import { settleTranscript, transcriptRows, type TranscriptKey } from './transcript-store.ts'

const over = (): AppError => new AppError('PRECONDITION', 'no transcript that waits', { phrase: 'triage:voice.over' })

const answer = async (scope: Scope, key: TranscriptKey, isRight: boolean): Promise<void> => {
  const row = await lockOwnOpinion(scope, { opinionId: key.opinionId })
  if (row.state !== 'received') throw over()
  const versions = (await transcriptRows(scope.tx, [row.id])).filter((one) => one.attachmentId === key.attachmentId)
  // What an officer has written anew meanwhile is asked about by itself.
  if (versions.at(-1)?.seq !== key.seq) throw over()
  const now = scope.clock.now()
  const isFirst = await settleTranscript(scope.tx, key, isRight ? { confirmedAt: now } : { rejectedAt: now })
  if (!isFirst) throw over()
  await indexOpinion(scope.tx, scope.keyring, row.id)
  // Audited without the person: the log tells what was said of it, and never by whom.
  await recordAudit(
    { ...scope, actor: systemActor('author') },
    {
      action: isRight ? 'opinion.transcript-confirmed' : 'opinion.transcript-rejected',
      subject: { kind: 'opinion', id: row.id },
      unitId: row.unitId,
      details: { attachment: key.attachmentId, seq: key.seq },
    },
  )
}

/** The author says that these are their words. */
export const confirmTranscript = async (scope: Scope, key: TranscriptKey): Promise<void> =>
  await answer(scope, key, true)

/** The author says that they are not: nobody reads them in the author's name any more. Their own words are a new wording. */
export const rejectTranscript = async (scope: Scope, key: TranscriptKey): Promise<void> =>
  await answer(scope, key, false)
