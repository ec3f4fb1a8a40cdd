import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { newId } from '../kernel/ids.ts'
import type { NewUnit } from './unit-store.ts'
import type { Unit } from './unit-views.ts'
import type { Share } from './unit.ts'

/** What of a unit goes to which other one, by their ids. */
export type Heirloom = { readonly fromId: string; readonly toId: string; readonly share: Share }

type Followed = { readonly rows: NewUnit[]; readonly moves: Heirloom[] }

const nameKey = (heirId: string, fullName: string): string => `${heirId} ${fullName.toLocaleLowerCase('vi')}`

/**
 * Villages and ward groups of units that end. Below an heir that takes their commune whole they go on as they are; two
 * of one name are told apart by the former commune ("Tổ 5 (Phường A cũ)"). Of a divided commune nobody knows which
 * group went where, so all heirs stay possible.
 */
export const followingGroups = (
  groups: readonly Unit[],
  communeMoves: readonly Heirloom[],
  places: {
    /** Ended communes by id. */
    readonly ended: ReadonlyMap<string, Unit>
    readonly heirs: ReadonlyMap<string, NewUnit | Unit>
    /** Groups that the heirs have already. */
    readonly present: readonly Unit[]
  },
  day: PlainDate,
): Followed => {
  const used = new Set(places.present.map(({ parentId, fullName }) => nameKey(parentId ?? '', fullName)))
  const rows: NewUnit[] = []
  const moves: Heirloom[] = []
  for (const group of groups) {
    const own = communeMoves.filter(({ fromId }) => fromId === group.parentId)
    const [only] = own
    const heir = places.heirs.get(only?.toId ?? '')
    if (only?.share !== 'whole' || !heir) {
      moves.push(...own.map(({ toId }) => ({ fromId: group.id, toId, share: 'unknown' as const })))
      continue
    }
    const id = newId()
    const clash = used.has(nameKey(heir.id, group.fullName))
    const origin = clash ? ` (${places.ended.get(group.parentId ?? '')?.fullName ?? ''} cũ)` : ''
    const { level, type, folded, population, voters, areaKm2 } = group
    const name = group.name + origin
    const fullName = group.fullName + origin
    const place = { id, code: null, parentId: heir.id, path: [...heir.path, id], validFrom: day }
    rows.push({ ...place, level, type, name, fullName, folded, population, voters, areaKm2 })
    moves.push({ fromId: group.id, toId: id, share: 'whole' })
    used.add(nameKey(heir.id, fullName))
  }
  return { rows, moves }
}
