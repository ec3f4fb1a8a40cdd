import { act, type House, type Scope } from '../database/index.ts'
import { chooseWay, situationOf } from '../delivery/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { countUnsent, dropContents, holdUnsent, releaseUnsent, spaceUnsent, withdrawUnsent } from '../outbox/index.ts'
import type { AudienceSource, Recipient } from './audience.ts'
import { refOf, type Broadcast } from './broadcast.ts'
import { advance, claimBroadcast, updateBroadcast } from './broadcast-store.ts'
import { activeBroadcasts } from './broadcast-views.ts'
import { aboutOf, type About } from './about.ts'
import { againAtOf, chooseAgain } from './choose-again.ts'
import { putInLine } from './put-in-line.ts'
import { reroute } from './reroute.ts'
import { expiryOf } from './expiry-of.ts'
import { isOvertaken } from './is-overtaken.ts'
import { restOf } from './may-begin.ts'
import { nextPage, type Page } from './next-page.ts'
import { refusalsRise } from './refusals-views.ts'
import { dropAgain, insertRecipients, nextToFeed, setWays } from './recipient-store.ts'

export type FanOutOptions = {
  readonly house: House
  readonly audience: AudienceSource
  /** People of one transaction; 5,000 unless told. */
  readonly batch?: number
  /** Messages of one broadcast that may wait in the outbox at a time; 2,000 unless told. */
  readonly window?: number
}

/**
 * `more`: a page went out and another may follow. `full`: the outbox has enough of it, or its hour has not come. `draining`: everybody is in, the
 * last are being sent. `busy`: another worker holds it. `idle`: nothing to do for it.
 */
export type StepOutcome = 'more' | 'full' | 'draining' | 'done' | 'busy' | 'idle'

// What one statement of the outbox takes.
const feedMax = 1000

/** Enters a page of people with the way that is cheapest for each of them now. */
const takeIn = async (scope: Scope, broadcast: Broadcast, page: Page, about: About): Promise<void> => {
  const situation = await situationOf(scope.tx, broadcast, { ...about, now: scope.clock.now() })
  const recipients = page.persons.flatMap((person): Recipient[] => {
    const choice = chooseWay(person.reaches, situation)
    if (!choice) return []
    const { chatId, accountId, way } = choice
    const againAt = way === 'held' ? againAtOf(person.reaches, situation) : undefined
    const { anchor: position, language } = person
    return [{ position, chatId, accountId, language, way, ...(againAt ? { againAt } : {}) }]
  })
  const added = await insertRecipients(scope.tx, broadcast.id, recipients)
  await setWays(
    scope.tx,
    broadcast.id,
    recipients.filter((one) => one.againAt),
  )
  await advance(scope.tx, broadcast.id, page.cursor, added, scope.clock.now())
}

/** Puts the next people in line, as many as the outbox has room for. Gives how many were looked at. */
const feed = async (scope: Scope, broadcast: Broadcast, about: About, limit: number): Promise<number> => {
  const next = await nextToFeed(scope.tx, broadcast.id, { after: broadcast.fedUpTo, limit })
  const last = next.at(-1)
  if (!last) return 0
  const situation = await situationOf(scope.tx, broadcast, { ...about, now: scope.clock.now() })
  const before = new Map(next.map((one) => [one.position, one]))
  const chosen = await chooseAgain(scope, next, situation)
  await setWays(
    scope.tx,
    broadcast.id,
    chosen.filter((one) => {
      const former = before.get(one.position)
      return former?.way !== one.way || former.chatId !== one.chatId
    }),
  )
  const goes = chosen.filter((one) => one.way !== 'held')
  await putInLine(scope, broadcast, about, goes)
  const now = scope.clock.now()
  await updateBroadcast(scope.tx, broadcast.id, { fedUpTo: last.position, fedAt: now }, now)
  return next.length
}

/** Stands still until an officer has looked. */
const halt = async (scope: Scope, { id }: Broadcast, why: 'record-changed' | 'refusals'): Promise<StepOutcome> => {
  await updateBroadcast(scope.tx, id, { state: 'paused', pausedWhy: why }, scope.clock.now())
  await holdUnsent(scope, refOf(id))
  scope.log.warn({ broadcastId: id, why }, 'a broadcast paused by itself; an officer must look')
  return 'idle'
}

/**
 * How many an officer's pace leaves room for since people were put in line last. A pause earns one message or what
 * belongs to five seconds, so nothing is made up for in a burst.
 */
const allowedNow = ({ perMinute, fedAt }: Broadcast, now: Date): number => {
  if (perMinute === null) return feedMax
  if (fedAt === null) return 1
  const earned = (Math.max(0, now.getTime() - fedAt.getTime()) / 60_000) * perMinute
  return Math.floor(Math.min(earned, Math.max(1, perMinute / 12)))
}

