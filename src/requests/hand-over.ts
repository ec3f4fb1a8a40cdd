import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { readPlainDate, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { addresseeMax, letterWordsMax, numberMax, signerMax } from './letter.ts'
import { approveLetterRow, saveLetterRow } from './letter-store.ts'
import { findLetter } from './letter-views.ts'
import { requireLine, requireText } from './read-line.ts'
import { changeRequest } from './request-store.ts'
import { readStanding } from './standing-views.ts'
import { takeRequest, type TakenRequest } from './take-request.ts'
import { changedMeanwhile, wrongField } from './wrong-field.ts'

type LetterInput = {
  readonly requestId: string
  /** The letter's own; 0 for the first. */
  readonly version: number
  readonly number: string
  /** `YYYY-MM-DD` */
  readonly dated: string
  readonly addressee: string
  readonly signer: string
  readonly words: string
}

const handedOverStep = 3

const reachedStanding = async (scope: Scope, { row }: TakenRequest) => {
  const standing = await readStanding(scope.tx, row, vietnamDate(scope.clock.now()))
  const { rule, base, lacking } = standing
  if (!rule || !base || lacking !== 0) {
    throw new AppError('PRECONDITION', 'the legal share is not there', { phrase: 'requests:letter.notReached' })
  }
  return { ...standing, rule, base }
}

/** Writes the document that hands the request over, with the figures of today; again, until somebody has approved it. */
export const writeLetter = async (scope: Scope, input: LetterInput): Promise<void> => {
  const taken = await takeRequest(scope, { id: input.requestId }, { states: ['reached'] })
  const { row, officerId } = taken
  const known = await findLetter(scope.tx, row.id)
  if ((known?.version ?? 0) !== input.version) throw changedMeanwhile()
  const number = requireLine(input.number, { field: 'number', max: numberMax })
  const dated = readPlainDate(input.dated)
  if (!dated) throw wrongField('dated', 'noDay')
  const addressee = requireLine(input.addressee, { field: 'addressee', max: addresseeMax })
  const signer = requireLine(input.signer, { field: 'signer', max: signerMax })
  const words = requireText(input.words, { field: 'words', max: letterWordsMax })
  const { joined, verified, onPaper, base, rule } = await reachedStanding(scope, taken)
  await saveLetterRow(scope.tx, {
    requestId: row.id,
    number,
    dated,
    addressee,
    signer,
    words,
    joined,
    verified,
    onPaper,
    voters: base.voters,
    votersSource: base.source,
    votersAsOf: base.asOf,
    percent: rule.percent,
    legalSource: rule.source,
    writtenBy: officerId,
    writtenAt: scope.clock.now(),
  })
  await recordAudit(scope, {
    action: 'dialogue_request.letter_written',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
    details: { verified, onPaper, voters: base.voters },
  })
}

/** A second person has read the document: it is handed over now, and everybody who joined is told. */
export const handOverRequest = async (
  scope: Scope,
  input: { readonly requestId: string; readonly version: number; readonly aloneBecause?: string },
): Promise<void> => {
  const taken = await takeRequest(scope, { id: input.requestId }, { states: ['reached'], roles: ['approver'] })
  const { row, unit, officerId } = taken
  const letter = await findLetter(scope.tx, row.id)
  if (!letter) throw new AppError('PRECONDITION', 'no letter was written', { phrase: 'requests:letter.none' })
  if (letter.version !== input.version) throw changedMeanwhile()
  const { verified, onPaper } = await reachedStanding(scope, taken)
  if (verified + onPaper < letter.verified + letter.onPaper) {
    throw new AppError('CONFLICT', 'fewer voters than the letter says', { phrase: 'requests:letter.fewer' })
  }
  const aloneBecause = await requireSecondPerson(scope, {
    officerId,
    writtenBy: letter.writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const now = scope.clock.now()
  await approveLetterRow(scope.tx, row.id, { approvedBy: officerId, approvedAt: now, aloneBecause })
  await changeRequest(scope.tx, row.id, {
    state: 'handed_over',
    handedOverAt: now,
    step: handedOverStep,
    steppedAt: now,
  })
  await recordAudit(scope, {
    action: 'dialogue_request.handed_over',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
    details: {
      verified: letter.verified,
      onPaper: letter.onPaper,
      voters: letter.voters,
      alone: aloneBecause !== null,
    },
  })
}
