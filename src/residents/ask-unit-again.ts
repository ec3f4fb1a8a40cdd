import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { atVietnamTime, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { concernedUnits, findUnit, type ConcernedUnit } from '../units/index.ts'
import { preferredContacts, type ReachableContact } from './audience-views.ts'
import { noteUnitQuestions } from './unit-question-store.ts'

/** Somebody to be asked where they belong now, on the contact that suits best. */
export type AskedAgain = ReachableContact & {
  readonly oldUnitId: string
  readonly oldName: string
  readonly heirs: ConcernedUnit['heirs']
}

/**
 * After mergers and splits: whom to ask for their unit. Each is noted as asked, once for each old unit, whether or not
 * a message can reach them; nobody is moved. At most `limit` people a call: call until `noted` is none.
 */
export const askUnitAgain = async (
  scope: Scope,
  input: { readonly limit: number },
): Promise<{ readonly noted: number; readonly asked: readonly AskedAgain[] }> => {
  requireSystem(scope.actor)
  const { tx, clock } = scope
  const now = clock.now()
  const asked: AskedAgain[] = []
  let noted = 0
  for (const { unitId, heirs, effectiveOn } of await concernedUnits(tx, { on: vietnamDate(now) })) {
    const change = { unitId, inForceAt: atVietnamTime(effectiveOn as PlainDate, '00:00') }
    const residentIds = await noteUnitQuestions(tx, change, now, input.limit - noted)
    if (residentIds.length === 0) continue
    noted += residentIds.length
    const oldName = (await findUnit(tx, unitId))?.fullName ?? unitId
    const contacts = await preferredContacts(tx, residentIds)
    asked.push(...contacts.map((contact) => ({ ...contact, oldUnitId: unitId, oldName, heirs })))
    if (noted >= input.limit) break
  }
  return { noted, asked }
}
