import type { Dataset } from '../../src/units/dataset.ts'

const ward = (code: string, name: string, provinceCode = '01') =>
  ({ code, provinceCode, type: 'ward', name, fullName: `Phường ${name}` }) as const

const old = (name: string, newCode: string, share: 'whole' | 'part' | 'rest', district = 'Quận Ba Đình') =>
  ({
    type: 'ward',
    name,
    fullName: `Phường ${name}`,
    district,
    province: 'Thành phố Hà Nội',
    newCode,
    share,
  }) as const

/**
 * A handful of places: one that is clear, one name in two provinces, an old ward that was divided, one taken over whole,
 * and one whose name a ward of today bears, though parts of it went elsewhere.
 */
export const fewUnits: Dataset = {
  provinces: [
    { code: '01', type: 'city', name: 'Hà Nội', fullName: 'Thành phố Hà Nội' },
    { code: '25', type: 'province', name: 'Phú Thọ', fullName: 'Tỉnh Phú Thọ' },
  ],
  communes: [
    ward('00082', 'Cửa Nam'),
    ward('00004', 'Ba Đình'),
    ward('00008', 'Ngọc Hà'),
    ward('00025', 'Giảng Võ'),
    ward('00070', 'Hoàn Kiếm'),
    ward('00100', 'Thanh Xuân'),
    ward('07000', 'Thanh Xuân', '25'),
  ],
  oldNames: [
    old('Cống Vị', '00008', 'part'),
    old('Cống Vị', '00025', 'part'),
    old('Cống Vị', '00004', 'rest'),
    old('Ngọc Hà', '00008', 'rest'),
    old('Ngọc Hà', '00004', 'part'),
    old('Ngọc Hà', '00025', 'part'),
    old('Hàng Trống', '00070', 'whole', 'Quận Hoàn Kiếm'),
  ],
  faults: [],
  effectiveOn: '2025-07-01',
  source: 'test',
}
