import { findLikeItem, supportItem } from '../../questions/index.ts'
import type { TurnContext } from '../turn.ts'
import type { Draft, Place } from './opinion-draft.ts'

/**
 * Offers a similar open question to support before an own one is sent; true when the person is now asked. Once for a
 * draft, and never to somebody who wants to stay anonymous: a support is counted by the person.
 */
export const offerSupport = async (turn: TurnContext, draft: Draft, place: Place): Promise<boolean> => {
  const { resident, scope } = turn
  if (!resident || draft.isOwn || draft.isCleared || draft.naming === 'anonymous' || draft.words === '') return false
  const { unitId, dialogueId } = place
  const found = await findLikeItem(scope.tx, { unitId, dialogueId, residentId: resident.id, text: draft.words })
  if (!found) return false
  turn.ask({
    text: turn.phrase('items:offer.ask', { count: found.voices, title: found.title }),
    choices: [
      { label: turn.phrase('items:offer.support') },
      { label: turn.phrase('items:offer.sendOwn') },
      { label: turn.phrase('items:offer.cancel') },
    ],
    state: { ...draft, step: 'support', place, likeItemId: found.id } satisfies Draft,
  })
  return true
}

/** The person asks what others ask; their own words are not sent, and they are told so. */
export const supportInstead = async (turn: TurnContext, draft: Draft): Promise<void> => {
  const { itemId } = await supportItem(turn.scope, { itemId: draft.likeItemId ?? '' })
  turn.close()
  turn.tell(turn.phrase(itemId === draft.likeItemId ? 'items:offer.done' : 'items:offer.doneJoined'))
}
