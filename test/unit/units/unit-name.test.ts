import { describe, expect, it } from 'vitest'
import { readUnitName } from '../../../src/units/unit-name.ts'

const cuaNam = { type: 'ward', name: 'cua nam', whole: 'cua nam' }

describe('readUnitName', () => {
  it.each([
    'p. cửa nam',
    'P.Cua Nam',
    'Phường Cửa Nam',
    'PHUONG CUA NAM',
    'ph cửa  nam',
    'tôi ở phường Cửa Nam',
    'phường Cửa Nam (cũ)',
  ])('reads "%s" as the ward Cửa Nam', (text) => {
    expect(readUnitName(text)).toEqual(cuaNam)
    expect(readUnitName(text.normalize('NFD'))).toEqual(cuaNam)
  })

  it('takes a bare name as a name without a kind', () => {
    expect(readUnitName('cua nam')).toEqual({ name: 'cua nam', whole: 'cua nam' })
    expect(readUnitName('cống vị')).toEqual({ name: 'cong vi', whole: 'cong vi' })
  })

  it('takes a province off the end, with or without a comma and in short forms', () => {
    expect(readUnitName('phuong cua nam ha noi')).toMatchObject({ name: 'cua nam', province: 'ha noi' })
    expect(readUnitName('xã Bình Minh, Hà Nội')).toMatchObject({
      type: 'commune',
      name: 'binh minh',
      province: 'ha noi',
    })
    expect(readUnitName('x binh minh hn')).toMatchObject({ name: 'binh minh', province: 'ha noi' })
    expect(readUnitName('Phường Bình Thạnh, TP.HCM')).toMatchObject({ name: 'binh thanh', province: 'ho chi minh' })
    expect(readUnitName('p ben nghe sg')).toMatchObject({ name: 'ben nghe', province: 'ho chi minh' })
  })

  it('keeps a name that is also the name of a former province', () => {
    expect(readUnitName('phường Hải Dương')).toEqual({ type: 'ward', name: 'hai duong', whole: 'hai duong' })
    expect(readUnitName('phường Hải Dương, Hải Phòng')).toMatchObject({ name: 'hai duong', province: 'hai phong' })
  })

  it('reads a province alone, also from its short form', () => {
    expect(readUnitName('tp hcm')).toMatchObject({ type: 'city', name: 'ho chi minh' })
    expect(readUnitName('hn')).toMatchObject({ name: 'ha noi' })
  })

  it.each(['p 12 q tan binh', 'P.12, Q.Tân Bình', 'p12/q tân bình', 'phường 012 quận Tân Bình', 'q. Tân Bình, p.12'])(
    'reads number and district in "%s"',
    (text) => {
      expect(readUnitName(text)).toMatchObject({ type: 'ward', name: '12', district: 'tan binh' })
    },
  )

  it('reads a numbered district written without a space', () => {
    expect(readUnitName('p12 q10 tphcm')).toMatchObject({ name: '12', district: '10', province: 'ho chi minh' })
  })

  it('reads townships and special zones', () => {
    expect(readUnitName('tt Trâu Quỳ')).toMatchObject({ type: 'township', name: 'trau quy' })
    expect(readUnitName('đk Côn Đảo')).toMatchObject({ type: 'special_zone', name: 'con dao' })
    expect(readUnitName('dac khu con dao')).toMatchObject({ type: 'special_zone', name: 'con dao' })
  })

  it('reads a village or ward group named before the unit', () => {
    expect(readUnitName('thôn Đồng Dầu, xã Dục Tú, Đông Anh')).toMatchObject({
      type: 'commune',
      name: 'duc tu',
      group: 'dong dau',
      district: 'dong anh',
    })
    expect(readUnitName('tổ 5 p cửa nam')).toMatchObject({ type: 'ward', name: 'cua nam', group: '5' })
    expect(readUnitName('Đồng Dầu, xã Dục Tú')).toMatchObject({ name: 'duc tu', group: 'dong dau' })
  })

  it('does not take syllables of a name for words such as "quận" or "tổ"', () => {
    expect(readUnitName('phường Quán Thánh')).toMatchObject({ name: 'quan thanh' })
    expect(readUnitName('Tô Hiệu')).toMatchObject({ name: 'to hieu' })
    expect(readUnitName('xã Tam Quan')).toMatchObject({ name: 'tam quan' })
    expect(readUnitName('ô chợ dừa')).toMatchObject({ name: 'o cho dua' })
    // Without diacritics it cannot be told, so the whole is kept beside the reading.
    expect(readUnitName('to hieu').whole).toBe('to hieu')
    expect(readUnitName('p tam quan bac').whole).toBe('tam quan bac')
  })

  it('finds nothing usable in what holds no letters, and survives long and odd texts', () => {
    for (const text of ['', '   ', '!!! ???', '🙂', 'phường', '|', 'p.'])
      expect(readUnitName(text).district).toBeUndefined()
    expect(readUnitName('').name).toBe('')
    expect(readUnitName('🙂 !!!').name).toBe('')
    expect(readUnitName('a'.repeat(100_000)).name.length).toBeLessThanOrEqual(200)
    expect(readUnitName('\u0000cua nam').name).toBe('cua nam')
    expect(readUnitName("'; drop table units; --").name).not.toBe('')
  })
})
