import { describeTime } from '../../dialogues/index.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { linkFor, openWindowsOf, readersOf } from '../../sealed/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import { placesOf } from './places-of.ts'

/** Windows that take sealed opinions now where somebody lives; those of the places they only follow are not theirs. */
export const sealedWindowsFor = async (turn: TurnContext) =>
  turn.resident === null
    ? []
    : await openWindowsOf(turn.scope.tx, {
        unitIds: (await placesOf(turn)).own,
        now: turn.scope.clock.now(),
      })

/** Hands over the link to the page that seals: a chat cannot be sealed. The same person gets the same link. */
export const sealedTopic: Topic = {
  name: 'sealed',
  async begin(turn) {
    const { scope, locale, publicUrl } = turn
    turn.close()
    const windows = await sealedWindowsFor(turn)
    if (windows.length === 0) return turn.tell(turn.phrase('sealed:topic.none'))
    if (publicUrl === undefined) return turn.tell(turn.phrase('sealed:topic.noPage'))
    for (const one of windows) {
      const readers = await readersOf(scope.tx, one.id)
      const text = turn.phrase('sealed:topic.link', {
        number: one.orderNumber,
        date: formatShortDateVi(one.orderDate as PlainDate),
        issuer: one.orderIssuer,
        until: describeTime(locale, one.closesAt),
        count: readers.length,
      })
      const url = `${publicUrl}${await linkFor(scope, one.id)}`
      turn.tell(text, { link: { label: turn.phrase('sealed:topic.open'), url } })
    }
  },
}
