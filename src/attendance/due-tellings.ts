import type { Scope } from '../database/index.ts'
import {
  asTold,
  changedFacts,
  councilMoment,
  findCouncilSession,
  findDialogue,
  isOver,
  noticeFactsOf,
  type CouncilMoment,
  type Dialogue,
} from '../dialogues/index.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { findRule, workingCalendars } from '../rules/index.ts'
import { isNight, ladderOf, nextNight, rungDue } from './ladder.ts'
import { recentChanges, sessionsBetween, sessionsWithMoves } from './reminder-views.ts'

/** Something to be told now to the people of a session. */
export type DueTelling = {
  readonly kind: 'evening' | 'hours' | 'change' | 'cancellation' | 'seat'
  /** As people were told of it. */
  readonly session: Dialogue
  /** Before or after which council session a voter contact is held, where the calendar knows it. */
  readonly moment: CouncilMoment | null
  readonly fact: string | null
  readonly since: Date
  readonly expiresAt: Date
}

type Bare = Omit<DueTelling, 'moment'>

const hour = 3_600_000
const day = 24 * hour

/** Day, hour, place or manner were changed, or it was called off, and people do not know yet: what we say would be wrong. */
const isOutdated = (record: Dialogue): boolean =>
  record.told === null ||
  record.state !== 'announced' ||
  changedFacts(record.told.facts, noticeFactsOf(record)).some((name) =>
    ['startsAt', 'place', 'mode', 'joinUrl'].includes(name),
  )

const earlier = (one: Date, other: Date): Date => (one < other ? one : other)

/** Days on which the Front wants to leave people in peace; a rule that is switched off leaves none. */
const quietDays = async (scope: Scope): Promise<(date: PlainDate) => boolean> => {
  const today = vietnamDate(scope.clock.now())
  const rule = await findRule(scope.tx, 'reminder.quiet_holidays', today)
  const calendars = rule === null ? [] : await workingCalendars(scope.tx)
  return (date) => calendars.some(({ holidays }) => holidays.some((one) => one.date === date))
}

const rungs = async (scope: Scope): Promise<Bare[]> => {
  const now = scope.clock.now()
  const isQuiet = await quietDays(scope)
  const due: Bare[] = []
  for (const id of await sessionsBetween(scope.tx, now, new Date(now.getTime() + 2 * day))) {
    const record = await findDialogue(scope.tx, id)
    const session = record && !isOutdated(record) ? asTold(record) : null
    const rung = session && rungDue(ladderOf(session.startsAt, isQuiet), now)
    if (!rung) continue
    due.push({
      kind: rung.name,
      session,
      // The hour stands in the fact: where it was changed, the ladder begins anew.
      fact: `${rung.name}/${session.startsAt.toISOString()}`,
      since: rung.plannedAt,
      expiresAt: earlier(session.startsAt, nextNight(now)),
    })
  }
  return due
}

const changes = async (scope: Scope): Promise<Bare[]> => {
  const now = scope.clock.now()
  const due: Bare[] = []
  for (const change of await recentChanges(scope.tx, new Date(now.getTime() - 2 * day))) {
    const record = await findDialogue(scope.tx, change.dialogueId)
    const session = record ? asTold(record) : null
    if (!session || (change.kind === 'change' && session.state !== 'announced')) continue
    if (session.startsAt <= now) continue
    due.push({
      kind: change.kind,
      session,
      fact: `${change.kind}/${change.broadcastId}`,
      since: change.approvedAt,
      expiresAt: earlier(session.startsAt, nextNight(now)),
    })
  }
  return due
}

const seats = async (scope: Scope): Promise<Bare[]> => {
  const now = scope.clock.now()
  const due: Bare[] = []
  for (const id of await sessionsWithMoves(scope.tx, new Date(now.getTime() - 2 * day))) {
    const record = await findDialogue(scope.tx, id)
    const session = record && !isOutdated(record) ? asTold(record) : null
    if (!session || isOver(session, now)) continue
    const expiresAt = earlier(session.startsAt, nextNight(now))
    due.push({ kind: 'seat', session, fact: null, since: now, expiresAt })
  }
  return due
}

const withMoment = async (scope: Scope, due: Bare): Promise<DueTelling> => {
  const { councilSessionId, startsAt } = due.session
  const council = councilSessionId === null ? undefined : await findCouncilSession(scope.tx, councilSessionId)
  return { ...due, moment: council ? councilMoment(council, startsAt) : null }
}

/** All that is to be told at this moment, the most urgent first; nothing in the night. */
export const dueTellings = async (scope: Scope): Promise<DueTelling[]> => {
  if (isNight(scope.clock.now())) return []
  const all = [...(await changes(scope)), ...(await seats(scope)), ...(await rungs(scope))]
  return await Promise.all(all.map(async (due) => await withMoment(scope, due)))
}
