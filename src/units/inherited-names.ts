import type { Transaction } from '../database/index.ts'
import { passedOn, type UnitChange } from './unit-change.ts'
import { namesOf, type NewUnitName } from './unit-name-store.ts'
import type { Heirloom } from './following-groups.ts'

/** Every name that led to the old unit leads to its heirs from that day on. */
export const inheritedNames = async (
  tx: Transaction,
  moves: readonly Heirloom[],
  { effectiveOn: since, source }: UnitChange,
): Promise<NewUnitName[]> => {
  const names = await namesOf(tx, [...new Set(moves.map(({ fromId }) => fromId))])
  const inherited = moves
    .filter(({ fromId, toId }) => fromId !== toId)
    .flatMap(({ fromId, toId, share }) =>
      names
        .filter(({ unitId }) => unitId === fromId)
        .map((known): NewUnitName => {
          const passed = known.kind === 'old' && known.share ? passedOn(known.share, share) : share
          const { type, fullName, folded, district, districtFolded, province, provinceFolded } = known
          const name = { type, fullName, folded, district, districtFolded, province, provinceFolded }
          return { ...name, unitId: toId, kind: 'old', share: passed, since, source }
        }),
    )
  // Two old units may have borne one name ("Tổ 5" of two wards): then it is open how much of it came here.
  const merged = Map.groupBy(inherited, (name) => [name.unitId, name.fullName, name.district, name.province].join('|'))
  return [...merged.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    return [others.some(({ share }) => share !== first.share) ? { ...first, share: 'unknown' as const } : first]
  })
}
