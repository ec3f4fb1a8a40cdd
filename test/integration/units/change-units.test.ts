import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addUnit,
  changeUnits,
  concernedUnits,
  findUnit,
  searchUnits,
  unitsBelow,
  type UnitChange,
} from '../../../src/units/index.ts'
import type { Dataset } from '../../../src/units/dataset.ts'
import { importUnits } from '../../../src/units/import-units.ts'
import { openPlaces, system, type Places } from './registered-places.ts'

const ward = (code: string, name: string) =>
  ({ code, provinceCode: '01', type: 'ward', name, fullName: `Phường ${name}` }) as const
const small: Dataset = {
  provinces: [{ code: '01', type: 'city', name: 'Hà Nội', fullName: 'Thành phố Hà Nội' }],
  communes: [ward('00004', 'Ba Đình'), ward('00082', 'Cửa Nam'), ward('00070', 'Hoàn Kiếm')],
  oldNames: [
    {
      type: 'ward',
      name: 'Trần Hưng Đạo',
      fullName: 'Phường Trần Hưng Đạo',
      district: 'Quận Hoàn Kiếm',
      province: 'Thành phố Hà Nội',
      newCode: '00082',
      share: 'whole',
    },
  ],
  faults: [],
  effectiveOn: '2025-07-01',
  source: 'test',
}
const source = 'Nghị quyết số 1/NQ-UBTVQH16'
const day = '2027-01-01'
const before = '2026-12-31'

