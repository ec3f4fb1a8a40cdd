import { readAttachmentSummary } from '../../attachments/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { lockForFront } from '../privacy/lock-for-front.ts'
import { insertTranscript, transcriptRows, type TranscriptRow } from './transcript-store.ts'
import { isFileOf } from './transcript-views.ts'

/** Ten minutes of speech have about so many characters. */
export const transcriptMax = 10_000

const badWords = (): AppError =>
  new AppError('INVALID', 'a transcript without words, or of too many', {
    phrase: 'triage:voice.bad',
    values: { max: transcriptMax },
    field: 'text',
  })

export const transcriptWords = (given: string): string => {
  const text = normaliseText(given).trim()
  if (text === '' || text.length > transcriptMax) throw badWords()
  return text
}

const requireVoice = async (scope: Scope, opinionId: string, attachmentId: string): Promise<void> => {
  const isTheirs = isId(attachmentId) && (await isFileOf(scope.tx, opinionId, attachmentId))
  const file = isTheirs
    ? await readAttachmentSummary({ database: scope.tx, keyring: scope.keyring }, attachmentId)
    : undefined
  if (file?.state === 'stored' && file.mediaType?.startsWith('audio/')) return
  throw new AppError('NOT_FOUND', 'no such voice message', { phrase: 'errors:notFound' })
}

const requireNewest = (newest: TranscriptRow | undefined, from: number | undefined): void => {
  if (newest?.confirmedAt) {
    throw new AppError('PRECONDITION', 'its author has confirmed it', { phrase: 'triage:voice.isConfirmed' })
  }
  if ((newest?.seq ?? 0) !== (from ?? 0)) {
    throw new AppError('CONFLICT', 'somebody has written it down meanwhile', { phrase: 'triage:voice.changed' })
  }
}

export type WriteTranscript = {
  readonly opinionId: string
  readonly attachmentId: string
  readonly text: string
  /** The number of the newest that the officer saw, a machine's for instance; left out where there was none. */
  readonly from?: number
}

/** A Front officer writes down what a voice message says, or corrects what stands there. What stood there is kept. */
export const writeTranscript = async (scope: Scope, input: WriteTranscript): Promise<number> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForFront(scope, input.opinionId)
  const { attachmentId } = input
  await requireVoice(scope, row.id, attachmentId)
  const text = transcriptWords(input.text)
  const newest = (await transcriptRows(scope.tx, [row.id])).findLast((one) => one.attachmentId === attachmentId)
  requireNewest(newest, input.from)
  const seq = (newest?.seq ?? 0) + 1
  const source = newest === undefined || newest.source === 'officer' ? 'officer' : 'corrected'
  const key = { opinionId: row.id, attachmentId, seq }
  await insertTranscript(scope.tx, scope.keyring, {
    ...key,
    source,
    text,
    writtenBy: officerId,
    writtenAt: scope.clock.now(),
  })
  await recordAudit(scope, {
    action: 'opinion.transcribed',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { attachment: attachmentId, seq, source },
  })
  return seq
}
