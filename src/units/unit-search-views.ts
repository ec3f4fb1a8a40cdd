import { and, asc, between, eq, inArray, like, notInArray, or, sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { unitNames, units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { rankCandidates, type MatchKind, type MatchReason, type Ranked } from './rank-candidates.ts'
import { readUnitName, type UnitQuery } from './unit-name.ts'
import { levelOf, type Share, type UnitLevel, type UnitType } from './unit.ts'
import { readNames, type NameRow } from './unit-name-views.ts'

/** A unit that may be meant, and why. */
export type UnitMatch = {
  readonly unit: {
    readonly id: string
    readonly fullName: string
    readonly level: UnitLevel
    readonly type: UnitType
    readonly path: readonly string[]
    /** "Thành phố Hà Nội"; empty for the country. */
    readonly province: string
  }
  readonly kind: MatchKind
  readonly why: MatchReason
  /** What was written names another district or province. */
  readonly elsewhere: boolean
  /** The name that fitted, for "Phường Cống Vị, Quận Ba Đình cũ". */
  readonly named: { readonly fullName: string; readonly district: string; readonly province: string }
  /** How much of the old unit came here; anything but `whole` means that the resident must choose. */
  readonly share?: Share
}

export type SearchOptions = {
  /** The day on which the units must hold. */
  readonly on: PlainDate
  /** At most that many units; 10 when not given. */
  readonly limit?: number
  /** Provinces and communes when not given. */
  readonly levels?: readonly UnitLevel[]
  /** Only this unit and what lies below it. */
  readonly within?: string
}

const manySpellings = 12
const manyCandidates = 1000
const someCandidates = 200
const shortestForTypo = 4
const longestName = 60

const candidateOf = (row: NameRow) => ({
  row,
  folded: row.folded,
  type: row.nameType,
  kind: row.kind,
  ...(row.districtFolded === '' ? {} : { district: row.districtFolded }),
  ...(row.provinceFolded === '' ? {} : { province: row.provinceFolded }),
  ...(row.provinceCode === null ? {} : { provinceCode: row.provinceCode }),
})
type Found = ReturnType<typeof candidateOf>

/** The name, the whole text, and its beginnings: a district or province may stand behind without a word for it. */
const possibleNames = (query: UnitQuery): string[] => {
  const words = query.whole.split(' ')
  const beginnings = words.slice(0, manySpellings).map((_, index) => words.slice(0, index + 1).join(' '))
  return [...new Set([query.name, query.whole, ...beginnings])].filter((name) => name !== '')
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')

/**
 * Every name that can be one typing error away: an error touches two neighbouring letters at most, so one half of the
 * name, seen from its beginning or its end, is as written. Both patterns are served by the trigram index.
 */
const oneErrorFrom = (name: string): SQL | undefined => {
  const intact = Math.ceil((name.length - 2) / 2)
  const begins = like(unitNames.folded, `${escapeLike(name.slice(0, intact))}%`)
  const ends = like(unitNames.folded, `%${escapeLike(name.slice(-intact))}`)
  return and(or(begins, ends), between(sql`length(${unitNames.folded})`, name.length - 1, name.length + 1))
}

const looksLike = (query: UnitQuery): SQL | undefined =>
  or(
    ...possibleNames(query)
      .filter((name) => name.length >= shortestForTypo && name.length <= longestName)
      .map(oneErrorFrom),
  )

const rank = (query: UnitQuery, rows: readonly NameRow[]): Ranked<Found>[] =>
  rankCandidates(query, rows.map(candidateOf))

const matchOf = ({ candidate: { row }, kind, why, elsewhere }: Ranked<Found>): UnitMatch => ({
  unit: {
    id: row.id,
    fullName: row.fullName,
    level: row.level,
    type: row.type,
    path: row.path,
    province: row.province ?? '',
  },
  kind,
  why,
  elsewhere,
  named: { fullName: row.nameFull, district: row.district, province: row.nameProvince },
  ...(row.share === null ? {} : { share: row.share }),
})

const once = (ranked: readonly Ranked<Found>[]): Ranked<Found>[] => {
  const seen = new Set<string>()
  return ranked.filter(({ candidate: { row } }) => !seen.has(row.id) && seen.add(row.id))
}

/** Villages and ward groups of the communes found, when one was written: "tổ 5, phường Cửa Nam". */
const groupsOf = async (
  db: Queryable,
  options: SearchOptions,
  query: UnitQuery,
  communes: readonly Ranked<Found>[],
): Promise<Ranked<Found>[]> => {
  // Of the best kind only: where a unit bears the name today, those that took a part of an old one are not meant.
  const ids = communes.filter(({ kind }) => kind === communes[0]?.kind).map(({ candidate: { row } }) => row.id)
  if (query.group === undefined || query.group === '' || ids.length === 0) return []
  const condition = and(eq(unitNames.folded, query.group), inArray(units.parentId, ids))
  const rows = await readNames(db, { ...options, condition, limit: someCandidates })
  return rank({ name: query.group, whole: query.group }, rows)
}

/**
 * Finds the units that a resident or an officer may mean by what they wrote, best first: any spelling, old names
 * (with every unit that took a part), the beginning of a name, one typing error. Empty when nothing comes near.
 */
export const searchUnits = async (db: Queryable, text: string, options: SearchOptions): Promise<UnitMatch[]> => {
  const query = readUnitName(text)
  if (query.name === '') return []
  const limit = options.limit ?? 10
  const levels = new Set(options.levels ?? (['province', 'commune'] as const))
  if (query.type && options.levels === undefined && levelOf(query.type) === 'group') levels.add('group')
  const atLevel = inArray(units.level, [...levels])

  const names = possibleNames(query)
  const exactly = and(inArray(unitNames.folded, names), atLevel)
  let rows = await readNames(db, { ...options, condition: exactly, limit: manyCandidates })
  let ranked = rank(query, rows)
  if (query.name.length > 1 && ranked.length < limit) {
    const begins = like(unitNames.folded, `${escapeLike(query.name)}%`)
    const condition = and(begins, notInArray(unitNames.folded, names), atLevel)
    const first = asc(sql`length(${unitNames.folded})`)
    rows = [...rows, ...(await readNames(db, { ...options, condition, first, limit: someCandidates }))]
    ranked = rank(query, rows)
  }
  const errors = looksLike(query)
  if (errors && ranked.every(({ elsewhere }) => elsewhere)) {
    const first = asc(sql`abs(length(${unitNames.folded}) - ${query.name.length}::integer)`)
    const near = await readNames(db, { ...options, condition: and(errors, atLevel), first, limit: manyCandidates })
    const known = new Set(rows.map((row) => row.nameId))
    ranked = rank(query, [...rows, ...near.filter((row) => !known.has(row.nameId))])
  }
  const groups = await groupsOf(db, options, query, ranked)
  return once([...groups, ...ranked])
    .slice(0, limit)
    .map(matchOf)
}
