import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { addDays, vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { wordsTo } from './ask-author.ts'
import { insertDisclosure, lockLiveDisclosure } from './disclosure-store.ts'
import { lockForFront } from './lock-for-front.ts'
import { possibleReaders } from './reader-views.ts'
import { sealPrivate } from './sealed-privacy.ts'

export const disclosureDaysMax = 180
const readersMax = 5
export const purposeMax = 500

export type AskIdentity = {
  readonly opinionId: string
  /** What for, in the words that the author reads. */
  readonly purpose: string
  /** Officers who will read it, and nobody else. */
  readonly readers: readonly string[]
  /** The last day, 2026-12-31. */
  readonly until: PlainDate
}

const refuse = (phrase: string, field: string, values: Record<string, number> = {}): AppError =>
  new AppError('INVALID', `an identity asked for wrongly: ${field}`, { phrase, field, values })

/** Asks an author whether these officers may know who they are, for this purpose, until this day. Nothing opens by it. */
export const askIdentity = async (scope: Scope, input: AskIdentity): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForFront(scope, input.opinionId)
  const purpose = wordsTo(input.purpose, purposeMax, 'purpose')
  const readers = [...new Set(input.readers)]
  const possible = new Set((await possibleReaders(scope.tx, unitPath)).map(({ id }) => id))
  if (readers.length === 0 || readers.some((id) => !possible.has(id)))
    throw refuse('privacy:identity.readers', 'readers')
  if (readers.length > readersMax) throw refuse('privacy:identity.manyReaders', 'readers', { max: readersMax })
  const now = scope.clock.now()
  const today = vietnamDate(now)
  if (input.until < today || input.until > addDays(today, disclosureDaysMax)) {
    throw refuse('privacy:identity.until', 'until', { max: disclosureDaysMax })
  }
  if (row.naming === 'anonymous' || row.authorId === null) {
    throw new AppError('PRECONDITION', 'nobody is known', { phrase: 'privacy:identity.nobody' })
  }
  if (await lockLiveDisclosure(scope.tx, row.id)) {
    throw new AppError('PRECONDITION', 'one lives already', { phrase: 'privacy:identity.live' })
  }
  const id = newId()
  const sealed = sealPrivate(scope.keyring, 'disclosures.purpose', id, purpose)
  await insertDisclosure(
    scope.tx,
    { id, opinionId: row.id, purpose: sealed, askedBy: officerId, askedAt: now, until: input.until },
    readers,
  )
  await recordAudit(scope, {
    action: 'identity.asked',
    subject: { kind: 'disclosure', id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { opinion: row.id, readers, until: input.until },
  })
  return id
}
