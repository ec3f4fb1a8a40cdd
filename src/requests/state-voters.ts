import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { readPlainDate, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { newId } from '../kernel/ids.ts'
import { setVoters } from '../units/index.ts'
import { requireLine } from './read-line.ts'
import { lockOpenOf } from './request-store.ts'
import { settleReached } from './settle-reached.ts'
import { insertVoterCount } from './voter-store.ts'
import { wrongField } from './wrong-field.ts'

export const sourceMax = 200

/** States how many voters a commune has, with the paper that says so and its day: without them no share is computed. */
export const stateVoters = async (
  scope: Scope,
  input: {
    readonly unitId: string
    readonly voters: number
    readonly source: string
    /** `YYYY-MM-DD` */
    readonly asOf: string
  },
): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const { unitId, voters } = input
  await setVoters(scope, { unitId, voters })
  const source = requireLine(input.source, { field: 'source', max: sourceMax })
  const now = scope.clock.now()
  const asOf = readPlainDate(input.asOf)
  if (!asOf) throw wrongField('asOf', 'noDay')
  if (asOf > vietnamDate(now)) throw wrongField('asOf', 'future')
  const rows = await lockOpenOf(scope.tx, unitId)
  await insertVoterCount(scope.tx, { id: newId(), unitId, voters, source, asOf, statedBy: officerId, statedAt: now })
  for (const row of rows) await settleReached(scope, row)
  await recordAudit(scope, {
    action: 'unit.voters_stated',
    subject: { kind: 'unit', id: unitId },
    unitId,
    details: { voters, asOf },
  })
}
