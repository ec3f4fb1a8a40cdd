import type { Queryable } from '../../database/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { SignedIn } from '../../officers/index.ts'
import { openRequests, requestsForResponder, standingOf } from '../../preparation/index.ts'
import type { Waiting } from '../home/waiting.ts'
import { unitsOf } from '../navigation.ts'
import type { View } from '../view.ts'
import { pathOf } from './frame.ts'

/** What agencies still owe the Front, a line each session, and what is owed by whoever reads this. */
export const requestsAtHome = async (database: Queryable, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  const today = vietnamDate(view.now)
  const own = signedIn.grants.filter(({ role }) => role === 'responder').map(({ unitId }) => unitId)
  const { officerId } = signedIn.actor
  const mine = (own.length === 0 ? [] : await requestsForResponder(database, { unitIds: own, officerId })).filter(
    ({ state }) => state === 'asked',
  )
  const units = unitsOf(signedIn, ['front_officer'])
  const open = units.length === 0 ? [] : await openRequests(database, units)
  const isLate = (one: (typeof open)[number]): boolean => standingOf(one, today) === 'late'
  return [
    ...(mine.length === 0
      ? []
      : [
          {
            path: '/console/requests',
            count: mine.length,
            label: view.t('preparation:home.mine', { count: mine.length }),
            tone: mine.some(isLate) ? ('bad' as const) : ('warn' as const),
          },
        ]),
    ...[...Map.groupBy(open, ({ dialogueId }) => dialogueId)].map(([dialogueId, group]) => {
      const late = group.filter(isLate).length
      const title = group[0]?.sessionTitle ?? ''
      return {
        path: pathOf(dialogueId, 'requests'),
        count: group.length,
        label: view.t('preparation:home.requests', { count: group.length }),
        detail: late === 0 ? title : `${title} · ${view.t('preparation:home.late', { count: late })}`,
        tone: late === 0 ? ('plain' as const) : ('bad' as const),
      }
    }),
  ]
}
