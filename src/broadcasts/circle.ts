import { AppError } from '../kernel/errors.ts'
import { organisations } from '../residents/index.ts'

/**
 * Everybody of the session's area who wants notices; who got its announcement; who asked something for it; who said that
 * they come or perhaps; who answered one of its forms by name. Who answered an anonymous form nobody knows.
 */
export const circleParts = ['area', 'told', 'asked', 'coming', 'answered'] as const
export type CirclePart = (typeof circleParts)[number]

/** Whom a letter is for: people of these kinds, each once, and of them only members of the organisations, if any are named. */
export type Circle = {
  readonly of: readonly CirclePart[]
  readonly organisations: readonly string[]
}

const wrong = (field: string, what: string): AppError =>
  new AppError('INVALID', `a circle of no such ${field}`, { phrase: `broadcasts:circle.${what}`, field })

/** What an officer ticked, as a circle: known names only, each once. Somebody must be in it. */
export const circleOf = (ticked: {
  readonly of: readonly string[]
  readonly organisations: readonly string[]
}): Circle => {
  const of = circleParts.filter((part) => ticked.of.includes(part))
  if (of.length === 0 || ticked.of.some((one) => !circleParts.some((part) => part === one))) {
    throw wrong('circle', 'nobody')
  }
  const known = organisations.filter((one) => ticked.organisations.includes(one))
  if (new Set(ticked.organisations).size !== known.length) throw wrong('organisations', 'unknown')
  // Everybody is more than some of them.
  return { of: of.includes('area') ? ['area'] : of, organisations: known }
}
