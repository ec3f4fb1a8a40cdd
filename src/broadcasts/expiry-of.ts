import { endOfVietnamDay, vietnamDate } from '../kernel/calendar/plain-date.ts'
import type { Broadcast } from './broadcast.ts'

/** The moment from which the message is of no use any more. */
export const expiryOf = (broadcast: Pick<Broadcast, 'kind' | 'facts' | 'formerFacts'>): Date => {
  const starts = new Date(broadcast.facts.startsAt)
  if (broadcast.kind === 'cancellation') return endOfVietnamDay(vietnamDate(starts))
  const former = broadcast.formerFacts ? new Date(broadcast.formerFacts.startsAt) : starts
  return former > starts ? former : starts
}
