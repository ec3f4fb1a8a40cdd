import { expect, it } from 'vitest'
import { provinceCodeOf, provinceNamed } from '../../../src/units/province-names.ts'
import { foldPlace } from '../../../src/units/own-name.ts'
import { readDataset } from '../../../src/units/read-dataset.ts'

it('knows all 34 provinces of the register and every former one', async () => {
  const { provinces, oldNames } = await readDataset()
  expect(provinces.filter(({ fullName, code }) => provinceCodeOf(foldPlace(fullName)) !== code)).toEqual([])
  const former = new Set(oldNames.map(({ province }) => foldPlace(province)))
  expect([...former].filter((name) => provinceCodeOf(name) === undefined)).toEqual([])
  expect(former.size).toBe(63)
})

it('reads short forms, and nothing into other words', () => {
  expect(provinceNamed('hcm')).toBe('ho chi minh')
  expect(provinceNamed('sai gon')).toBe('ho chi minh')
  expect(provinceNamed('hn')).toBe('ha noi')
  expect(provinceNamed('cua nam')).toBeUndefined()
})
