import type { SignedIn } from '../../officers/index.ts'
import { countWaitingRequests } from '../../requests/index.ts'
import type { Door } from '../door.ts'
import type { Waiting } from '../home/waiting.ts'
import { unitsOf } from '../navigation.ts'
import type { View } from '../view.ts'
import { listPath } from './parts.ts'

/** Requests that wait for this officer: to be checked, written up or approved. */
export const dialogueRequestsAtHome = async (door: Door, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  const { officerId } = signedIn.actor
  const waiting = async (role: 'front_officer' | 'approver') => {
    const unitIds = unitsOf(signedIn, [role])
    return unitIds.length === 0 ? null : await countWaitingRequests(door.house.database, { unitIds, officerId })
  }
  const [own, others] = [await waiting('front_officer'), await waiting('approver')]
  const counts = { asked: own?.asked ?? 0, toWrite: own?.toWrite ?? 0, toApprove: others?.toApprove ?? 0 }
  return (['toApprove', 'toWrite', 'asked'] as const).flatMap((what) => {
    const count = counts[what]
    if (count === 0) return []
    return [{ path: listPath, count, label: view.t(`requests:home.${what}`, { count }), tone: 'warn' as const }]
  })
}
