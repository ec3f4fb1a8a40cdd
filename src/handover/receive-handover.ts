import type { Scope } from '../database/index.ts'
import { handoverMax, outcomes, returnReasons } from './handover.ts'
import { changeHandover, changeItem, changeParty, isAnswered, stepHandover } from './handover-store.ts'
import { noteAct, takeParty, tellOfHandover, type Seen, type TakenParty } from './take-handover.ts'
import { notNow, readRequired, readText, wrongField } from './wrong-field.ts'

type OfParty = Seen & { readonly seq: number }
export type Receipt = { readonly name: string; readonly post: string }
export type Return = { readonly reason: string; readonly competentBody: string; readonly words: string }

/** A link that was made for a receiver is spent once they have said something. */
const spent = { linkHash: null, linkExpiresAt: null } as const

export const takeReceipt = async (scope: Scope, taken: TakenParty, { name, post }: Receipt): Promise<void> => {
  const { handover, party, officerId } = taken
  if (party.receivedAt !== null || party.returnedAt !== null) throw notNow('received')
  const now = scope.clock.now()
  const change = {
    receivedAt: now,
    receivedBy: officerId,
    receivedName: readRequired('name', name, handoverMax.name),
    receivedPost: readRequired('post', post, handoverMax.name),
  }
  await changeParty(scope.tx, { handoverId: handover.id, seq: party.seq }, { ...change, ...spent })
  await changeHandover(scope.tx, handover.id, party.seq === 0 ? { state: 'received' } : {}, now)
  if (party.seq === 0) await stepHandover(scope.tx, handover.id, now)
  await noteAct(scope, 'handover.received', handover, { party: party.seq, byLink: officerId === null })
  await tellOfHandover(scope, 'handover.received', handover, { party: party.seq })
}

export const takeReturn = async (scope: Scope, taken: TakenParty, input: Return): Promise<void> => {
  const { handover, party, officerId } = taken
  if (party.returnedAt !== null) throw notNow('returned')
  const returnReason = returnReasons.find((one) => one === input.reason)
  if (returnReason === undefined) throw wrongField('reason', 'missing')
  const isOthers = returnReason === 'not_competent'
  const competentBody = isOthers ? readRequired('competentBody', input.competentBody, handoverMax.body) : null
  const returnWords =
    returnReason === 'other'
      ? readRequired('words', input.words, handoverMax.why)
      : readText('words', input.words, handoverMax.why)
  const now = scope.clock.now()
  const change = { returnedAt: now, returnReason, competentBody, returnWords }
  await changeParty(scope.tx, { handoverId: handover.id, seq: party.seq }, { ...change, ...spent })
  await changeHandover(scope.tx, handover.id, party.seq === 0 ? { state: 'returned' } : {}, now)
  if (party.seq === 0) await stepHandover(scope.tx, handover.id, now)
  await noteAct(scope, 'handover.returned', handover, {
    party: party.seq,
    reason: returnReason,
    byLink: officerId === null,
  })
  await tellOfHandover(scope, 'handover.returned', handover, { party: party.seq, reason: returnReason })
}

/**
 * Receipt by one of those it was sent to, with who received it and when. Of a body without an account the sender's
 * officer notes it, or the body itself by its link.
 */
export const receiveHandover = async (scope: Scope, input: OfParty & Receipt): Promise<void> =>
  await takeReceipt(scope, await takeParty(scope, input, ['sent', 'received']), input)

/** Gives it back with a reason; "không thuộc thẩm quyền" says who is competent. Where the one who leads does, it is all back. */
export const returnHandover = async (scope: Scope, input: OfParty & Return): Promise<void> =>
  await takeReturn(scope, await takeParty(scope, input, ['sent', 'received']), input)

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
  await stepHandover(scope.tx, handover.id, now)
  await noteAct(scope, 'handover.outcome_marked', handover, { outcome })
  await tellOfHandover(scope, 'handover.outcome', handover, { itemId: item.itemId, outcome })
}
