import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTransaction } from '../../../src/database/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { formerUnits, readFigure } from '../../../src/statistics/index.ts'
import { insertFigures, insertSheet } from '../../../src/statistics/past-store.ts'
import { findUnit } from '../../../src/units/index.ts'
import { openPlaces, type Places } from '../units/registered-places.ts'

let places: Places
const count = { fromYear: '2019', toYear: '2019', measure: 'số cuộc', countedIn: 'hội nghị' } as const
const cells = [
  { ...count, level: 'cấp huyện', oldUnit: 'Quận Ba Đình', value: '6' },
  { ...count, level: 'cấp xã, phường, thị trấn', oldDistrict: 'Ba Đình', value: '31' },
  { ...count, level: 'cấp xã, phường, thị trấn', oldDistrict: 'Quận Đống Đa', value: '44' },
  { ...count, level: 'phường', oldUnit: 'Phường Cống Vị', oldDistrict: 'Quận Ba Đình', value: '3' },
  { ...count, level: 'phường', oldUnit: 'Phường Ngọc Hà', oldDistrict: 'Quận Ba Đình', value: '2' },
  { ...count, level: 'phường', oldUnit: 'Phường Quang Trung', value: '8' },
  { ...count, level: 'phường', oldUnit: 'Phường Quang Trung', oldDistrict: 'Quận Đống Đa', value: '9' },
  { ...count, level: 'các cấp', value: '500' },
] as const

beforeAll(async () => {
  places = await openPlaces({ imported: true })
  const figures = cells.map((one) => {
    const read = readFigure(one, 2026)
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    return read.figure
  })
  const now = places.clock.now()
  await inTransaction(places.database, async (tx) => {
    const sheet = { unitId: '01', source: 'Báo cáo số 9/BC-MTTQ', sourceOn: '2020-01-10', writtenBy: newId() } as const
    const dates = { createdAt: now, updatedAt: now }
    const approval = { state: 'approved', approvedBy: newId(), approvedAt: now } as const
    for (const [id, more] of [
      [newId(), approval],
      [newId(), { state: 'draft' }],
    ] as const) {
      await insertSheet(tx, { ...sheet, ...dates, ...more, id })
      await insertFigures(tx, { sheetId: id, from: 1, figures })
    }
  })
}, 60_000)
afterAll(async () => await places.close())

const formerOf = async (id: string) => {
  const unit = await findUnit(places.database, id)
  if (!unit) throw new Error(`no unit ${id}`)
  return await formerUnits(places.database, unit)
}
const told = (units: Awaited<ReturnType<typeof formerOf>>): string[] =>
  units
    .filter(({ figures }) => figures.length > 0)
    .map(({ name, share, figures }) => `${name} ${share} ${figures.map(({ value }) => value).join(' ')}`)

it('a figure of an old district, and of a whole tier in it, stands whole under each unit of today that took of it, under its old name', async () => {
  const ngocHa = await formerOf('00008')
  const giangVo = await formerOf('00025')
  expect(told(ngocHa)).toEqual(['Quận Ba Đình unknown 6 31', 'Phường Cống Vị part 3', 'Phường Ngọc Hà rest 2'])
  // The same figures, undivided, under every heir.
  expect(told(giangVo)).toEqual(['Quận Ba Đình unknown 6 31', 'Quận Đống Đa unknown 44', 'Phường Cống Vị rest 3'])
  const district = ngocHa[0]
  expect(district?.figures.map(({ level }) => level)).toEqual(['district', 'commune'])
  expect(district?.heirs).toContain('Phường Ba Đình')
  expect(district?.heirs).toContain('Phường Giảng Võ')
  expect(ngocHa.find(({ name }) => name === 'Phường Cống Vị')?.heirs).toEqual(['Phường Giảng Võ', 'Phường Ngọc Hà'])
})

it('a name that two districts had takes only the figure that says which', async () => {
  const units = await places.database.$client<{ id: string }[]>`
    select unit_id as id from unit_names where full_name = 'Phường Quang Trung' and district = 'Quận Đống Đa' and share = 'part'`
  const former = await formerOf(units[0]?.id ?? '')
  expect(told(former.filter(({ name }) => name === 'Phường Quang Trung'))).toEqual(['Phường Quang Trung part 9'])
  expect(told(former.filter(({ district }) => district === ''))).toContain('Quận Đống Đa unknown 44')
})

it('a unit that took nothing of a district has none of its figures', async () => {
  const units = await places.database.$client<{ id: string }[]>`
    select distinct unit_id as id from unit_names where district = 'Huyện Ba Vì' and kind = 'old' order by 1`
  expect(units.length).toBeGreaterThan(3)
  for (const { id } of units) expect(told(await formerOf(id))).toEqual([])
})
