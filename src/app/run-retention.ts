import { retainVoices } from '../answers/index.ts'
import { eraseAbandoned, type AttachmentStorage } from '../attachments/index.ts'
import { retainAnswers, retainInvitees } from '../attendance/index.ts'
import { recordAudit } from '../audit/index.ts'
import { pruneEntries, pruneVisitors } from '../channels/index.ts'
import { retainTellings } from '../conclusions/index.ts'
import { purgeHeld } from '../conversation/index.ts'
import { act, dropHistoryMonths, type House, type Scope } from '../database/index.ts'
import { forgetOldDrafts } from '../forms/index.ts'
import { retainHandoverTellings } from '../handover/index.ts'
import { pruneSeen } from '../inbox/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { retainSignInTraces } from '../officers/index.ts'
import { authorsAtOnce, retainAuthors } from '../questions/index.ts'
import { retainJoins } from '../requests/index.ts'
import { destroyEnvelopes } from '../sealed/index.ts'
import { retentionRules, type RetentionKind } from '../rules/index.ts'

type Parts = { readonly house: House; readonly storage: AttachmentStorage }

const dayMs = 86_400_000
const actor = systemActor('retention')

/** How each kind leaves; gives how much left. Each may run twice without harm. */
const purges: Readonly<Record<RetentionKind, (parts: Parts, days: number) => Promise<number>>> = {
  async 'opinion-authors'({ house }, days) {
    // Who was answered and what they thought of it leaves with who asked.
    await act(house, actor, async (scope) => {
      await retainVoices(scope, days)
      await retainTellings(scope, days)
      await retainHandoverTellings(scope, days)
    })
    for (let total = 0; ;) {
      const count = await act(house, actor, async (scope: Scope) => await retainAuthors(scope, days))
      total += count
      if (count < authorsAtOnce) return total
    }
  },
  'attendance-invitees': async ({ house }, days) =>
    await act(house, actor, async (scope) => await retainInvitees(scope, days)),
  'attendance-answers': async ({ house }, days) =>
    await act(house, actor, async (scope) => await retainAnswers(scope, days)),
  'request-joins': async ({ house }, days) => await act(house, actor, async (scope) => await retainJoins(scope, days)),
  'message-history': async ({ house }, days) =>
    await dropHistoryMonths(house.database, new Date(house.clock.now().getTime() - days * dayMs)),
  'inbox-seen': async ({ house }, days) => {
    await pruneSeen(house.database, new Date(house.clock.now().getTime() - days * dayMs))
    return 0
  },
  'held-texts': async ({ house }) =>
    (await purgeHeld(house.database, house.clock.now())) +
    (await act(house, actor, forgetOldDrafts)) +
    (await act(house, actor, destroyEnvelopes)),
  'unclaimed-files': async ({ house, storage }) => await eraseAbandoned(house, storage),
  'web-pages': async ({ house }) =>
    await act(house, actor, async ({ tx, clock }) => {
      await pruneVisitors(tx, clock.now())
      return await pruneEntries(tx, clock.now())
    }),
  'sign-in-traces': async ({ house }, days) =>
    await act(house, actor, async (scope) => await retainSignInTraces(scope, days)),
}

/** Goes through every kind that is switched on and writes down what left. One that fails does not hold up the others. */
export const runRetention = async (parts: Parts): Promise<void> => {
  const { house } = parts
  const failed: unknown[] = []
  for (const { kind, days, isOn } of await retentionRules(house.database)) {
    if (!isOn) continue
    try {
      const count = await purges[kind](parts, days)
      await act(house, actor, async (scope) => {
        await recordAudit(scope, {
          action: 'retention.run',
          subject: { kind: 'retention', id: kind },
          details: { count, days },
        })
      })
    } catch (error) {
      house.log.error({ kind, error: error instanceof Error ? error.name : 'unknown' }, 'a retention did not run')
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} kinds of records could not be gone through`)
}
