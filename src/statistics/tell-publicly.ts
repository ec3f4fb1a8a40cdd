// What everybody may know of a country, its provinces and the units below them, decided once from the top for every page and
// file. docs/security.md says why nobody gets a hidden number by adding and taking away.

/** Figures of one unit and all below it. */
export type Counted = {
  readonly opinions: number
  readonly persons: number
  readonly answered: number
  /** Null where nobody has counted any. */
  readonly households: number | null
  /** In the order of the classes, each with its number. */
  readonly byClass: readonly number[]
}

/** What is hidden of a unit; all of it where `isTold` is false. */
export type Veil = {
  readonly isTold: boolean
  readonly answered: boolean
  readonly households: boolean
  readonly byClass: readonly boolean[]
}

/** Each unit right below, and last what was said to the unit itself; all hidden where `null`. */
export type LinesVeil = readonly boolean[] | null

type Line = Pick<Counted, 'opinions' | 'persons'>

const isSmall = (count: number, least: number): boolean => count > 0 && count < least

/**
 * Parts of sums that are known: true where hidden. To the small ones come the next larger until each of them could be
 * anything from one up to `least`, whatever is taken from the sums. Null where that cannot be.
 */
const hide = (parts: readonly (readonly number[])[], least: number): readonly boolean[] | null => {
  const hidden = new Set<number>()
  for (const [at, counts] of parts.entries()) if (counts.some((count) => isSmall(count, least))) hidden.add(at)
  if (hidden.size === 0) return parts.map(() => false)
  const isVague = (): boolean =>
    hidden.size > 1 &&
    (parts[0] ?? []).every((_, measure) => {
      const sum = [...hidden].reduce((so, at) => so + (parts[at]?.[measure] ?? 0), 0)
      return sum === 0 || sum >= least + hidden.size - 1
    })
  const others = parts
    .map((counts, at) => ({ at, size: counts[0] ?? 0 }))
    .filter(({ at, size }) => size > 0 && !hidden.has(at))
    .toSorted((one, other) => one.size - other.size)
  for (const { at } of others) {
    if (isVague()) break
    hidden.add(at)
  }
  return isVague() ? parts.map((_, at) => hidden.has(at)) : null
}

const all = (length: number): readonly boolean[] => Array.from({ length }, () => true)
const hideRow = (row: readonly number[], least: number): readonly boolean[] =>
  hide(
    row.map((count) => [count]),
    least,
  ) ?? all(row.length)

const nothing = (classes: number): Veil => ({
  isTold: false,
  answered: true,
  households: true,
  byClass: all(classes),
})

/** A unit that is told, by itself. */
const ownVeil = ({ opinions, answered, households, byClass }: Counted, least: number): Veil => ({
  isTold: true,
  answered: hideRow([answered, opinions - answered], least)[0] === true,
  households: isSmall(households ?? 0, least),
  byClass: hideRow(byClass, least),
})

const less = (whole: Counted, parts: readonly Counted[]): Counted => {
  const sum = (of: (one: Counted) => number): number => of(whole) - parts.reduce((so, one) => so + of(one), 0)
  return {
    opinions: sum(({ opinions }) => opinions),
    persons: sum(({ persons }) => persons),
    answered: sum(({ answered }) => answered),
    households: sum(({ households }) => households ?? 0),
    byClass: whole.byClass.map((_, at) => sum(({ byClass }) => byClass[at] ?? 0)),
  }
}

/** Lines below a unit that is told itself; `rest` is what was said to the unit and to none below. */
export const veilLines = (whole: Line, below: readonly Line[], least: number): LinesVeil => {
  const opinions = whole.opinions - below.reduce((so, one) => so + one.opinions, 0)
  // One person may have written to several units: then fewer are left, never more.
  const persons = Math.max(0, whole.persons - below.reduce((so, one) => so + one.persons, 0))
  return hide(
    [...below, { opinions, persons }].map((one) => [one.opinions, one.persons]),
    least,
  )
}

export type CountryVeil = {
  readonly country: Veil
  readonly lines: LinesVeil
  readonly provinces: readonly Veil[]
}

/**
 * Who is hidden among the provinces is hidden on its own page too. The country tells a part only where every province tells
 * its own and what is left of those that do not is not small: so no part of one page follows from another.
 */
export const veilCountry = (country: Counted, provinces: readonly Counted[], least: number): CountryVeil => {
  const classes = country.byClass.length
  const isTold = !isSmall(country.opinions, least) && !isSmall(country.persons, least)
  const lines = isTold ? veilLines(country, provinces, least) : null
  const veils = provinces.map((one, at) => (lines?.[at] === false ? ownVeil(one, least) : nothing(classes)))
  if (!isTold) return { country: nothing(classes), lines, provinces: veils }
  const told = provinces.flatMap((counted, at) => {
    const veil = veils[at]
    return veil?.isTold === true ? [{ counted, veil }] : []
  })
  const left = less(
    country,
    told.map(({ counted }) => counted),
  )
  const rows = [ownVeil(left, least), ...told.map(({ veil }) => veil)]
  return {
    country: {
      isTold,
      answered: rows.some(({ answered }) => answered),
      households: isSmall(country.households ?? 0, least) || rows.some(({ households }) => households),
      byClass: country.byClass.map((_, at) => rows.some(({ byClass }) => byClass[at] === true)),
    },
    lines,
    provinces: veils,
  }
}
