import { describe, expect, it } from 'vitest'
import { rankCandidates, type Candidate } from '../../../src/units/rank-candidates.ts'
import { readUnitName } from '../../../src/units/unit-name.ts'

type Named = Candidate & { readonly id: string }
const current = (id: string, type: Candidate['type'], folded: string, province = 'ha noi', code = '01'): Named => ({
  id,
  type,
  folded,
  kind: 'current',
  province,
  provinceCode: code,
})
const old = (id: string, folded: string, district: string, province = 'ha noi', code = '01'): Named => ({
  id,
  type: 'ward',
  folded,
  kind: 'old',
  district,
  province,
  provinceCode: code,
})

const places: readonly Named[] = [
  old('cong vi > ngoc ha', 'cong vi', 'ba dinh'),
  old('cong vi > giang vo', 'cong vi', 'ba dinh'),
  old('cua nam old', 'cua nam', 'hoan kiem'),
  current('cua nam', 'ward', 'cua nam'),
  current('cua nam xa', 'commune', 'cua nam', 'nghe an', '40'),
  current('cua nam bac', 'ward', 'cua nam bac'),
  current('ha dong', 'ward', 'ha dong'),
  old('12 tan binh', '12', 'tan binh', 'ho chi minh', '79'),
  old('12 10', '12', '10', 'ho chi minh', '79'),
  old('12 vung tau', '12', 'vung tau', 'ba ria vung tau', '79'),
  current('to hieu', 'ward', 'to hieu', 'son la', '14'),
  current('tam quan bac', 'ward', 'tam quan bac', 'gia lai', '52'),
  current('hoa binh', 'ward', 'hoa binh', 'phu tho', '25'),
]
const found = (text: string) => rankCandidates(readUnitName(text), places)
const ids = (text: string) => found(text).map(({ candidate }) => candidate.id)

describe('rankCandidates', () => {
  it('puts the same name and kind first, then another kind, then old names and beginnings', () => {
    expect(ids('phường Cửa Nam')).toEqual(['cua nam', 'cua nam old', 'cua nam xa', 'cua nam bac'])
    expect(found('phường Cửa Nam').map(({ kind, why }) => [kind, why])).toEqual([
      ['exact', 'same_name'],
      ['old-name', 'same_name'],
      ['exact', 'same_name_other_kind'],
      ['prefix', 'starts_with'],
    ])
  })

  it('keeps to the province that was written', () => {
    expect(ids('cua nam nghe an')).toEqual(['cua nam xa'])
    expect(ids('cua nam, ha noi')).toEqual(['cua nam', 'cua nam old', 'cua nam bac'])
  })

  it('prefers an old name when its district was written, with or without the word for it', () => {
    expect(ids('p cua nam q hoan kiem')[0]).toBe('cua nam old')
    expect(ids('p 12 q tan binh')).toEqual(['12 tan binh'])
    expect(ids('cong vi ba dinh')).toEqual(['cong vi > ngoc ha', 'cong vi > giang vo'])
    expect(ids('cống vị, ba đình, hà nội')).toEqual(['cong vi > ngoc ha', 'cong vi > giang vo'])
  })

  it('gives every unit that took over a divided one, in the order given', () => {
    expect(ids('phường Cống Vị')).toEqual(['cong vi > ngoc ha', 'cong vi > giang vo'])
  })

  it('knows that today’s province holds the former one and the other way round', () => {
    expect(ids('p12 vung tau')).toEqual(['12 vung tau'])
    expect(ids('phường 12, tp hcm')).toEqual(['12 tan binh', '12 10', '12 vung tau'])
    expect(ids('phường 12, bà rịa vũng tàu')[0]).toBe('12 vung tau')
    expect(ids('hòa bình, hòa bình')).toEqual(['hoa binh'])
  })

  it('offers places elsewhere only when nothing fits, and says so', () => {
    const matches = found('hà đông, cà mau')
    expect(matches.map(({ candidate, elsewhere }) => [candidate.id, elsewhere])).toEqual([['ha dong', true]])
  })

  it('assumes one typing error only when no name is the same', () => {
    expect(found('cua nma').map(({ candidate, kind, why }) => [candidate.id, kind, why])).toContainEqual([
      'cua nam',
      'typo',
      'one_typing_error',
    ])
    expect(ids('cong vj ba dinh')).toEqual(['cong vi > ngoc ha', 'cong vi > giang vo'])
    expect(found('cua nam').every(({ kind }) => kind !== 'typo')).toBe(true)
    expect(ids('p 13 q tan binh')).toEqual([])
  })

  it('sees a name that was taken apart wrongly because of a syllable such as "to" or "quan"', () => {
    expect(ids('to hieu')).toEqual(['to hieu'])
    expect(found('to hieu')[0]?.why).toBe('same_name')
    expect(ids('p tam quan bac')).toEqual(['tam quan bac'])
  })

  it('finds nothing for a text without a name', () => {
    expect(ids('')).toEqual([])
    expect(ids('???')).toEqual([])
  })
})
