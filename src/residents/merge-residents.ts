import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { moveEntries } from './number-store.ts'
import type { Mover } from './personal-data.ts'
import { deleteResident, lockResidents, moveToResident, updateResident, type ResidentRow } from './resident-store.ts'

const later = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other > one) ? other : one

/** What the one who stays takes over: the gaps, and of two mutes or stops the stricter one. */
const inherited = (stays: ResidentRow, goes: ResidentRow) => {
  const mute = later(stays.mutedUntil, goes.mutedUntil) === stays.mutedUntil ? stays : goes
  const home = stays.unitId === null ? goes : stays
  const followedUnitId = stays.followedUnitId ?? goes.followedUnitId
  return {
    unitId: home.unitId,
    groupUnitId: home.groupUnitId,
    unitChosenAt: home.unitChosenAt,
    followedUnitId: followedUnitId === home.unitId ? null : followedUnitId,
    noticesStoppedAt: stays.noticesStoppedAt ?? goes.noticesStoppedAt,
    mutedUntil: mute.mutedUntil,
    mutedWhy: mute.mutedWhy,
    mutedBy: mute.mutedBy,
    muteContestedAt: mute.muteContestedAt,
    ...(stays.voterCheckedAt === null
      ? { voterCheckedAt: goes.voterCheckedAt, voterCheckedBy: goes.voterCheckedBy }
      : {}),
  }
}

/** Two residents turn out to be one person. The first goes: contacts, consents and records become the other's. */
export const mergeResidents = async (
  scope: Scope,
  fromId: string,
  toId: string,
  movers: readonly Mover[],
): Promise<void> => {
  const { tx, clock } = scope
  const rows = await lockResidents(tx, [fromId, toId])
  const [goes, stays] = [fromId, toId].map((id) => rows.find((row) => row.id === id))
  if (!goes || !stays) {
    throw new AppError('CONFLICT', 'one of two residents left meanwhile', { phrase: 'errors:conflict' })
  }
  await updateResident(tx, toId, inherited(stays, goes), clock.now())
  await moveToResident(tx, fromId, toId)
  await moveEntries(tx, fromId, toId)
  for (const mover of movers) await mover.move(scope, fromId, toId)
  await deleteResident(tx, fromId)
  await recordAudit(scope, {
    action: 'resident.joined',
    subject: { kind: 'resident', id: toId },
    details: { from: fromId },
  })
}
