import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Share, UnitType } from './unit.ts'

export type DatasetProvince = {
  /** Official code, two digits. */
  readonly code: string
  readonly type: UnitType
  readonly name: string
  readonly fullName: string
}

export type DatasetCommune = {
  /** Official code, five digits with leading zeros. */
  readonly code: string
  readonly provinceCode: string
  readonly type: UnitType
  readonly name: string
  readonly fullName: string
  readonly population?: number
  readonly areaKm2?: number
  readonly voters?: number
}

/** An old unit and one of the new units that took it over. */
export type DatasetOldName = {
  readonly type: UnitType
  readonly name: string
  readonly fullName: string
  readonly district: string
  readonly province: string
  readonly newCode: string
  readonly share: Share
}

/** A row of a source that could not be used, and why. */
export type DatasetFault = { readonly row: string; readonly why: string }

/** Places as they are imported: what stands in the sources, cleaned. */
export type Dataset = {
  readonly provinces: readonly DatasetProvince[]
  readonly communes: readonly DatasetCommune[]
  readonly oldNames: readonly DatasetOldName[]
  readonly faults: readonly DatasetFault[]
  /** From when these units hold: a calendar day in Vietnam. */
  readonly effectiveOn: PlainDate
  /** Where it comes from. */
  readonly source: string
}
