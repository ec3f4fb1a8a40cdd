import { oneTypoApart } from './one-typo-apart.ts'
import { provinceCodeOf } from './province-names.ts'
import { levelOf, type UnitType } from './unit.ts'
import type { UnitQuery } from './unit-name.ts'

/** One name that a unit bears or bore. Texts are folded. */
export type Candidate = {
  readonly folded: string
  readonly type: UnitType
  readonly kind: 'current' | 'old' | 'alias'
  /** The district of an old name. */
  readonly district?: string
  /** The province of the name: for an old name the one of that time. */
  readonly province?: string
  /** Code of the province in which the unit lies today. */
  readonly provinceCode?: string
}

export type MatchKind = 'exact' | 'old-name' | 'prefix' | 'typo'
export type MatchReason = 'same_name' | 'same_name_other_kind' | 'starts_with' | 'one_typing_error'

export type Ranked<C extends Candidate> = {
  readonly candidate: C
  readonly kind: MatchKind
  /** Why it stands here, for the person who chooses. */
  readonly why: MatchReason
  /** The district or province that was written does not fit; offered only when nothing fits. */
  readonly elsewhere: boolean
}

const markerWords = /^(?:quan|q|huyen|h|thi xa|tx|thanh pho|tp|tinh|t|xa|x|phuong|p) /

/** Whether the words behind a name are this candidate's own district or province: "cong vi ba dinh ha noi". */
const namesItsPlace = (words: string, candidate: Candidate): boolean => {
  let left = words
  for (const place of [candidate.district, candidate.province]) {
    left = left.replace(markerWords, '')
    if (place && (left === place || left.startsWith(`${place} `))) left = left.slice(place.length).trimStart()
  }
  return left === ''
}

/** The name as written, and every beginning of it whose remainder names the candidate's place. */
const spellings = (query: UnitQuery, candidate: Candidate): string[] => {
  const found = [query.name, query.whole]
  const words = query.whole.split(' ')
  for (let length = 1; length < words.length; length += 1) {
    if (namesItsPlace(words.slice(length).join(' '), candidate)) found.push(words.slice(0, length).join(' '))
  }
  return found.filter((spelling) => spelling !== '')
}

type Place = 'named' | 'open' | 'elsewhere'

const placeOf = (query: UnitQuery, candidate: Candidate): Place => {
  const { district, province } = query
  // Someone who says today's province of an old ward, or the former one of a new ward, is right as well.
  if (
    province !== undefined &&
    province !== candidate.province &&
    provinceCodeOf(province) !== candidate.provinceCode
  ) {
    return 'elsewhere'
  }
  if (district === undefined) return province !== undefined && province === candidate.province ? 'named' : 'open'
  // Units of today lie in no district, so one that was written tells nothing about them.
  if (candidate.district === undefined) return 'open'
  return candidate.district === district || oneTypoApart(candidate.district, district) ? 'named' : 'elsewhere'
}

/** Types that people mix up without meaning another unit. */
const typeFits = (query: UnitQuery, candidate: Candidate, spelling: string): boolean => {
  if (query.type === undefined || query.type === candidate.type) return true
  // "tô hiệu" without diacritics starts like "tổ": then the whole text is the name and no kind was written.
  if (levelOf(query.type) === 'group' && spelling === query.whole && query.whole !== query.name) return true
  return levelOf(query.type) === 'province' && levelOf(candidate.type) === 'province'
}

const judge = (query: UnitQuery, candidate: Candidate): { why: MatchReason; tier: number } | undefined => {
  const written = spellings(query, candidate)
  const same = written.filter((spelling) => spelling === candidate.folded)
  if (same.some((spelling) => typeFits(query, candidate, spelling))) return { why: 'same_name', tier: 0 }
  if (same.length > 0) return { why: 'same_name_other_kind', tier: 1 }
  if (candidate.folded.startsWith(query.name) && query.name.length > 1) return { why: 'starts_with', tier: 2 }
  if (written.some((spelling) => oneTypoApart(spelling, candidate.folded))) return { why: 'one_typing_error', tier: 3 }
  return undefined
}

const kindOf = (why: MatchReason, candidate: Candidate): MatchKind => {
  if (why === 'one_typing_error') return 'typo'
  if (why === 'starts_with') return 'prefix'
  return candidate.kind === 'old' ? 'old-name' : 'exact'
}

const placeOrder: Readonly<Record<Place, number>> = { named: 0, open: 1, elsewhere: 2 }
const kindOrder: Readonly<Record<Candidate['kind'], number>> = { current: 0, alias: 1, old: 2 }

/**
 * Orders candidates by how well they fit what was written: same name, same name with another word for the kind,
 * beginning of a name, one typing error; then the written district, then present names before old ones. What does not
 * fit at all is left out; typing errors are assumed only when no name is the same; candidates of another district or
 * province stay only when nothing else is left. Equal ones keep their order.
 */
export const rankCandidates = <C extends Candidate>(query: UnitQuery, candidates: readonly C[]): Ranked<C>[] => {
  if (query.name === '') return []
  const judged = candidates.flatMap((candidate) => {
    const verdict = judge(query, candidate)
    return verdict ? [{ candidate, ...verdict, place: placeOf(query, candidate) }] : []
  })
  const here = judged.filter(({ place }) => place !== 'elsewhere')
  const pool = here.length > 0 ? here : judged
  const sure = pool.some(({ tier }) => tier < 2)
  return pool
    .filter(({ tier, candidate }) => {
      if (!sure) return true
      return tier < 2 || (tier === 2 && candidate.kind === 'current')
    })
    .toSorted(
      (one, other) =>
        one.tier - other.tier ||
        placeOrder[one.place] - placeOrder[other.place] ||
        kindOrder[one.candidate.kind] - kindOrder[other.candidate.kind],
    )
    .map(({ candidate, why, place }) => ({
      candidate,
      kind: kindOf(why, candidate),
      why,
      elsewhere: place === 'elsewhere',
    }))
}
