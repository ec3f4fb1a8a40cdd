import type { Queryable } from '../database/index.ts'
import { opinionClasses, type OpinionClass } from '../questions/index.ts'
import { countryId } from '../units/index.ts'
import { heardBelow, heardIn, partsBelow, type Heard, type HeardUnit } from './heard-views.ts'
import { sessionFigures, type Period, type SessionFigure } from './session-figures-views.ts'
import { veilCountry, veilLines, type Counted, type LinesVeil, type Veil } from './tell-publicly.ts'

/** Fewer voices than these are not told to everybody. */
export const publicLeast = 5

/** A number, that it is hidden, or null where nobody has counted. */
export type Shown = number | 'hidden' | null

export type PublicFigures = {
  readonly sessions: readonly SessionFigure[]
  readonly opinions: Shown
  readonly persons: Shown
  readonly answered: Shown
  readonly households: Shown
  readonly byClass: readonly { readonly opinionClass: OpinionClass; readonly n: Shown }[]
  readonly units: readonly {
    readonly id: string
    readonly name: string
    readonly opinions: Shown
    readonly persons: Shown
  }[]
  /** Opinions to the unit and to none below it. */
  readonly unitItself: Shown
  /** Units in which nobody was heard, of all. */
  readonly notHeard: Shown
}

const shown = (isHidden: boolean, value: number | null): Shown => (isHidden ? 'hidden' : value)

const countedOf = ({ opinions, persons, answered, households, byClass }: Heard): Counted => ({
  opinions,
  persons,
  answered,
  households,
  byClass: opinionClasses.map((name) => byClass.find(({ opinionClass }) => opinionClass === name)?.n ?? 0),
})

const tell = (
  {
    heard,
    below,
    veil,
    lines,
  }: {
    readonly heard: Counted
    readonly below: readonly HeardUnit[]
    readonly veil: Veil
    readonly lines: LinesVeil
  },
  sessions: readonly SessionFigure[],
): PublicFigures => {
  const isHidden = (at: number): boolean => lines?.[at] !== false
  const itself = heard.opinions - below.reduce((sum, { opinions }) => sum + opinions, 0)
  return {
    sessions,
    opinions: shown(!veil.isTold, heard.opinions),
    persons: shown(!veil.isTold, heard.persons),
    answered: shown(veil.answered, heard.answered),
    households: shown(veil.households, heard.households),
    byClass: opinionClasses.map((opinionClass, at) => ({
      opinionClass,
      n: shown(veil.byClass[at] !== false, heard.byClass[at] ?? 0),
    })),
    units: below.map(({ id, name, opinions, persons }, at) => ({
      id,
      name,
      opinions: shown(isHidden(at), opinions),
      persons: shown(isHidden(at), persons),
    })),
    unitItself: shown(isHidden(below.length), itself),
    notHeard: shown(lines === null, below.filter(({ opinions }) => opinions === 0).length),
  }
}

/** The country with its provinces, because what one of them hides is decided among all. */
const ofCountry = async (database: Queryable, period: Period) => {
  const whole = { ...period, unitId: countryId }
  const [heard, provinces, parts] = await Promise.all([
    heardIn(database, whole),
    heardBelow(database, whole),
    partsBelow(database, whole),
  ])
  const counted = provinces.map(({ id, opinions, persons, answered }): Counted => {
    const own = parts.find((one) => one.id === id)
    const byClass = opinionClasses.map((name) => own?.byClass[name] ?? 0)
    return { opinions, persons, answered, households: own?.households ?? null, byClass }
  })
  const all = countedOf(heard)
  return { heard: all, provinces, counted, veils: veilCountry(all, counted, publicLeast) }
}

/** What everybody may see of the country or of a province; undefined for any other unit, which is a line in its province's. */
export const publicFigures = async (database: Queryable, period: Period): Promise<PublicFigures | undefined> => {
  const { heard, provinces, counted, veils } = await ofCountry(database, period)
  const sessions = await sessionFigures(database, period)
  if (period.unitId === countryId) {
    return tell({ heard, below: provinces, veil: veils.country, lines: veils.lines }, sessions)
  }
  const at = provinces.findIndex(({ id }) => id === period.unitId)
  const [own, veil] = [counted[at], veils.provinces[at]]
  if (!own || !veil) return undefined
  const below = await heardBelow(database, period)
  const lines = veil.isTold ? veilLines(own, below, publicLeast) : null
  return tell({ heard: own, below, veil, lines }, sessions)
}
