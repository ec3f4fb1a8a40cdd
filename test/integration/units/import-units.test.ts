import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  findUnit,
  importUnits,
  readUnitsFile,
  searchUnits,
  unitsBelow,
  unitWithAncestors,
} from '../../../src/units/index.ts'
import type { Dataset } from '../../../src/units/dataset.ts'
import { readDataset } from '../../../src/units/read-dataset.ts'
import { openPlaces, system, type Places } from './registered-places.ts'

const on = '2026-10-01'

describe('importUnits', () => {
  let places: Places
  let dataset: Dataset
  beforeEach(async () => {
    places = await openPlaces({ imported: false })
    dataset = await readDataset()
  })
  afterEach(async () => {
    await places.close()
  })
  const load = async (data: Dataset) => await places.as(system, async (scope) => await importUnits(scope, data))
  const fromFile = (text: string): Dataset => {
    const file = readUnitsFile(text, { effectiveOn: '2025-07-01', source: 'list of the province' })
    if (file.kind !== 'data') throw new Error(JSON.stringify(file.faults))
    return file.data
  }
  const snapshot = async () => {
    const rows = await places.database.execute(sql`
      select (select md5(string_agg(u::text, '|' order by u.id)) from units u) as units,
        (select md5(string_agg(n::text, '|' order by n.id)) from unit_names n) as names`)
    return rows[0]
  }

  it('brings in 34 provinces and 3,321 units once, and the same rows when done again', async () => {
    const first = await load(dataset)
    expect(first).toMatchObject({ kind: 'imported', units: { added: 1 + 34 + 3321, updated: 0 } })
    expect(await unitsBelow(places.database, 'vn', { on, level: 'commune' })).toHaveLength(3321)
    expect(await unitsBelow(places.database, '01', { on })).toHaveLength(126)
    const before = await snapshot()
    expect(await load(dataset)).toEqual({
      kind: 'imported',
      units: { added: 0, updated: 0 },
      names: { added: 0, updated: 0, removed: 0 },
    })
    expect(await snapshot()).toEqual(before)
  })

  it('gives a unit its figures, its path and everything above it', async () => {
    await load(dataset)
    expect(await findUnit(places.database, '00082')).toMatchObject({
      fullName: 'Phường Cửa Nam',
      type: 'ward',
      population: 52_751,
      areaKm2: 1.68,
      path: ['vn', '01', '00082'],
      validFrom: '2025-07-01',
      validUntil: null,
    })
    const line = await unitWithAncestors(places.database, '00082')
    expect(line.map(({ fullName }) => fullName)).toEqual(['Việt Nam', 'Thành phố Hà Nội', 'Phường Cửa Nam'])
    expect(await findUnit(places.database, 'nowhere')).toBeUndefined()
    expect(await unitWithAncestors(places.database, 'nowhere')).toEqual([])
  })

  it('takes better data from a file: a known share takes the place of the unknown one, also after another import', async () => {
    await load(dataset)
    const [before] = await searchUnits(places.database, 'phường 12, quận gò vấp, tp hcm', { on })
    expect(before).toMatchObject({ unit: { fullName: 'Phường An Hội Tây' }, share: 'unknown' })
    const better = fromFile(
      'old_name,old_district,old_province,new_code,share\n' +
        'Phường 12,Quận Gò Vấp,Thành phố Hồ Chí Minh,26882,part\n' +
        'Phường 12,Quận Gò Vấp,Thành phố Hồ Chí Minh,26878,rest\n',
    )
    expect(await load(better)).toMatchObject({ kind: 'imported', names: { added: 2, removed: 1 } })
    await load(dataset)
    const after = await searchUnits(places.database, 'p12 q go vap', { on })
    expect(after.map(({ unit, share }) => [unit.id, share])).toEqual([
      ['26878', 'rest'],
      ['26882', 'part'],
    ])
  })

  it('corrects a name and figures from a file, and the old spelling is found no more', async () => {
    await load(dataset)
    const file = 'code;full_name;province_code;population;area_km2;voters\n00082;Phường Cửa Nam Mới;01;53000;;40000\n'
    expect(await load(fromFile(file))).toMatchObject({ units: { added: 0, updated: 1 } })
    expect(await findUnit(places.database, '00082')).toMatchObject({
      population: 53_000,
      areaKm2: 1.68,
      voters: 40_000,
    })
    const [found] = await searchUnits(places.database, 'cửa nam mới', { on })
    expect(found).toMatchObject({ unit: { id: '00082' }, kind: 'exact' })
    expect((await searchUnits(places.database, 'phường cửa nam', { on }))[0]?.kind).not.toBe('exact')
  })

  it('refuses as a whole when a row leads to no unit', async () => {
    await load(dataset)
    const before = await snapshot()
    const file =
      'old_name,old_district,old_province,new_code,share\n' +
      'Phường 12,Quận Gò Vấp,Thành phố Hồ Chí Minh,26882,whole\nPhường 13,Quận Gò Vấp,Thành phố Hồ Chí Minh,99999,whole\n'
    expect(await load(fromFile(file))).toEqual({
      kind: 'refused',
      faults: [{ row: 'Phường 13', why: 'no unit has the code 99999' }],
    })
    expect(await snapshot()).toEqual(before)
  })

  it('is for administrators only', async () => {
    const officer = {
      kind: 'officer',
      officerId: 'o',
      grants: [{ role: 'front_officer', unitId: '01', unitPath: ['vn', '01'] }],
    } as const
    await expect(places.as(officer, async (scope) => await importUnits(scope, dataset))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const resident = { kind: 'resident', residentId: 'r', chatId: 'c' } as const
    await expect(places.as(resident, async (scope) => await importUnits(scope, dataset))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})
