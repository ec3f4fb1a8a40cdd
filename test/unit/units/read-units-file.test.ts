import { expect, it } from 'vitest'
import { readUnitsFile } from '../../../src/units/read-units-file.ts'

const origin = { effectiveOn: '2025-07-01', source: 'list' } as const
const read = (text: string) => readUnitsFile(text, origin)
const oldNames = 'old_name,old_district,old_province,new_code,share\n'
const faultsOf = (text: string) => {
  const file = read(text)
  return file.kind === 'faults' ? file.faults : []
}

it('reads units with the figures that are known', () => {
  const text =
    'code,full_name,province_code,population,area_km2\n00082,Phường Cửa Nam,01,52751,1.68\n00004,Phường  Ba Đình,01,,\n'
  expect(read(text)).toEqual({
    kind: 'data',
    data: {
      provinces: [],
      communes: [
        {
          code: '00082',
          provinceCode: '01',
          type: 'ward',
          name: 'Cửa Nam',
          fullName: 'Phường Cửa Nam',
          population: 52_751,
          areaKm2: 1.68,
        },
        { code: '00004', provinceCode: '01', type: 'ward', name: 'Ba Đình', fullName: 'Phường Ba Đình' },
      ],
      oldNames: [],
      faults: [],
      ...origin,
    },
  })
})

it('reads old names with their shares', () => {
  const file = read(`${oldNames}Thị trấn Trâu Quỳ,Huyện Gia Lâm,Thành phố Hà Nội,00565,part\n`)
  expect(file.kind === 'data' && file.data.oldNames).toEqual([
    {
      type: 'township',
      name: 'Trâu Quỳ',
      fullName: 'Thị trấn Trâu Quỳ',
      district: 'Huyện Gia Lâm',
      province: 'Thành phố Hà Nội',
      newCode: '00565',
      share: 'part',
    },
  ])
})

it('names every faulty line and gives no data then', () => {
  const text = `code,full_name,province_code,voters
82,Phường Cửa Nam,01,
00082,Cửa Nam,01,
00082,Tổ 5,01,
00082,Phường Cửa Nam,1,
00082,Phường Cửa Nam,01,nhiều
00082,Phường Cửa Nam,01,1.5
`
  expect(faultsOf(text).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7])
  const wrong = `${oldNames}Trâu Quỳ,Huyện Gia Lâm,Hà Nội,00565,part\nXã A,,Hà Nội,00565,part\nXã A,H,Hà Nội,565,part\nXã A,H,Hà Nội,00565,half\n`
  expect(faultsOf(wrong).map(({ line }) => line)).toEqual([2, 3, 4, 5])
})

it('sees that a unit which went over whole cannot have gone to a second one', () => {
  const text = `${oldNames}Xã A,Huyện B,Hà Nội,00565,whole\nXã A,Huyện B,Hà Nội,00577,rest\n`
  expect(faultsOf(text)).toEqual([
    { line: 3, why: 'Xã A, Huyện B, Hà Nội is "whole" in one line and has further lines' },
  ])
})

it.each(['', 'a,b\n1,2\n', 'code,full_name,province_code\n'])(
  'refuses a file without its columns or lines (%#)',
  (text) => {
    expect(faultsOf(text)).toHaveLength(1)
  },
)
