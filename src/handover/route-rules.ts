import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { competences, topicsFor, type Competence, type Item } from '../questions/index.ts'
import { findUnit } from '../units/index.ts'
import { handoverMax } from './handover.ts'
import { deleteRoute, insertRoute } from './route-store.ts'
import { findRoute, routesFor, type Route } from './route-views.ts'
import { readRequired, wrongField } from './wrong-field.ts'

type NewRoute = {
  readonly unitId: string
  /** Null: of any topic. */
  readonly topicId: string | null
  /** Null: whoever is competent. */
  readonly competence: string | null
  /** A unit of the system, or a body by its name. */
  readonly toUnitId: string
  readonly body: string
}

const most = 100

/** Says where matters of a unit and those below it usually go. */
export const addRoute = async (scope: Scope, input: NewRoute): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  const topics = await topicsFor(scope.tx, unit.path)
  if (input.topicId !== null && !topics.some(({ id }) => id === input.topicId)) throw wrongField('topic', 'topic')
  const competence = input.competence === null ? null : competences.find((one) => one === input.competence)
  if (competence === undefined) throw wrongField('competence', 'missing')
  const to = input.toUnitId === '' ? undefined : await findUnit(scope.tx, input.toUnitId)
  if (input.toUnitId !== '' && !to) throw wrongField('to', 'unknownUnit')
  if (to?.id === unit.id) throw wrongField('to', 'toOneself')
  const body = to ? '' : readRequired('body', input.body, handoverMax.body)
  const known = await routesFor(scope.tx, unit.path)
  if (known.filter(({ unitId }) => unitId === unit.id).length >= most) throw wrongField('to', 'tooMany', { max: most })
  const row = { unitId: unit.id, topicId: input.topicId, competence, toUnitId: to?.id ?? null, body }
  const id = newId()
  await insertRoute(scope.tx, { id, ...row, createdBy: officerId, createdAt: scope.clock.now() })
  await recordAudit(scope, {
    action: 'handover_route.added',
    subject: { kind: 'handover_route', id },
    unitId: unit.id,
    details: { topic: input.topicId, competence },
  })
  return id
}

export const removeRoute = async (scope: Scope, { id }: { readonly id: string }): Promise<void> => {
  requireOfficer(scope.actor)
  const route = isId(id) ? await findRoute(scope.tx, id) : undefined
  const unit = route && (await findUnit(scope.tx, route.unitId))
  if (!route || !unit) throw new AppError('NOT_FOUND', 'no such route', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  await deleteRoute(scope.tx, id)
  await recordAudit(scope, {
    action: 'handover_route.removed',
    subject: { kind: 'handover_route', id },
    unitId: unit.id,
  })
}

type Matter = Pick<Item, 'id' | 'topicId'> & { readonly competence: Competence }

/** Where a matter usually goes, and by what that was found: its topic, its competence, both or neither. */
export type Suggested = { readonly route: Route; readonly by: 'both' | 'topic' | 'competence' | 'unit' }

/**
 * The closest rule for a matter: of the nearest unit, and there the one that names most of it. It is shown with its reason
 * to whoever drafts; nothing goes anywhere by itself.
 */
export const suggestRoute = (routes: readonly Route[], matter: Matter): Suggested | null => {
  const fits = routes.filter(
    (one) =>
      (one.topicId === null || one.topicId === matter.topicId) &&
      (one.competence === null || one.competence === matter.competence),
  )
  const weight = (one: Route): number => (one.topicId === null ? 0 : 2) + (one.competence === null ? 0 : 1)
  const [best] = fits.toSorted((one, other) => other.depth - one.depth || weight(other) - weight(one))
  if (!best) return null
  const by =
    best.topicId !== null && best.competence !== null
      ? 'both'
      : best.topicId !== null
        ? 'topic'
        : best.competence !== null
          ? 'competence'
          : 'unit'
  return { route: best, by }
}
