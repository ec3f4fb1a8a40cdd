import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addUnit, searchUnits, type SearchOptions } from '../../../src/units/index.ts'
import { openPlaces, system, type Places } from './registered-places.ts'

describe('searchUnits', () => {
  let places: Places
  beforeAll(async () => {
    places = await openPlaces({ imported: true })
  })
  afterAll(async () => {
    await places.close()
  })
  const search = async (text: string, options: Partial<SearchOptions> = {}) =>
    await searchUnits(places.database, text, { on: '2026-10-01', ...options })
  const ids = async (text: string, options: Partial<SearchOptions> = {}) =>
    (await search(text, options)).map(({ unit }) => unit.id)

  it.each([
    'cua nam',
    'p. cửa nam',
    'Phường Cửa Nam',
    'P.CUA NAM',
    'phuong cua nam ha noi',
    'Phường Cửa Nam'.normalize('NFD'),
  ])('finds the ward Cửa Nam first by "%s"', async (text) => {
    const [first] = await search(text)
    expect(first).toMatchObject({
      unit: { id: '00082', fullName: 'Phường Cửa Nam', province: 'Thành phố Hà Nội', path: ['vn', '01', '00082'] },
      kind: 'exact',
      why: 'same_name',
      elsewhere: false,
    })
    expect(first).not.toHaveProperty('share')
  })

  it('puts nothing before the ward Cửa Nam of today, and after it only wards of old that bore its name', async () => {
    for (const text of ['cua nam', 'Phường Cửa Nam', 'cua nam, ha noi']) {
      const [first, ...others] = await search(text)
      expect(first?.unit.id).toBe('00082')
      expect(others.length).toBeGreaterThan(1)
      for (const { kind, named } of others) {
        expect([kind, named.fullName]).toEqual(['old-name', 'Phường Cửa Nam'])
      }
    }
  })

  it.each(['cua nma', 'cửa nnam', 'phường cửa nm', 'cuanam', 'p cua nan, ha noi'])(
    'finds it with one typing error: "%s"',
    async (text) => {
      const found = await search(text)
      expect(found.find(({ unit }) => unit.id === '00082')).toMatchObject({ kind: 'typo', why: 'one_typing_error' })
    },
  )

  it('finds a name with any single error at any place', async () => {
    let tried = 0
    for (const [name, id] of [
      ['cua nam', '00082'],
      ['ba vi', (await ids('xã Ba Vì, hà nội'))[0]],
      ['van mieu quoc tu giam', '00226'],
    ] as const) {
      for (let at = 0; at < name.length; at += 3) {
        const [before, letter, after] = [name.slice(0, at), name.slice(at, at + 1), name.slice(at + 1)]
        const swapped = before + after.slice(0, 1) + letter + after.slice(1)
        for (const wrong of [before + after, `${before}w${after}`, `${before}w${letter}${after}`, swapped]) {
          // Some errors make the beginning or the whole of another name: then that one is offered.
          if (wrong.trim() === name || wrong.length < 5) continue
          const matches = await search(`${wrong}, hà nội`, { limit: 50 })
          if (matches.some(({ kind }) => kind !== 'typo')) continue
          tried += 1
          expect([wrong, matches.map(({ unit }) => unit.id)]).toEqual([wrong, expect.arrayContaining([id])])
        }
      }
    }
    expect(tried).toBeGreaterThan(40)
  })

  it('offers every unit that took a part of the divided ward Cống Vị', async () => {
    for (const text of [
      'phường Cống Vị',
      'cong vi',
      'p cống vị quận ba đình',
      'cong vi ba dinh ha noi',
      'phường cống vị (cũ)',
    ]) {
      const found = await search(text)
      expect(found.map(({ unit, kind, share }) => [unit.fullName, kind, share])).toEqual([
        ['Phường Giảng Võ', 'old-name', 'rest'],
        ['Phường Ngọc Hà', 'old-name', 'part'],
      ])
      expect(found[0]?.named).toEqual({
        fullName: 'Phường Cống Vị',
        district: 'Quận Ba Đình',
        province: 'Thành phố Hà Nội',
      })
    }
  })

  it('gives all units of one name in several provinces, so that the person can be asked which one', async () => {
    const found = await search('xã Bình Minh')
    const exact = found.filter(({ kind }) => kind === 'exact')
    expect(exact.length).toBeGreaterThan(1)
    expect(new Set(exact.map(({ unit }) => unit.province)).size).toBe(exact.length)
    const [only, ...others] = (await search('xã Bình Minh, Hà Nội')).filter(({ kind }) => kind === 'exact')
    expect(only?.unit.province).toBe('Thành phố Hà Nội')
    expect(others).toEqual([])
  })

  it('finds old wards that were only numbers by their district', async () => {
    const found = await search('p 12 q tan binh')
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ named }) => named.fullName === 'Phường 12' && named.district === 'Quận Tân Bình')).toBe(true)
    expect(found.every(({ unit, share }) => unit.province === 'Thành phố Hồ Chí Minh' && share === 'unknown')).toBe(
      true,
    )
  })

  it('finds units whose name ends in a number, and takes no other number for a typing error', async () => {
    const found = await search('phường hà giang 1')
    expect(found[0]?.unit.fullName).toBe('Phường Hà Giang 1')
    expect(await ids('phường hà giang 9')).toEqual([])
  })

  it('finds townships and former provinces under the names that people keep', async () => {
    const trauQuy = await search('tt Trâu Quỳ')
    expect(trauQuy.map(({ unit, share }) => [unit.fullName, share])).toEqual(
      expect.arrayContaining([['Xã Gia Lâm', 'part']]),
    )
    const [tayDang] = await search('thị trấn Phùng, đan phượng')
    expect(tayDang).toMatchObject({ unit: { fullName: 'Xã Đan Phượng' }, kind: 'old-name' })
    const [hcm] = await search('tp hcm')
    expect(hcm).toMatchObject({ unit: { id: '79', level: 'province' }, kind: 'exact' })
    const former = await search('tỉnh hải dương')
    expect(former[0]).toMatchObject({ unit: { id: '31' }, kind: 'old-name', share: 'whole' })
  })

  it('keeps to the levels and the unit that are asked for', async () => {
    expect((await search('ha noi', { levels: ['commune'] })).every(({ unit }) => unit.level === 'commune')).toBe(true)
    expect((await search('xã Bình Minh', { within: '01' })).map(({ unit }) => unit.province)).toEqual([
      'Thành phố Hà Nội',
    ])
    expect(await search('tan', { limit: 3 })).toHaveLength(3)
  })

  it('finds a ward group of a ward, and of that ward only', async () => {
    const id = await places.as(
      system,
      async (scope) => await addUnit(scope, { communeId: '00082', fullName: 'Tổ dân phố số 5' }),
    )
    await places.as(system, async (scope) => await addUnit(scope, { communeId: '00070', fullName: 'Tổ dân phố số 5' }))
    const [first, second] = await search('tổ dân phố số 5, phường Cửa Nam')
    expect([first?.unit.id, second?.unit.id]).toEqual([id, '00082'])
    expect((await ids('cua nam')).includes(id)).toBe(false)
  })

  it('shows units on the days on which they hold only', async () => {
    expect(await search('phường cửa nam', { on: '2025-06-30' })).toEqual([])
  })

  it.each([
    '',
    '   ',
    '?!',
    '🙂',
    '\u0000',
    "'; drop table units; --",
    '%',
    '_',
    '%%%%',
    'a'.repeat(100_000),
    'xyzzyplugh',
  ])('answers "%.20s" with nothing and does no harm', async (text) => {
    expect(await search(text)).toEqual([])
  })

  it('gives the same answer every time', async () => {
    expect(await ids('tân lập')).toEqual(await ids('tân lập'))
  })
})
