import { vietnamTime } from '../kernel/calendar/plain-date.ts'
import type { Broadcast } from './broadcast.ts'

// Nobody is woken for a notice; what changes or calls off a session that is near is told at once.
const quietFrom = '21:00'
const quietUntil = '07:00'
const urgentMs = 14 * 3_600_000

const isQuiet = (now: Date): boolean => vietnamTime(now) >= quietFrom || vietnamTime(now) < quietUntil

type Planned = Pick<Broadcast, 'kind' | 'facts' | 'formerFacts' | 'beginsAt'>

/** The first of the moments between which people must know: what was told before, or what is told now. */
const meets = ({ facts, formerFacts }: Planned): number =>
  Math.min(...[facts, formerFacts].flatMap((one) => (one ? [new Date(one.startsAt).getTime()] : [])))

/** Whether messages may be put in line at this moment: its hour has come, and it is not night. */
export const mayBegin = (broadcast: Planned, now: Date): boolean => {
  if (broadcast.beginsAt !== null && now < broadcast.beginsAt) return false
  if (!isQuiet(now)) return true
  return broadcast.kind !== 'announcement' && meets(broadcast) - now.getTime() < urgentMs
}
