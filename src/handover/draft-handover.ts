import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { itemsByIds } from '../questions/index.ts'
import { findUnit } from '../units/index.ts'
import { handoverMax, type Receiver } from './handover.ts'
import { insertHandover } from './handover-store.ts'
import { handsOf, receivedItemIds, underWay } from './handover-views.ts'
import { noteAct } from './take-handover.ts'
import { readRequired, readText, wrongField } from './wrong-field.ts'

export type HandoverDraft = {
  readonly unitId: string
  readonly itemIds: readonly string[]
  /** The first leads, the others join in. */
  readonly to: readonly Receiver[]
  readonly number: string
  readonly note: string
}

type Party = { readonly unitId: string | null; readonly body: string }

const sameBody = (one: string, other: string): boolean => foldVietnamese(one) === foldVietnamese(other)
const isSame = (one: Party, other: Party): boolean =>
  one.unitId === null ? other.unitId === null && sameBody(one.body, other.body) : one.unitId === other.unitId

const readParties = async (scope: Scope, input: HandoverDraft): Promise<Party[]> => {
  const parties: Party[] = []
  for (const receiver of input.to) {
    const unit = 'unitId' in receiver ? await findUnit(scope.tx, receiver.unitId) : undefined
    if ('unitId' in receiver && !unit) throw wrongField('to', 'unknownUnit')
    const body = 'body' in receiver ? readRequired('to', receiver.body, handoverMax.body) : ''
    const party = { unitId: unit?.id ?? null, body }
    if (unit?.id === input.unitId) throw wrongField('to', 'toOneself')
    if (parties.some((one) => isSame(one, party))) throw wrongField('to', 'twice')
    parties.push(party)
  }
  if (parties.length === 0) throw wrongField('to', 'missing')
  if (parties.length > handoverMax.parties) throw wrongField('to', 'tooMany', { max: handoverMax.parties })
  return parties
}

/** A matter does not go back to whoever sent it or has returned it: it would go round for ever. */
export const refuseCircle = async (
  scope: Scope,
  itemIds: readonly string[],
  parties: readonly (Party & { readonly name?: string })[],
): Promise<void> => {
  const hands = await handsOf(scope.tx, itemIds)
  for (const party of parties) {
    const numbers = hands.filter((hand) => isSame(hand, party)).map(({ number }) => number)
    if (numbers.length > 0) throw wrongField('to', 'circle', { numbers: [...new Set(numbers)].join(', ') })
  }
}

const checkItems = async (scope: Scope, unitId: string, itemIds: readonly string[]): Promise<void> => {
  if (itemIds.length === 0) throw wrongField('items', 'noItems')
  if (itemIds.length > handoverMax.items) throw wrongField('items', 'tooMany', { max: handoverMax.items })
  const found = itemIds.every(isId) ? await itemsByIds(scope.tx, itemIds) : []
  const received = await receivedItemIds(scope.tx, unitId)
  const fits = found.filter(
    (item) => item.state === 'open' && (item.unitPath.includes(unitId) || received.has(item.id)),
  )
  if (fits.length !== itemIds.length) throw wrongField('items', 'goneItem')
  const busy = await underWay(scope.tx, { unitId, itemIds })
  if (busy.length > 0) throw wrongField('items', 'underWay', { numbers: busy.join(', ') })
}

/** Begins a handover of open matters of the unit, of one below it, or of those it has received itself. */
export const draftHandover = async (scope: Scope, input: HandoverDraft): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  const itemIds = [...new Set(input.itemIds)]
  await checkItems(scope, unit.id, itemIds)
  const parties = await readParties(scope, input)
  await refuseCircle(scope, itemIds, parties)
  const now = scope.clock.now()
  const row = {
    id: newId(),
    unitId: unit.id,
    number: readText('number', input.number, handoverMax.number),
    note: readText('note', input.note, handoverMax.note),
    writtenBy: officerId,
    createdAt: now,
    updatedAt: now,
  }
  await insertHandover(scope.tx, row, { itemIds, parties })
  await noteAct(scope, 'handover.drafted', row, { items: itemIds.length, parties: parties.length })
  return row.id
}
