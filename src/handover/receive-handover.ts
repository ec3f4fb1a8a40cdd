import type { Scope } from '../database/index.ts'
import { handoverMax, outcomes, returnReasons } from './handover.ts'
import { changeHandover, changeItem, changeParty, isAnswered } from './handover-store.ts'
import { noteAct, takeParty, type Seen } from './take-handover.ts'
import { notNow, readRequired, readText, wrongField } from './wrong-field.ts'

type OfParty = Seen & { readonly seq: number }

/**
 * Receipt by one of those it was sent to, with who received it and when. Of a body without an account the sender's
 * officer notes it.
 */
export const receiveHandover = async (
  scope: Scope,
  input: OfParty & { readonly name: string; readonly post: string },
): Promise<void> => {
  const { handover, officerId, party } = await takeParty(scope, input, ['sent', 'received'])
  if (party.receivedAt !== null || party.returnedAt !== null) throw notNow('received')
  const now = scope.clock.now()
  await changeParty(
    scope.tx,
    { handoverId: handover.id, seq: party.seq },
    {
      receivedAt: now,
      receivedBy: officerId,
      receivedName: readRequired('name', input.name, handoverMax.name),
      receivedPost: readRequired('post', input.post, handoverMax.name),
    },
  )
  await changeHandover(scope.tx, handover.id, party.seq === 0 ? { state: 'received' } : {}, now)
  await noteAct(scope, 'handover.received', handover, { party: party.seq })
}

/** Gives it back with a reason; "không thuộc thẩm quyền" says who is competent. Where the one who leads does, it is all back. */
export const returnHandover = async (
  scope: Scope,
  input: OfParty & { readonly reason: string; readonly competentBody: string; readonly words: string },
): Promise<void> => {
  const { handover, party } = await takeParty(scope, input, ['sent', 'received'])
  if (party.returnedAt !== null) throw notNow('returned')
  const returnReason = returnReasons.find((one) => one === input.reason)
  if (returnReason === undefined) throw wrongField('reason', 'missing')
  const isOthers = returnReason === 'not_competent'
  const competentBody = isOthers ? readRequired('competentBody', input.competentBody, handoverMax.body) : null
  const words =
    returnReason === 'other'
      ? readRequired('words', input.words, handoverMax.why)
      : readText('words', input.words, handoverMax.why)
  const now = scope.clock.now()
  await changeParty(
    scope.tx,
    { handoverId: handover.id, seq: party.seq },
    { returnedAt: now, returnReason, competentBody, returnWords: words },
  )
  await changeHandover(scope.tx, handover.id, party.seq === 0 ? { state: 'returned' } : {}, now)
  await noteAct(scope, 'handover.returned', handover, { party: party.seq, reason: returnReason })
}

/** What became of one matter at the receiver's; declined ones need words. Done once each has an outcome. */
export const markHandoverOutcome = async (
  scope: Scope,
  input: OfParty & { readonly itemId: string; readonly outcome: string; readonly words: string },
): Promise<void> => {
  const { handover, party } = await takeParty(scope, input, ['received', 'done'])
  if (party.receivedAt === null || party.returnedAt !== null) throw notNow('not received')
  const item = handover.items.find(({ itemId }) => itemId === input.itemId)
  if (!item) throw wrongField('items', 'goneItem')
  const outcome = outcomes.find((one) => one === input.outcome)
  if (outcome === undefined) throw wrongField('outcome', 'missing')
  const outcomeWords =
    outcome === 'declined'
      ? readRequired('outcomeWords', input.words, handoverMax.why)
      : readText('outcomeWords', input.words, handoverMax.why)
  const now = scope.clock.now()
  await changeItem(
    scope.tx,
    { handoverId: handover.id, itemId: item.itemId },
    { outcome, outcomeWords, outcomeAt: now },
  )
  const isDone = await isAnswered(scope.tx, handover.id)
  await changeHandover(scope.tx, handover.id, isDone ? { state: 'done' } : {}, now)
  await noteAct(scope, 'handover.outcome_marked', handover, { outcome })
}
