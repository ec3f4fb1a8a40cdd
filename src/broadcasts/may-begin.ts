import type { Queryable } from '../database/index.ts'
import { noticeAdvice, type Dialogue } from '../dialogues/index.ts'
import { addDays, vietnamDate, vietnamTime, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { channelRules, findRule, workingCalendars } from '../rules/index.ts'
import { isLetter, type Broadcast } from './broadcast.ts'
import { expiryOf } from './expiry-of.ts'

/** Why nothing of a broadcast is put in line at this moment although it is being sent. */
export type Rest = 'begins' | 'night' | 'holiday'

// What changes or calls off a session that is so near is told at once.
const urgentMs = 14 * 3_600_000

type Planned = Pick<Broadcast, 'kind' | 'facts' | 'formerFacts' | 'beginsAt' | 'createdAt'>

/** The first of the moments between which people must know: what was told before, or what is told now. */
const meets = ({ facts, formerFacts }: Planned): number =>
  Math.min(...[facts, formerFacts].flatMap((one) => (one ? [new Date(one.startsAt).getTime()] : [])))

/** News about a session that people count on: a change or a cancellation. */
const isNews = ({ kind }: Planned): boolean => kind !== 'announcement' && !isLetter(kind)

/** Hours of the day in Vietnam between which nobody is woken for a notice; the same hour twice means never. */
const isNight = async (db: Queryable, now: Date): Promise<boolean> => {
  const figures = await channelRules(db)
  const [from, until] = [figures.valueOf('notice.quiet-from-hour'), figures.valueOf('notice.quiet-until-hour')]
  const hour = Number(vietnamTime(now).slice(0, 2))
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}

/** The first day from today that is no holiday, where the Front has chosen to keep quiet on holidays. */
const nextFreeDay = async (db: Queryable, today: PlainDate): Promise<PlainDate> => {
  if ((await findRule(db, 'notice.quiet_holidays', today)) === null) return today
  const days = new Set((await workingCalendars(db)).flatMap(({ holidays }) => holidays.map(({ date }) => date)))
  let day = today
  while (days.has(day)) day = addDays(day, 1)
  return day
}

/** An invitation waits for the end of a holiday, unless it would then come too late by law or be of no use any more. */
const isHoliday = async (db: Queryable, broadcast: Planned, session: Dialogue, now: Date): Promise<boolean> => {
  const today = vietnamDate(now)
  const free = await nextFreeDay(db, today)
  if (free === today || free >= vietnamDate(expiryOf(broadcast))) return false
  const rule = await findRule(db, 'dialogue.notice', free)
  const advice = noticeAdvice(session, free, rule, await workingCalendars(db))
  return broadcast.kind !== 'announcement' || advice.kind !== 'late'
}

/** Null when messages may be put in line: their hour has come, it is not night, and no holiday that can be waited for. */
export const restOf = async (db: Queryable, broadcast: Planned, session: Dialogue, now: Date): Promise<Rest | null> => {
  if (broadcast.beginsAt !== null && now < broadcast.beginsAt) return 'begins'
  const isUrgent = isNews(broadcast) && meets(broadcast) - now.getTime() < urgentMs
  if (!isUrgent && (await isNight(db, now))) return 'night'
  return !isNews(broadcast) && (await isHoliday(db, broadcast, session, now)) ? 'holiday' : null
}
