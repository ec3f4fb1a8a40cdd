import { beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/units/dataset.ts'
import { foldName } from '../../../src/units/fold-name.ts'
import { readHanoiFigures, readHanoiOldUnits, type HanoiOldUnit } from '../../../src/units/hanoi-facts.ts'
import { provinceCodeOf } from '../../../src/units/province-names.ts'
import { readDataset } from '../../../src/units/read-dataset.ts'

const heirsOf = (units: readonly HanoiOldUnit[], fullName: string, district: string) =>
  units.find((unit) => unit.fullName === fullName && unit.district === district)?.heirs.map((heir) => heir.code)

describe('the places of the country', () => {
  let dataset: Dataset
  let hanoi: HanoiOldUnit[]
  beforeAll(async () => {
    dataset = await readDataset()
    hanoi = await readHanoiOldUnits()
  })

  it('are 34 provinces and 3,321 units, 126 of them in Hanoi, each with its official code and kind', () => {
    expect(dataset.provinces).toHaveLength(34)
    expect(dataset.communes).toHaveLength(3321)
    expect(new Set(dataset.communes.map(({ code }) => code)).size).toBe(3321)
    expect(dataset.communes.every(({ code }) => /^\d{5}$/.test(code))).toBe(true)
    expect(dataset.communes.filter(({ provinceCode }) => provinceCode === '01')).toHaveLength(126)
    const byType = Object.groupBy(dataset.communes, ({ type }) => type)
    expect([byType.ward?.length, byType.commune?.length, byType.special_zone?.length]).toEqual([687, 2621, 13])
    expect(dataset.communes.find(({ code }) => code === '00082')).toEqual({
      code: '00082',
      provinceCode: '01',
      type: 'ward',
      name: 'Cửa Nam',
      fullName: 'Phường Cửa Nam',
      population: 52_751,
      areaKm2: 1.68,
    })
  })

  it('need no row to be left out', () => {
    expect(dataset.faults).toEqual([])
  })

  it('have Hanoi’s figures under the names that the package gives to the same codes', async () => {
    const figures = await readHanoiFigures()
    expect(figures).toHaveLength(126)
    const names = new Map(dataset.communes.map(({ code, fullName }) => [code, fullName]))
    expect(figures.filter(({ code, fullName }) => names.get(code) !== fullName)).toEqual([])
    expect(figures.reduce((sum, { population }) => sum + population, 0)).toBe(8_811_473)
  })

  it('know what became of all 526 old units of Hanoi, 199 of them divided', () => {
    expect(hanoi).toHaveLength(526)
    expect(hanoi.filter(({ heirs }) => heirs.length > 1)).toHaveLength(199)
    for (const { heirs } of hanoi) {
      const rests = heirs.filter(({ share }) => share === 'rest').length
      expect(rests).toBe(heirs.length > 1 ? 1 : 0)
      if (heirs.length === 1) expect(heirs[0]?.share).toBe('whole')
    }
    expect(new Set(hanoi.flatMap(({ heirs }) => heirs.map(({ code }) => code))).size).toBe(126)
  })

  it('count 194 divided units when entries without district or with another spelling stand for themselves', () => {
    const apart = hanoi.flatMap(({ fullName, heirs }) => {
      const settled = heirs.filter(({ settledByUs }) => settledByUs)
      const named = heirs.filter(({ settledByUs }) => !settledByUs)
      // Entries without a district share a name: "Minh Khai" of two districts is one of them.
      return [
        { key: '', count: named.length },
        { key: fullName, count: settled.length },
      ]
    })
    const loose = new Map<string, number>()
    for (const { key, count } of apart) if (key !== '') loose.set(key, (loose.get(key) ?? 0) + count)
    const divided = apart.filter(({ key, count }) => key === '' && count > 1).length
    expect(divided + [...loose.values()].filter((count) => count > 1).length).toBe(194)
  })

  it('divide Cống Vị between Ngọc Hà and Giảng Võ', () => {
    expect(heirsOf(hanoi, 'Phường Cống Vị', 'Quận Ba Đình')).toEqual(['00008', '00025'])
    expect(heirsOf(hanoi, 'Phường Minh Khai', 'Quận Hai Bà Trưng')).toEqual(['00292', '00322'])
  })

  it('lead every old name to a unit that exists, in the province that took the old one over', () => {
    const communes = new Map(dataset.communes.map((unit) => [unit.code, unit]))
    const wrong = dataset.oldNames.filter(({ newCode, province }) => {
      const heir = communes.get(newCode)
      return heir?.provinceCode !== provinceCodeOf(foldName(province.replace(/^(?:Tỉnh|Thành phố) /, '')))
    })
    expect(wrong).toEqual([])
    expect(dataset.oldNames.length).toBeGreaterThan(10_000)
  })

  it('repair the codes that the package has wrong: "157" is Nghĩa Đô', () => {
    const dichVong = dataset.oldNames.filter(({ fullName }) => fullName === 'Phường Dịch Vọng')
    expect(dichVong.map(({ newCode, share }) => [newCode, share])).toEqual(
      expect.arrayContaining([['00160', expect.stringMatching(/part|rest/)]]),
    )
    expect(dataset.oldNames.every(({ newCode }) => newCode.length === 5)).toBe(true)
  })

  it('say "unknown" where no resolution of ours says how an old unit was shared out', () => {
    const outside = dataset.oldNames.filter(({ province }) => province !== 'Thành phố Hà Nội')
    expect(outside.every(({ share }) => share === 'unknown')).toBe(true)
  })

  it('hold no name twice and no lost capitals', () => {
    const keys = dataset.oldNames.map((old) => [old.fullName, old.district, old.province, old.newCode].join('|'))
    expect(new Set(keys).size).toBe(keys.length)
    const names = [...dataset.communes, ...dataset.oldNames].map(({ name }) => name)
    expect(names.filter((name) => /(?:^| )\p{Ll}/u.test(name) || name !== name.normalize('NFC'))).toEqual([])
  })
})
