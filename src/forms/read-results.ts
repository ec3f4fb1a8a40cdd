import type { Queryable } from '../database/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { maySeeInterim, type Form } from './form.ts'
import { readVersions } from './form-views.ts'
import type { FormResults } from './results-shape.ts'
import { countQuestions, poolCells } from './results.ts'
import { askedPlaces, readTallies } from './results-views.ts'
import { any } from './tally.ts'

/** Refuses whoever may not know yet how a form stands: until the closing that is everybody but its officer. */
export const requireResults = (form: Form, actor: Actor): void => {
  if (form.state === 'closed' || (form.state === 'open' && maySeeInterim(form, actor))) return
  if (form.state === 'open') throw new AppError('FORBIDDEN', `interim results of form ${form.id}`)
  throw new AppError('NOT_FOUND', `form ${form.id} is ${form.state}`)
}

/**
 * The results of a form, from what was counted ahead; answers are never counted here. Small numbers are left out, and so
 * is what would give them away. Throws FORBIDDEN for whoever may not know before the closing.
 */
export const readResults = async (database: Queryable, form: Form, actor: Actor): Promise<FormResults> => {
  requireResults(form, actor)
  const lines = await readTallies(database, form.id)
  const contents = (await readVersions(database, form.id)).filter(({ approvedAt }) => approvedAt !== null)
  const main = form.counts === 'households' ? 'households' : 'persons'
  const least = form.smallestCell
  const overall = lines.filter((line) => line.question === any && line.value === any)
  const whole = overall.filter((line) => line.dimension === 'all')
  const sum = (of: 'persons' | 'households' | 'aside', isPaper?: boolean): number =>
    whole.filter((line) => isPaper === undefined || line.isPaper === isPaper).reduce((so, line) => so + line[of], 0)
  const byPlace = new Map<string, number>()
  for (const line of overall) {
    if (line.dimension === 'place') byPlace.set(line.cell, (byPlace.get(line.cell) ?? 0) + line[main])
  }
  const pools = poolCells(byPlace, least)
  const asked = await askedPlaces(database, form.unitId)
  const places = asked.map((place) => ({
    ...place,
    answered: pools.get(place.id) === place.id ? (byPlace.get(place.id) ?? null) : null,
  }))
  const [digital, paper] = [sum(main, false), sum(main, true)]
  const total = sum(main)
  return {
    main,
    total: { persons: sum('persons'), households: sum('households'), aside: sum('aside') },
    ways: [digital, paper].some((count) => count > 0 && count < least) ? null : { digital, paper },
    questions: countQuestions({ lines, contents, main, least }),
    places,
    elsewhere: total - places.reduce((so, { answered }) => so + (answered ?? 0), 0),
  }
}
