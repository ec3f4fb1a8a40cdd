import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { countFilters, deleteFilter, putFilter } from './filter-store.ts'

/** Lists whose choice can be kept. */
export const filterPages = ['questions', 'search', 'overview', 'items', 'dialogues', 'audit'] as const
export type FilterPage = (typeof filterPages)[number]

const nameMax = 60
const queryMax = 500
const filtersMax = 50

/** Keeps what a list shows now under a name, for the officer alone. The same name again takes the new choice. */
export const saveFilter = async (
  scope: Scope,
  input: { readonly page: FilterPage; readonly name: string; readonly query: string },
): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const name = normaliseText(input.name).replaceAll(/\s+/gu, ' ').trim()
  if (name === '' || name.length > nameMax) {
    const values = { max: nameMax }
    throw new AppError('INVALID', 'no usable name', { phrase: 'overview:filter.nameForm', values, field: 'name' })
  }
  if (input.query.length > queryMax) {
    throw new AppError('INVALID', 'a filter too long', { phrase: 'overview:filter.tooLong', field: 'name' })
  }
  if ((await countFilters(scope.tx, officerId)) >= filtersMax) {
    const values = { max: filtersMax }
    throw new AppError('LIMIT', 'too many filters', { phrase: 'overview:filter.tooMany', values, field: 'name' })
  }
  const { page, query } = input
  await putFilter(scope.tx, { id: newId(), officerId, page, name, query, createdAt: scope.clock.now() })
}

/** Forgets one of the officer's own. */
export const removeFilter = async (scope: Scope, input: { readonly id: string }): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const isGone = isId(input.id) && (await deleteFilter(scope.tx, input.id, officerId))
  if (!isGone) throw new AppError('NOT_FOUND', 'no such filter of this officer', { phrase: 'errors:notFound' })
}
