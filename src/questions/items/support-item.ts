import type { Scope } from '../../database/index.ts'
import { requireResident } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { lockItem, recountItem, type ItemRow } from './item-store.ts'
import { asksItself, deleteSupport, insertSupport } from './support-store.ts'

const unknown = (): AppError => new AppError('NOT_FOUND', 'no such item', { phrase: 'items:support.gone' })

const stepsMax = 20

/** The item that stands for this one now: it may have been joined with others since the person saw it. */
const lockStanding = async (scope: Scope, itemId: string): Promise<ItemRow> => {
  let id = itemId
  for (let steps = 0; steps < stepsMax && isId(id); steps += 1) {
    const row = await lockItem(scope.tx, id)
    if (!row) break
    if (row.mergedInto === null) return row
    id = row.mergedInto
  }
  throw unknown()
}

/**
 * A resident asks the same as an open item, without words of their own. Counted once for each person, apart from
 * opinions; nothing for whoever asks it in their own words. Returns whether it is new.
 */
export const supportItem = async (
  scope: Scope,
  input: { readonly itemId: string },
): Promise<{ readonly itemId: string; readonly isNew: boolean; readonly asksItself: boolean }> => {
  const { residentId, chatId } = requireResident(scope.actor)
  const row = await lockStanding(scope, input.itemId)
  if (row.state !== 'open') throw unknown()
  if (await asksItself(scope.tx, row.id, residentId)) return { itemId: row.id, isNew: false, asksItself: true }
  const isNew = await insertSupport(scope.tx, {
    itemId: row.id,
    originItemId: row.id,
    residentId,
    chatId: Number(chatId),
    at: scope.clock.now(),
  })
  if (isNew) await recountItem(scope.tx, row.id)
  return { itemId: row.id, isNew, asksItself: false }
}

/** A resident takes their support back; false where there was none. */
export const withdrawSupport = async (scope: Scope, input: { readonly itemId: string }): Promise<boolean> => {
  const { residentId } = requireResident(scope.actor)
  const row = await lockStanding(scope, input.itemId)
  const isGone = await deleteSupport(scope.tx, row.id, residentId)
  if (isGone) await recountItem(scope.tx, row.id)
  return isGone
}