/** The clock was set back: what stands in line for a moment that is now far off is due by the new time. */
const afterSetBack = async (scope: Scope, { id, perMinute }: Broadcast, now: Date): Promise<StepOutcome> => {
  const ref = refOf(id)
  await (perMinute === null ? releaseUnsent(scope, ref) : spaceUnsent(scope, ref, perMinute))
  await updateBroadcast(scope.tx, id, { fedAt: now }, now)
  scope.log.warn({ broadcastId: id }, 'the clock was set back while a broadcast ran')
  return 'more'
}

const runStep = async (scope: Scope, broadcast: Broadcast, options: FanOutOptions): Promise<StepOutcome> => {
  const now = scope.clock.now()
  const ref = refOf(broadcast.id)
  if (broadcast.fedAt !== null && broadcast.fedAt > now) return await afterSetBack(scope, broadcast, now)
  const session = await findDialogue(scope.tx, broadcast.dialogueId)
  if (!session) throw new AppError('INTERNAL', `broadcast ${broadcast.id} has no session`)
  const overtaken = isOvertaken(broadcast, session)
  if (overtaken === 'stopped') {
    await updateBroadcast(scope.tx, broadcast.id, { state: 'stopped' }, now)
    await withdrawUnsent(scope.tx, ref, now)
    return 'more'
  }
  if (overtaken === 'paused') {
    return await halt(scope, broadcast, 'record-changed')
  }
  if (await refusalsRise(scope.tx, broadcast)) return await halt(scope, broadcast, 'refusals')
  const isOfUse = expiryOf(broadcast) > now
  const page = isOfUse
    ? await nextPage(scope.tx, broadcast, { audience: options.audience, limit: options.batch ?? 5000, now })
    : null
  const about = await aboutOf(scope.tx, broadcast, session, now)
  if (page) await takeIn(scope, broadcast, page, about)
  const unsent = await countUnsent(scope, ref)
  const room = Math.min(feedMax, (options.window ?? 2000) - unsent, allowedNow(broadcast, now))
  const mayFeed = isOfUse && (await restOf(scope.tx, broadcast, session, now)) === null
  const moved = mayFeed && room > 0 ? await reroute(scope, broadcast, about, room) : 0
  const fed = mayFeed && room > moved ? await feed(scope, broadcast, about, room - moved) : 0
  if (page || moved > 0 || fed > 0) return 'more'
  if (isOfUse && (!mayFeed || room <= 0)) return 'full'
  if (unsent > 0) return 'draining'
  await updateBroadcast(scope.tx, broadcast.id, { state: 'done', finishedAt: now }, now)
  await dropContents(scope, ref)
  return 'done'
}

/** A message that was under way when its broadcast was paused or stopped may have come back to wait. */
const settleHalted = async (scope: Scope, broadcast: Broadcast): Promise<StepOutcome> => {
  const now = scope.clock.now()
  const ref = refOf(broadcast.id)
  if (broadcast.state === 'paused') await holdUnsent(scope, ref)
  if (broadcast.state !== 'stopped' || broadcast.finishedAt !== null) return 'idle'
  await withdrawUnsent(scope.tx, ref, now)
  if ((await countUnsent(scope, ref)) > 0) return 'draining'
  await updateBroadcast(scope.tx, broadcast.id, { finishedAt: now }, now)
  await dropContents(scope, ref)
  return 'done'
}

/** It was done but for people who are held, and the way that had closed may be open again. */
const reopen = async (scope: Scope, broadcast: Broadcast, options: FanOutOptions): Promise<StepOutcome> => {
  const now = scope.clock.now()
  const session = await findDialogue(scope.tx, broadcast.dialogueId)
  if (!session || isOvertaken(broadcast, session) || expiryOf(broadcast) <= now) {
    await dropAgain(scope.tx, broadcast.id)
    return 'idle'
  }
  await updateBroadcast(scope.tx, broadcast.id, { state: 'running', finishedAt: null }, now)
  return await runStep(scope, { ...broadcast, state: 'running', finishedAt: null }, options)
}

/**
 * One step of one broadcast in one transaction: the next people enter the recipients and the outbox, and the cursor
 * moves. A crash leaves the whole step or nothing of it; two workers never share one.
 */
export const fanOutStep = async (options: FanOutOptions, broadcastId: string): Promise<StepOutcome> =>
  await act(options.house, systemActor('fan-out'), async (scope) => {
    const broadcast = await claimBroadcast(scope.tx, broadcastId)
    if (!broadcast) return 'busy'
    if (broadcast.state === 'running') return await runStep(scope, broadcast, options)
    if (broadcast.state === 'done') return await reopen(scope, broadcast, options)
    return await settleHalted(scope, broadcast)
  })

/**
 * Steps through all broadcasts, one page of each in turn, until none has more to give now. To be run again when
 * `broadcastsTopic` is poked and every few seconds, as the outbox empties. `signal` ends it between two steps.
 */
export const runFanOut = async (options: FanOutOptions, signal?: AbortSignal): Promise<void> => {
  let active = (await activeBroadcasts(options.house.database, options.house.clock.now())).map((one) => one.id)
  while (active.length > 0) {
    const going: string[] = []
    for (const id of active) {
      if (signal?.aborted) return
      if ((await fanOutStep(options, id)) === 'more') going.push(id)
    }
    active = going
  }
}
