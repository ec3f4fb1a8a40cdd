import type { Scope } from '../../database/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { readItem, type Item } from './item-views.ts'

const unknown = (): AppError => new AppError('NOT_FOUND', 'no such item', { phrase: 'errors:notFound' })

/** An item for a Front officer of its unit, not locked yet: its unit and its session never change. */
export const itemForOfficer = async (scope: Scope, itemId: string): Promise<Item> => {
  const item = isId(itemId) ? await readItem(scope.tx, itemId) : undefined
  if (!item) throw unknown()
  requireRole(scope.actor, ['front_officer'], item.unitPath)
  return item
}
