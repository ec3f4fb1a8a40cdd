import { placeName, unitInSentence, type Unit } from '../units/index.ts'

export type Office = { readonly unit: Unit; readonly above: Unit | undefined }

/** Whose document it is; the country is no level that an office reports to by this name. */
export const officeValues = ({ unit, above }: Office) => ({
  don_vi: unitInSentence(unit.fullName),
  ten_don_vi: unit.fullName,
  cap_tren: above && above.level !== 'country' ? unitInSentence(above.fullName) : '',
  dia_danh: placeName(unit.fullName),
})
