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
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { channelRules, findRule, workingCalendars } from '../rules/index.ts'
import { isNight, ladderOf, leavesBefore, rungDue, type Night, type Quiet } from './ladder.ts'
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
export const isOutdated = (record: Dialogue): boolean =>
  record.told === null ||
  record.state !== 'announced' ||
  changedFacts(record.told.facts, noticeFactsOf(record)).some((name) =>
    ['startsAt', 'place', 'mode', 'joinUrl'].includes(name),
  )

/** What waits in line leaves before the night and before the session begins, or not at all. */
const lastMoment = ({ startsAt }: Dialogue, now: Date, night: Night): Date => {
  const dusk = leavesBefore(now, night)
  return dusk !== null && dusk < startsAt ? dusk : startsAt
}

/** The hours and days on which people are left in peace, by the figures and rules of the Front. */
const quietOf = async (scope: Scope): Promise<Quiet> => {
  const figures = await channelRules(scope.tx)
  const rule = await findRule(scope.tx, 'reminder.quiet_holidays', vietnamDate(scope.clock.now()))
  const calendars = rule === null ? [] : await workingCalendars(scope.tx)
  return {
    night: { from: figures.valueOf('notice.quiet-from-hour'), until: figures.valueOf('notice.quiet-until-hour') },
    isQuietDay: (date) => calendars.some(({ holidays }) => holidays.some((one) => one.date === date)),
  }
}

const rungs = async (scope: Scope, quiet: Quiet): Promise<Bare[]> => {
  const now = scope.clock.now()
  const due: Bare[] = []
  for (const id of await sessionsBetween(scope.tx, now, new Date(now.getTime() + 2 * day))) {
    const record = await findDialogue(scope.tx, id)
    const session = record && !isOutdated(record) ? asTold(record) : null
    const rung = session && rungDue(ladderOf(session.startsAt, quiet), now)
    if (!rung) continue
    due.push({
      kind: rung.name,
      session,
      // The hour stands in the fact: where it was changed, the ladder begins anew.
      fact: `${rung.name}/${session.startsAt.toISOString()}`,
      since: rung.plannedAt,
      expiresAt: lastMoment(session, now, quiet.night),
    })
  }
  return due
}

const changes = async (scope: Scope, { night }: Quiet): Promise<Bare[]> => {
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
      expiresAt: lastMoment(session, now, night),
    })
  }
  return due
}

const seats = async (scope: Scope, { night }: Quiet): Promise<Bare[]> => {
  const now = scope.clock.now()
  const due: Bare[] = []
  for (const id of await sessionsWithMoves(scope.tx, new Date(now.getTime() - 2 * day))) {
    const record = await findDialogue(scope.tx, id)
    const session = record && !isOutdated(record) ? asTold(record) : null
    if (!session || isOver(session, now)) continue
    const expiresAt = lastMoment(session, now, night)
    due.push({ kind: 'seat', session, fact: null, since: now, expiresAt })
  }
  return due
}

export const momentOf = async (scope: Scope, session: Dialogue): Promise<CouncilMoment | null> => {
  const { councilSessionId, startsAt } = session
  const council = councilSessionId === null ? undefined : await findCouncilSession(scope.tx, councilSessionId)
  return council ? councilMoment(council, startsAt) : null
}

/** All that is to be told at this moment, the most urgent first; nothing in the night. */
export const dueTellings = async (scope: Scope): Promise<DueTelling[]> => {
  const quiet = await quietOf(scope)
  if (isNight(scope.clock.now(), quiet.night)) return []
  const all = [...(await changes(scope, quiet)), ...(await seats(scope, quiet)), ...(await rungs(scope, quiet))]
  return await Promise.all(all.map(async (due) => ({ ...due, moment: await momentOf(scope, due.session) })))
}
