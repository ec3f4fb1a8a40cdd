import type { Queryable } from '../database/index.ts'
import { suppressLine } from '../forms/index.ts'
import { heardBelow, heardIn } from './heard-views.ts'
import { sessionFigures, type Period, type SessionFigure } from './session-figures-views.ts'

/** Fewer voices than these are not told to everybody. */
export const publicLeast = 5

/** A number, or null where it is hidden. */
type Shown = number | null

export type PublicFigures = {
  readonly sessions: readonly SessionFigure[]
  readonly opinions: Shown
  readonly persons: Shown
  readonly answered: Shown
  readonly households: Shown
  readonly byClass: readonly { readonly opinionClass: string; readonly n: Shown }[]
  readonly units: readonly { readonly name: string; readonly opinions: Shown; readonly persons: Shown }[]
  /** Units in which nobody was heard, of all. */
  readonly notHeard: number
}

const bare = (count: number): Shown => (count > 0 && count < publicLeast ? null : count)

/** A part whose rest is small would tell the rest. */
const isSafePart = (part: number, whole: number): boolean =>
  bare(part) !== null && bare(whole - part) !== null && bare(whole) !== null

/** The hidden ones of a column; all of it where a single one could be had by subtraction. */
const hiddenOf = (counts: readonly number[]): readonly boolean[] =>
  suppressLine(counts, publicLeast) ?? counts.map((count) => count > 0)

/**
 * What everybody may see of a province or of the country: small cells are hidden, with as many others as it takes so that
 * nobody gets them by subtraction. Units below are lines of this one table only; a page of their own would undo it.
 */
export const publicFigures = async (database: Queryable, period: Period): Promise<PublicFigures> => {
  const [sessions, heard, below] = await Promise.all([
    sessionFigures(database, period),
    heardIn(database, period),
    heardBelow(database, period),
  ])
  const classes = hiddenOf(heard.byClass.map(({ n }) => n))
  // What was said to the unit itself is a part of its total like the units below.
  const rest = heard.opinions - below.reduce((sum, one) => sum + one.opinions, 0)
  const lines = hiddenOf([...below.map(({ opinions }) => opinions), rest])
  const isTold = heard.opinions >= publicLeast
  return {
    sessions,
    opinions: bare(heard.opinions),
    persons: bare(heard.persons),
    answered: isSafePart(heard.answered, heard.opinions) ? heard.answered : null,
    households: heard.households === null || !isTold ? null : bare(heard.households),
    byClass: heard.byClass.map(({ opinionClass, n }, at) => ({
      opinionClass,
      n: !isTold || classes[at] === true ? null : n,
    })),
    units: below.map(({ name, opinions, persons }, at) => {
      const isHidden = (!isTold && opinions > 0) || lines[at] === true
      return { name, opinions: isHidden ? null : opinions, persons: isHidden ? null : bare(persons) }
    }),
    notHeard: below.filter(({ opinions }) => opinions === 0).length,
  }
}
