import { foldName } from './fold-name.ts'
import type { NewUnitName } from './unit-name-store.ts'
import type { NewUnit } from './unit-store.ts'

/** "Thành phố Hà Nội" → "ha noi". */
export const foldPlace = (fullName: string): string =>
  foldName(fullName.replace(/^(?:Thành phố|Tỉnh|Quận|Huyện|Thị xã) /i, ''))

/** The row under which a unit is found by the name that it bears. `province` is the full name of where it lies. */
export const ownName = (unit: NewUnit, province: string, source: string): NewUnitName => ({
  unitId: unit.id,
  kind: 'current',
  type: unit.type,
  fullName: unit.fullName,
  folded: unit.folded,
  province,
  provinceFolded: foldPlace(province),
  since: unit.validFrom,
  source,
})
