import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { sealSynthesis } from './sealed-columns.ts'
import { updateWindow } from './sealed-store.ts'
import { findWindow, readLog } from './sealed-views.ts'
import { requireState, requireVersion, takeAsReader, takeWindow } from './take-window.ts'
import { synthesisMax, type SealedWindow } from './window.ts'

type Step = { readonly id: string; readonly version: number }

/** A reader writes down what was read, in their own words: the only thing that leaves the window. */
export const writeSynthesis = async (
  scope: Scope,
  input: Step & {
    readonly text: string
    /** Letters that were read, and that no two keys opened. */
    readonly read: number
    readonly unreadable: number
  },
): Promise<SealedWindow> => {
  const { one, officer } = await takeAsReader(scope, input.id)
  requireVersion(one, input.version)
  requireState(one, ['closed'])
  const text = normaliseText(input.text).trim()
  if (text === '' || text.length > synthesisMax) {
    throw new AppError('INVALID', `a synthesis of ${text.length} characters`, {
      phrase: 'sealed:wrong.synthesis',
      values: { max: synthesisMax },
      field: 'text',
    })
  }
  const { read, unreadable } = input
  const all = (await readLog(scope.tx, one.id)).length
  const areCounts = [read, unreadable].every((count) => Number.isSafeInteger(count) && count >= 0)
  if (!areCounts || read + unreadable !== all) {
    throw new AppError('INVALID', `${read} and ${unreadable} of ${all} letters`, {
      phrase: 'sealed:wrong.completeness',
      values: { all },
      field: 'read',
    })
  }
  const synthesis = sealSynthesis(scope.keyring, one.id, text)
  await updateWindow(scope.tx, one.id, {
    synthesis,
    synthesisBy: officer.officerId,
    readCount: read,
    unreadableCount: unreadable,
  })
  await recordAudit(scope, {
    action: 'sealed.synthesis_written',
    subject: { kind: 'sealed_window', id: one.id },
    unitId: one.unitId,
    details: { read, unreadable },
  })
  return (await findWindow(scope.tx, one.id)) ?? one
}

/** A second person releases the synthesis: the size of the log may be told from then on. */
export const releaseSynthesis = async (
  scope: Scope,
  input: Step & { readonly aloneBecause?: string },
): Promise<SealedWindow> => {
  const { one, officer, unit } = await takeWindow(scope, input.id, ['approver'])
  requireVersion(one, input.version)
  requireState(one, ['closed'])
  if (one.synthesisBy === null) {
    throw new AppError('PRECONDITION', `window ${one.id} has no synthesis`, { phrase: 'sealed:cannot.noSynthesis' })
  }
  const { officerId } = officer
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy: one.synthesisBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  await updateWindow(scope.tx, one.id, { state: 'released', releasedBy: officerId, releasedAt: scope.clock.now() })
  await recordAudit(scope, {
    action: approvalNote === null ? 'sealed.released' : 'sealed.released_alone',
    subject: { kind: 'sealed_window', id: one.id },
    unitId: one.unitId,
    details: { writtenBy: one.synthesisBy },
  })
  return (await findWindow(scope.tx, one.id)) ?? one
}
