import { countAnswering, type Standing } from '../../answers/index.ts'
import type { SignedIn } from '../../officers/index.ts'
import type { Door } from '../door.ts'
import { exceptOwn } from '../home/except-own.ts'
import type { Waiting } from '../home/waiting.ts'
import { unitsOf } from '../navigation.ts'
import type { View } from '../view.ts'
import { answersPath } from './parts.ts'

/** Answers that wait for this officer: to be approved, written better, or given again. */
export const answersAtHome = async (door: Door, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  const count = async <Asked extends Standing>(
    roles: Parameters<typeof unitsOf>[1],
    asked: readonly Asked[],
    exceptBy: string | null = null,
  ) => {
    const unitIds = unitsOf(signedIn, roles)
    return unitIds.length === 0 ? null : await countAnswering(door.house.database, unitIds, asked, exceptBy)
  }
  const [approving, writing] = await Promise.all([
    count(['approver'], ['asked'], await exceptOwn(door, view, signedIn)),
    count(['front_officer', 'leader', 'responder'], ['reopened', 'sent_back']),
  ])
  const waits: readonly (readonly [Standing, number])[] = [
    ['asked', approving?.asked ?? 0],
    ['reopened', writing?.reopened ?? 0],
    ['sent_back', writing?.sent_back ?? 0],
  ]
  return waits.flatMap(([standing, number]) => {
    if (number === 0) return []
    const label = view.t(`answers:home.${standing as 'asked' | 'reopened' | 'sent_back'}`, { count: number })
    return [{ path: `${answersPath}?standing=${standing}`, count: number, label, tone: 'warn' as const }]
  })
}
