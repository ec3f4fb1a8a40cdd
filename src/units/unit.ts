/** Country, province or city, commune level (phường, xã, đặc khu), and below it villages and ward groups. */
export type UnitLevel = 'country' | 'province' | 'commune' | 'group'

/**
 * What a unit is called by law or custom. `township` (thị trấn) exists in old names only; `village` stands for
 * thôn, bản, ấp, xóm and the like, `ward_group` for tổ dân phố and khu phố.
 */
export type UnitType =
  | 'country'
  | 'city'
  | 'province'
  | 'ward'
  | 'commune'
  | 'special_zone'
  | 'township'
  | 'village'
  | 'ward_group'

/**
 * How much of an old unit a new one took over: all of it, a part, or what was left after other parts were cut off.
 * `unknown` means that it may have been divided, so the resident is asked.
 */
export const shares = ['whole', 'part', 'rest', 'unknown'] as const
export type Share = (typeof shares)[number]

export const countryId = 'vn'

const typeWords: readonly (readonly [word: string, type: UnitType])[] = [
  ['Phường', 'ward'],
  ['Xã', 'commune'],
  ['Đặc khu', 'special_zone'],
  ['Thị trấn', 'township'],
  ['Thành phố', 'city'],
  ['Tỉnh', 'province'],
  ['Tổ dân phố', 'ward_group'],
  ['Khu dân cư', 'ward_group'],
  ['Khu phố', 'ward_group'],
  ['Tổ', 'ward_group'],
  ['Khu', 'ward_group'],
  ['Thôn', 'village'],
  ['Bản', 'village'],
  ['Buôn', 'village'],
  ['Ấp', 'village'],
  ['Xóm', 'village'],
  ['Làng', 'village'],
  ['Sóc', 'village'],
]

const levelOfType: Readonly<Record<UnitType, UnitLevel>> = {
  country: 'country',
  city: 'province',
  province: 'province',
  ward: 'commune',
  commune: 'commune',
  special_zone: 'commune',
  township: 'commune',
  village: 'group',
  ward_group: 'group',
}

export const levelOf = (type: UnitType): UnitLevel => levelOfType[type]

/** "Phường Cửa Nam" → ward, "Cửa Nam". Nothing when the text does not start with a word for a kind of unit. */
export const splitFullName = (fullName: string): { type: UnitType; name: string } | undefined => {
  for (const [word, type] of typeWords) {
    const prefix = `${word} `
    if (fullName.toLocaleLowerCase('vi').startsWith(prefix.toLocaleLowerCase('vi'))) {
      return { type, name: fullName.slice(prefix.length).trim() }
    }
  }
  return undefined
}