describe('changeUnits', () => {
  let places: Places
  beforeEach(async () => {
    places = await openPlaces({ imported: false })
    await places.as(system, async (scope) => await importUnits(scope, small))
  })
  afterEach(async () => {
    await places.close()
  })
  const change = async (input: Partial<UnitChange>) =>
    await places.as(
      system,
      async (scope) => await changeUnits(scope, { effectiveOn: day, source, opens: [], moves: [], ...input }),
    )
  const group = async (communeId: string, fullName: string) =>
    await places.as(system, async (scope) => await addUnit(scope, { communeId, fullName }))
  const found = async (text: string, on: typeof day | typeof before) =>
    (await searchUnits(places.database, text, { on, levels: ['commune'] })).map(({ unit, kind, share }) => [
      unit.fullName,
      kind,
      share,
    ])
  const merge = {
    opens: [{ key: 'new', code: '00082', parentId: '01', fullName: 'Phường Thăng Long', population: 158_052 }],
    moves: [
      { fromId: '00082', to: 'new', share: 'whole' },
      { fromId: '00070', to: 'new', share: 'whole' },
    ],
  } as const

  it('merges two wards on a day: the old ones hold before it, the new one from then on', async () => {
    const ids = await change(merge)
    expect(ids).toEqual({ new: '00082-2027' })
    expect(await findUnit(places.database, '00082')).toMatchObject({ validUntil: day })
    expect(await findUnit(places.database, '00082-2027')).toMatchObject({
      code: '00082',
      fullName: 'Phường Thăng Long',
      path: ['vn', '01', '00082-2027'],
      population: 158_052,
      validFrom: day,
      validUntil: null,
    })
    expect((await unitsBelow(places.database, '01', { on: before })).map(({ id }) => id)).toEqual([
      '00004',
      '00082',
      '00070',
    ])
    expect((await unitsBelow(places.database, '01', { on: day })).map(({ id }) => id)).toEqual(['00004', '00082-2027'])
    expect(await found('cửa nam', before)).toEqual([['Phường Cửa Nam', 'exact', undefined]])
    expect(await found('cửa nam', day)).toEqual([['Phường Thăng Long', 'old-name', 'whole']])
    expect(await found('thăng long', before)).toEqual([])
    expect(await found('p. trần hưng đạo, hoàn kiếm', day)).toEqual([['Phường Thăng Long', 'old-name', 'whole']])
  })

  it('names the units whose residents are to be asked, from the day on and not before', async () => {
    await change(merge)
    expect(await concernedUnits(places.database, { on: before })).toEqual([])
    const heirs = [{ unitId: '00082-2027', fullName: 'Phường Thăng Long', share: 'whole' }]
    expect(await concernedUnits(places.database, { on: day })).toEqual([
      { unitId: '00070', effectiveOn: day, source, heirs },
      { unitId: '00082', effectiveOn: day, source, heirs },
    ])
    expect(await concernedUnits(places.database, { on: '2027-06-01', since: day })).toEqual([])
  })

  it('divides a ward: every heir is offered, and old names become as open as the ward itself', async () => {
    const moves = [
      { fromId: '00082', to: '00004', share: 'part' },
      { fromId: '00082', to: '00070', share: 'rest' },
    ] as const
    const tổ = await group('00082', 'Tổ 5')
    await change({ moves })
    const heirs = [
      ['Phường Ba Đình', 'old-name', 'part'],
      ['Phường Hoàn Kiếm', 'old-name', 'rest'],
    ]
    expect(await found('phường cửa nam', day)).toEqual(heirs)
    expect(await found('phường trần hưng đạo', day)).toEqual(heirs)
    const concerned = await concernedUnits(places.database, { on: day })
    expect(
      Object.fromEntries(concerned.map(({ unitId, heirs: list }) => [unitId, list.map(({ share }) => share)])),
    ).toEqual({
      '00082': ['part', 'rest'],
      [tổ]: ['unknown', 'unknown'],
    })
    expect(await findUnit(places.database, tổ)).toMatchObject({ validUntil: day })
  })

  it('shifts a boundary: the ward that gives a part goes on, and its residents are asked too', async () => {
    await change({
      moves: [
        { fromId: '00082', to: '00082', share: 'rest' },
        { fromId: '00082', to: '00070', share: 'part' },
      ],
    })
    expect(await findUnit(places.database, '00082')).toMatchObject({ validUntil: null })
    expect(await found('phường cửa nam', day)).toEqual([
      ['Phường Cửa Nam', 'exact', undefined],
      ['Phường Hoàn Kiếm', 'old-name', 'part'],
    ])
    expect(await concernedUnits(places.database, { on: day })).toMatchObject([{ unitId: '00082' }])
  })

  it('keeps ward groups below the ward that takes theirs whole, and tells two of one name apart', async () => {
    const first = await group('00082', 'Tổ 5')
    const second = await group('00070', 'Tổ 5')
    await change(merge)
    const kept = await unitsBelow(places.database, '00082-2027', { on: day, level: 'group' })
    expect(kept.map(({ fullName }) => fullName).toSorted()).toEqual([
      'Tổ 5',
      expect.stringMatching(/^Tổ 5 \(Phường .+ cũ\)$/),
    ])
    expect(kept.every(({ id }) => id !== first && id !== second)).toBe(true)
    const concerned = await concernedUnits(places.database, { on: day })
    expect(concerned.find(({ unitId }) => unitId === first)?.heirs).toMatchObject([{ share: 'whole' }])
    expect(await unitsBelow(places.database, '00082', { on: before, level: 'group' })).toHaveLength(1)
  })

  it('merges ward groups of one ward', async () => {
    const one = await group('00082', 'Tổ 1')
    const two = await group('00082', 'Tổ 2')
    const ids = await change({
      opens: [{ key: 'tổ', parentId: '00082', fullName: 'Tổ dân phố số 1' }],
      moves: [
        { fromId: one, to: 'tổ', share: 'whole' },
        { fromId: two, to: 'tổ', share: 'whole' },
      ],
    })
    const now = await unitsBelow(places.database, '00082', { on: day })
    expect(now.map(({ id, fullName }) => [id, fullName])).toEqual([[ids['tổ'], 'Tổ dân phố số 1']])
    const [match] = await searchUnits(places.database, 'tổ 2, phường cửa nam', { on: day })
    expect(match).toMatchObject({ unit: { id: ids['tổ'] }, kind: 'old-name', share: 'whole' })
  })

  it('follows a ward through two changes', async () => {
    await change(merge)
    await change({
      effectiveOn: '2029-01-01',
      moves: [{ fromId: '00082-2027', to: '00004', share: 'whole' }],
    })
    const matches = await searchUnits(places.database, 'trần hưng đạo', { on: '2029-01-01' })
    expect(matches.map(({ unit, share }) => [unit.id, share])).toEqual([['00004', 'whole']])
    expect(await concernedUnits(places.database, { on: '2029-01-01', since: day })).toHaveLength(1)
  })

  it('does not open closed units again when the places are imported once more', async () => {
    await change(merge)
    await places.as(system, async (scope) => await importUnits(scope, small))
    expect(await findUnit(places.database, '00082')).toMatchObject({ validUntil: day })
    expect(await found('cửa nam', day)).toEqual([['Phường Thăng Long', 'old-name', 'whole']])
  })

  it.each<[string, Partial<UnitChange>, string]>([
    ['nothing', {}, 'INVALID'],
    ['no source', { ...merge, source: ' ' }, 'INVALID'],
    [
      'whole and more',
      {
        moves: [
          { fromId: '00082', to: '00004', share: 'whole' },
          { fromId: '00082', to: '00070', share: 'part' },
        ],
      },
      'INVALID',
    ],
    ['a part alone', { moves: [{ fromId: '00082', to: '00004', share: 'part' }] }, 'INVALID'],
    [
      'two rests',
      {
        moves: [
          { fromId: '00082', to: '00004', share: 'rest' },
          { fromId: '00082', to: '00070', share: 'rest' },
        ],
      },
      'INVALID',
    ],
    ['into itself', { moves: [{ fromId: '00082', to: '00082', share: 'whole' }] }, 'INVALID'],
    ['an unknown unit', { moves: [{ fromId: '00082', to: '99999', share: 'whole' }] }, 'NOT_FOUND'],
    ['a province', { moves: [{ fromId: '01', to: '00082', share: 'whole' }] }, 'INVALID'],
    ['a code in use', { ...merge, opens: [{ ...merge.opens[0], code: '00004' }] }, 'CONFLICT'],
    ['no kind', { ...merge, opens: [{ ...merge.opens[0], fullName: 'Thăng Long' }] }, 'INVALID'],
    ['no code', { ...merge, opens: [{ key: 'new', parentId: '01', fullName: 'Phường Thăng Long' }] }, 'INVALID'],
    ['a wrong parent', { ...merge, opens: [{ ...merge.opens[0], parentId: '00004' }] }, 'INVALID'],
    ['a day before the ward was there', { ...merge, effectiveOn: '2025-07-01' }, 'CONFLICT'],
  ])('refuses %s and changes nothing', async (_, input, code) => {
    await expect(change(input)).rejects.toMatchObject({ code })
    expect(await unitsBelow(places.database, '01', { on: day })).toHaveLength(3)
    expect(await concernedUnits(places.database, { on: day })).toEqual([])
  })

  it('refuses the same change twice', async () => {
    await change(merge)
    await expect(change(merge)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('is for administrators only', async () => {
    const officer = {
      kind: 'officer',
      officerId: 'o',
      grants: [{ role: 'front_officer', unitId: '01', unitPath: ['vn', '01'] }],
    } as const
    const input = { effectiveOn: day, source, ...merge } as const
    await expect(places.as(officer, async (scope) => await changeUnits(scope, input))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})
