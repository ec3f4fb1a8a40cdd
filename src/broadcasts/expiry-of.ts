import { endOfVietnamDay, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { isLetter, type Broadcast } from './broadcast.ts'

const letterLifeMs = 30 * 24 * 3_600_000

/** The moment from which the message is of no use any more. */
export const expiryOf = (broadcast: Pick<Broadcast, 'kind' | 'facts' | 'formerFacts' | 'createdAt'>): Date => {
  const starts = new Date(broadcast.facts.startsAt)
  // What is written before a session helps before it; what is written after it, and its result, for a month.
  if (isLetter(broadcast.kind) && broadcast.createdAt >= starts) {
    return new Date(broadcast.createdAt.getTime() + letterLifeMs)
  }
  if (broadcast.kind === 'cancellation') return endOfVietnamDay(vietnamDate(starts))
  const former = broadcast.formerFacts ? new Date(broadcast.formerFacts.startsAt) : starts
  return former > starts ? former : starts
}
