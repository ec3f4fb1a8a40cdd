import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Share } from './unit.ts'

/** A unit that a resolution sets up. */
export type OpenedUnit = {
  /** Names it within this change. */
  readonly key: string
  /** The official code, five digits; for communes only. */
  readonly code?: string
  readonly parentId: string
  /** With the word for its kind: "Phường Cửa Nam". */
  readonly fullName: string
  readonly population?: number
  readonly areaKm2?: number
  readonly voters?: number
}

/** What of a unit goes where: `to` is the key of an opened unit or the id of one that goes on. */
export type UnitMove = { readonly fromId: string; readonly to: string; readonly share: Share }

/**
 * A merger, a split or a shift of a boundary, as a resolution orders it. Every unit named in `fromId` ends on
 * `effectiveOn`, unless it is itself among the heirs ("A keeps the rest, B gets a part").
 */
export type UnitChange = {
  readonly effectiveOn: PlainDate
  /** Number and date of the resolution. */
  readonly source: string
  readonly opens: readonly OpenedUnit[]
  readonly moves: readonly UnitMove[]
}

export type UnitChangeFault =
  | 'nothing_to_do'
  | 'no_source'
  | 'key_twice'
  | 'opened_without_move'
  | 'move_twice'
  | 'whole_and_more'
  | 'several_rests'
  | 'part_alone'
  | 'stays_as_it_is'

const faultOfShares = (moves: readonly UnitMove[]): UnitChangeFault | undefined => {
  const count = (share: Share): number => moves.filter((move) => move.share === share).length
  if (new Set(moves.map(({ to }) => to)).size < moves.length) return 'move_twice'
  if (count('whole') > 0 && moves.length > 1) return 'whole_and_more'
  if (count('rest') > 1) return 'several_rests'
  if (moves.length === 1 && count('whole') === 0) return 'part_alone'
  if (moves.length === 1 && moves[0]?.to === moves[0]?.fromId) return 'stays_as_it_is'
  return undefined
}

/** The first thing in a change that contradicts itself; the register is not asked here. */
export const faultOfChange = ({ source, opens, moves }: UnitChange): UnitChangeFault | undefined => {
  if (moves.length === 0) return 'nothing_to_do'
  if (source.trim() === '') return 'no_source'
  if (new Set(opens.map(({ key }) => key)).size < opens.length) return 'key_twice'
  if (opens.some(({ key }) => !moves.some(({ to }) => to === key))) return 'opened_without_move'
  for (const parts of Map.groupBy(moves, ({ fromId }) => fromId).values()) {
    const fault = faultOfShares(parts)
    if (fault) return fault
  }
  return undefined
}

/** Share of an old name after a second change: only a whole one keeps what was known. */
export const passedOn = (first: Share, second: Share): Share =>
  first === 'whole' ? second : second === 'whole' ? first : 'unknown'
