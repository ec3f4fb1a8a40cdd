import type { SignedIn } from '../../officers/index.ts'
import { countPlansAsked } from '../../plans/index.ts'
import { countSynthesesAsked } from '../../reports/index.ts'
import { countSheetsAsked } from '../../statistics/index.ts'
import type { Door } from '../door.ts'
import { unitsOf } from '../navigation.ts'
import type { View } from '../view.ts'
import { exceptOwn } from './except-own.ts'
import type { Waiting } from './waiting.ts'

/** Plans and reports that wait for this officer's approval. */
export const papersWaiting = async (door: Door, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  const unitIds = unitsOf(signedIn, ['approver'])
  if (unitIds.length === 0) return []
  const { database } = door.house
  const asked = { unitIds, exceptBy: await exceptOwn(door, view, signedIn) }
  const [plans, reports, sheets] = await Promise.all([
    countPlansAsked(database, asked),
    countSynthesesAsked(database, asked),
    countSheetsAsked(database, asked),
  ])
  const waits = [
    { path: '/console/plans', count: plans, label: view.t('plans:home.asked', { count: plans }) },
    { path: '/console/syntheses', count: reports, label: view.t('reports:home.asked', { count: reports }) },
    { path: '/console/statistics/past', count: sheets, label: view.t('statistics:home.asked', { count: sheets }) },
  ]
  return waits.filter(({ count }) => count > 0).map((one) => ({ ...one, tone: 'warn' }))
}
