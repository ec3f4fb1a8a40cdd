import { expect, it } from 'vitest'
import { buildDataset, type AddressTables } from '../../../src/units/build-dataset.ts'

const mapping = (change: Partial<AddressTables['mappings'][number]>): AddressTables['mappings'][number] => ({
  old_ward_name: 'Phường Dịch Vọng',
  old_district_name: 'Quận Cầu Giấy',
  old_province_name: 'Thành phố Hà Nội',
  new_ward_code: '157',
  new_ward_name: 'Phường Nghĩa Đô',
  new_province_name: 'Thành phố Hà Nội',
  ...change,
})

const tables = (...mappings: AddressTables['mappings'][number][]): AddressTables => ({
  provinces: [
    { province_code: '01', name: 'Thành phố Hà Nội', place_type: 'Thành phố Trung Ương' },
    { province_code: '04', name: 'Cao Bằng', place_type: 'Tỉnh' },
  ],
  wards: [
    { ward_code: '00160', name: 'Phường Nghĩa Đô', province_code: '01' },
    { ward_code: '04001', name: 'Xã Hòa An', province_code: '04' },
    { ward_code: '04002', name: 'Xã Hoa Án', province_code: '04' },
  ],
  mappings,
})
const nothing = { figures: [], oldUnits: [] }

it('finds the new unit by its name when the code is wrong, in either Unicode form', () => {
  const { oldNames, faults } = buildDataset(
    tables(mapping({ new_ward_name: 'Phường Nghĩa Đô'.normalize('NFD') })),
    nothing,
  )
  expect(faults).toEqual([])
  expect(oldNames).toEqual([expect.objectContaining({ newCode: '00160', share: 'unknown', name: 'Dịch Vọng' })])
})

it('does not look for the new unit in another province, and reports the row', () => {
  const { oldNames, faults } = buildDataset(tables(mapping({ new_province_name: 'Cao Bằng' })), nothing)
  expect(oldNames).toEqual([])
  expect(faults).toEqual([
    { row: 'Phường Dịch Vọng, Quận Cầu Giấy, Thành phố Hà Nội', why: 'leads to no unit: Phường Nghĩa Đô' },
  ])
})

it('reports rather than guesses when folding would fit two units', () => {
  const { oldNames, faults } = buildDataset(
    tables(mapping({ new_ward_name: 'Xã Hoa An', new_province_name: 'Cao Bằng' })),
    nothing,
  )
  expect(oldNames).toEqual([])
  expect(faults).toHaveLength(1)
})

it('takes our own facts instead of the package’s rows for an old unit of Hanoi', () => {
  const oldUnits = [
    {
      fullName: 'Phường Dịch Vọng',
      district: 'Quận Cầu Giấy',
      heirs: [{ code: '00160', share: 'whole' as const, settledByUs: false }],
    },
  ]
  const { oldNames } = buildDataset(tables(mapping({})), { figures: [], oldUnits })
  expect(oldNames.map(({ share }) => share)).toEqual(['whole'])
})

it('reports a unit without a known kind or province and a fact that leads to no unit', () => {
  const broken = {
    ...tables(),
    wards: [
      { ward_code: '00160', name: 'Nghĩa Đô', province_code: '01' },
      { ward_code: '00166', name: 'Phường Cầu Giấy', province_code: '99' },
    ],
  }
  const oldUnits = [
    {
      fullName: 'Phường Bưởi',
      district: 'Quận Tây Hồ',
      heirs: [{ code: '00103', share: 'whole' as const, settledByUs: false }],
    },
  ]
  const { communes, oldNames, faults } = buildDataset(broken, { figures: [], oldUnits })
  expect([communes, oldNames]).toEqual([[], []])
  expect(faults).toHaveLength(3)
})
