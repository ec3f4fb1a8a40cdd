import type { Scope } from '../database/index.ts'
import { noteAccountEvent } from './account-events-store.ts'
import { closeWay, openWay } from './closed-ways-store.ts'

type Told = Parameters<typeof noteAccountEvent>[1]

const goneStates: ReadonlySet<unknown> = new Set(['REJECT', 'DISABLE', 'DELETE'])

/**
 * What a platform told of an account: kept as far as it is asked about later, and taken to heart where it closes or
 * opens a way. A larger quota of templates counts at once.
 */
export const readAccountEvent = async (scope: Scope, event: Told): Promise<void> => {
  await noteAccountEvent(scope, event)
  const { accountId, at, name, values } = event
  const { templateId, next, previous } = values
  if (name === 'change_template_status' && templateId !== undefined) {
    const what = `template:${templateId}`
    if (goneStates.has(next)) await closeWay(scope.tx, { accountId, what, why: String(next), since: at, until: null })
    else if (next === 'ENABLE') await openWay(scope.tx, accountId, what)
  }
  if (name === 'change_oa_daily_quota' && Number(next) > Number(previous)) {
    await openWay(scope.tx, accountId, 'templates')
  }
}
