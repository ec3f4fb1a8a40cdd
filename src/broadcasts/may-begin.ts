import type { Queryable } from '../database/index.ts'
import { vietnamTime } from '../kernel/calendar/plain-date.ts'
import { channelRules } from '../rules/index.ts'
import { isLetter, type Broadcast } from './broadcast.ts'

/** Hours of the day in Vietnam between which nobody is woken for a notice; the same hour twice means never. */
export type QuietHours = { readonly from: number; readonly until: number }

export const quietHours = async (db: Queryable): Promise<QuietHours> => {
  const rules = await channelRules(db)
  return { from: rules.valueOf('notice.quiet-from-hour'), until: rules.valueOf('notice.quiet-until-hour') }
}

// What changes or calls off a session that is so near is told at once.
const urgentMs = 14 * 3_600_000

const isQuiet = ({ from, until }: QuietHours, now: Date): boolean => {
  const hour = Number(vietnamTime(now).slice(0, 2))
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}

type Planned = Pick<Broadcast, 'kind' | 'facts' | 'formerFacts' | 'beginsAt'>

/** The first of the moments between which people must know: what was told before, or what is told now. */
const meets = ({ facts, formerFacts }: Planned): number =>
  Math.min(...[facts, formerFacts].flatMap((one) => (one ? [new Date(one.startsAt).getTime()] : [])))

/** Whether messages may be put in line at this moment: its hour has come, and it is not night. */
export const mayBegin = (broadcast: Planned, now: Date, quiet: QuietHours): boolean => {
  if (broadcast.beginsAt !== null && now < broadcast.beginsAt) return false
  if (!isQuiet(quiet, now)) return true
  return broadcast.kind !== 'announcement' && !isLetter(broadcast.kind) && meets(broadcast) - now.getTime() < urgentMs
}
