import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { readPlainDate, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { newId } from '../kernel/ids.ts'
import { deleteSlip, insertSheet, insertSlips, knownSlips } from './join-store.ts'
import { requireLine } from './read-line.ts'
import { listSlips, readSlips } from './read-slips.ts'
import { labelMax } from './request.ts'
import { settleReached } from './settle-reached.ts'
import { takeRequest } from './take-request.ts'
import { wrongField } from './wrong-field.ts'

type Sheet = {
  readonly requestId: string
  readonly label: string
  /** `YYYY-MM-DD` */
  readonly collectedOn: string
  /** "1-20, 23" */
  readonly slips: string
  /** The officer has compared each signature with the voter list. */
  readonly isChecked: boolean
}

/**
 * Enters the slips of a paper list that an officer compared with the voter list: numbers only, no name. A slip counts
 * once; those that were entered before are named, and nothing of the sheet is kept then. Returns how many were entered.
 */
export const enterSheet = async (scope: Scope, input: Sheet): Promise<number> => {
  const taken = await takeRequest(scope, { id: input.requestId }, { states: ['open', 'reached'] })
  const { row, officerId } = taken
  const label = requireLine(input.label, { field: 'label', max: labelMax })
  const now = scope.clock.now()
  const collectedOn = readPlainDate(input.collectedOn)
  if (!collectedOn) throw wrongField('collectedOn', 'noDay')
  if (collectedOn > vietnamDate(now)) throw wrongField('collectedOn', 'future')
  const slips = readSlips(input.slips)
  if (!input.isChecked) throw wrongField('isChecked', 'notChecked')
  const known = await knownSlips(scope.tx, row.id, slips)
  const [first] = known
  if (first) {
    throw wrongField('slips', 'known', { slips: listSlips(known.map(({ slip }) => slip)), sheet: first.sheet })
  }
  const sheetId = newId()
  const sheet = { id: sheetId, requestId: row.id, label, collectedOn, enteredBy: officerId, enteredAt: now }
  if (!(await insertSheet(scope.tx, sheet))) throw wrongField('label', 'knownSheet')
  await insertSlips(
    scope.tx,
    slips.map((slip) => ({ id: newId(), requestId: row.id, slip, sheetId, joinedAt: now, toldStep: 0 })),
  )
  await settleReached(scope, row)
  await recordAudit(scope, {
    action: 'dialogue_request.sheet_entered',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
    details: { sheetId, count: slips.length, collectedOn },
  })
  return slips.length
}

/** Strikes a slip that was entered by mistake. */
export const strikeSlip = async (
  scope: Scope,
  input: { readonly requestId: string; readonly slip: number },
): Promise<void> => {
  const { row } = await takeRequest(scope, { id: input.requestId }, { states: ['open', 'reached'] })
  if (!Number.isSafeInteger(input.slip) || !(await deleteSlip(scope.tx, row.id, input.slip))) {
    throw wrongField('slip', 'noSuchSlip')
  }
  await settleReached(scope, row)
  await recordAudit(scope, {
    action: 'dialogue_request.slip_struck',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
    details: { slip: input.slip },
  })
}
