import type { Unit } from '../units/index.ts'

/** "Phường Cửa Nam" in the middle of a sentence: "phường Cửa Nam". */
const inSentence = (fullName: string): string => fullName.charAt(0).toLocaleLowerCase('vi') + fullName.slice(1)

const placeOf = (fullName: string): string => fullName.replace(/^(?:Phường|Xã|Đặc khu|Thị trấn|Thành phố|Tỉnh)\s+/u, '')

export type Office = { readonly unit: Unit; readonly above: Unit | undefined }

/** Whose document it is; the country is no level that an office reports to by this name. */
export const officeValues = ({ unit, above }: Office) => ({
  don_vi: inSentence(unit.fullName),
  ten_don_vi: unit.fullName,
  cap_tren: above && above.level !== 'country' ? inSentence(above.fullName) : '',
  dia_danh: placeOf(unit.fullName),
})
