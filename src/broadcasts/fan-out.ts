import { act, type House, type Scope } from '../database/index.ts'
import { findDialogue, noticeDue, type Dialogue } from '../dialogues/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { endOfVietnamDay, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import { countUnsent, dropContents, enqueueMany, holdUnsent, withdrawUnsent } from '../outbox/index.ts'
import type { AudienceMember, AudienceSource } from './audience.ts'
import { refOf, type Broadcast } from './broadcast.ts'
import { advance, claimBroadcast, updateBroadcast } from './broadcast-store.ts'
import { activeBroadcasts, readContent } from './broadcast-views.ts'
import { alreadyTold, insertRecipients, readersOf } from './recipient-store.ts'

export type FanOutOptions = {
  readonly house: House
  readonly audience: AudienceSource
  /** People of one transaction; 500 unless told. */
  readonly batch?: number
  /** Messages of one broadcast that may wait in the outbox at a time; 2,000 unless told. */
  readonly window?: number
}

/**
 * `more`: a page went out and another may follow. `full`: the outbox has enough of it. `draining`: everybody is in, the
 * last are being sent. `busy`: another worker holds it. `idle`: nothing to do for it.
 */
export type StepOutcome = 'more' | 'full' | 'draining' | 'done' | 'busy' | 'idle'

/** The moment from which the message is of no use any more. */
const expiryOf = (broadcast: Broadcast): Date => {
  const starts = new Date(broadcast.facts.startsAt)
  if (broadcast.kind === 'cancellation') return endOfVietnamDay(vietnamDate(starts))
  const former = broadcast.formerFacts ? new Date(broadcast.formerFacts.startsAt) : starts
  return former > starts ? former : starts
}

// Where the cursor stands once the last page was taken in.
const atEnd = Number.MAX_SAFE_INTEGER

type Page = { readonly cursor: number; readonly people: readonly AudienceMember[] }

const nextPage = async (
  scope: Scope,
  broadcast: Broadcast,
  audience: AudienceSource,
  limit: number,
): Promise<Page | null> => {
  const { id, dialogueId, cursor: after, audienceUnits, audienceBound } = broadcast
  if (after === atEnd) return null
  if (broadcast.kind !== 'announcement') {
    const people = await readersOf(scope.tx, dialogueId, { after, limit })
    return { people, cursor: people.length === limit ? (people.at(-1)?.chatId ?? atEnd) : atEnd }
  }
  if (audienceBound === null) throw new AppError('INTERNAL', `broadcast ${id} runs without a bound`)
  const page = await audience(scope.tx, { unitIds: audienceUnits, bound: audienceBound, after, limit })
  const chatIds = page.recipients.map((one) => one.chatId)
  const told = await alreadyTold(scope.tx, dialogueId, id, chatIds)
  return { people: page.recipients.filter((one) => !told.has(one.chatId)), cursor: page.cursor ?? atEnd }
}

const takeIn = async (scope: Scope, broadcast: Broadcast, people: readonly AudienceMember[]): Promise<number> => {
  const content = await readContent(scope.tx, broadcast.id)
  if (!content) throw new AppError('INTERNAL', `broadcast ${broadcast.id} has no words`)
  const keyOf = (language: Locale): string => `${language}:${content.version}`
  const contents = {
    [keyOf('vi')]: { text: content.texts.vi, locale: 'vi' },
    [keyOf('en')]: { text: content.texts.en, locale: 'en' },
  } as const
  const fresh = await insertRecipients(scope.tx, broadcast.id, people)
  const reached = await enqueueMany(scope, {
    ref: refOf(broadcast.id),
    expiresAt: expiryOf(broadcast),
    contents,
    messages: people
      .filter((one) => fresh.has(one.chatId))
      .map((one) => ({ accountId: one.accountId, chatId: one.chatId, content: keyOf(one.language) })),
  })
  if (reached.length < fresh.size) {
    scope.log.warn({ broadcastId: broadcast.id, chats: fresh.size - reached.length }, 'chats of no known account')
  }
  return reached.length
}

/** What a notice would tell is no longer so: it stops by itself, or waits for an officer. */
const isOvertaken = (broadcast: Broadcast, session: Dialogue): 'stopped' | 'paused' | null => {
  if (broadcast.kind === 'cancellation') return null
  if (session.state === 'cancelled') return 'stopped'
  return noticeDue(session) === 'change' ? 'paused' : null
}

const runStep = async (scope: Scope, broadcast: Broadcast, options: FanOutOptions): Promise<StepOutcome> => {
  const now = scope.clock.now()
  const ref = refOf(broadcast.id)
  const session = await findDialogue(scope.tx, broadcast.dialogueId)
  if (!session) throw new AppError('INTERNAL', `broadcast ${broadcast.id} has no session`)
  const overtaken = isOvertaken(broadcast, session)
  if (overtaken === 'stopped') {
    await updateBroadcast(scope.tx, broadcast.id, { state: 'stopped' }, now)
    await withdrawUnsent(scope.tx, ref, now)
    return 'more'
  }
  if (overtaken === 'paused') {
    await updateBroadcast(scope.tx, broadcast.id, { state: 'paused', pausedWhy: 'record-changed' }, now)
    await holdUnsent(scope, ref)
    return 'idle'
  }
  const unsent = await countUnsent(scope, ref)
  const room = (options.window ?? 2000) - unsent
  if (room <= 0) return 'full'
  const limit = Math.min(options.batch ?? 500, room)
  const page = expiryOf(broadcast) > now ? await nextPage(scope, broadcast, options.audience, limit) : null
  if (!page) {
    if (unsent > 0) return 'draining'
    await updateBroadcast(scope.tx, broadcast.id, { state: 'done', finishedAt: now }, now)
    await dropContents(scope, ref)
    return 'done'
  }
  const added = await takeIn(scope, broadcast, page.people)
  await advance(scope.tx, broadcast.id, page.cursor, added, now)
  return 'more'
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

/**
 * One step of one broadcast in one transaction: the next people enter the recipients and the outbox, and the cursor
 * moves. A crash leaves the whole step or nothing of it; two workers never share one.
 */
export const fanOutStep = async (options: FanOutOptions, broadcastId: string): Promise<StepOutcome> =>
  await act(options.house, systemActor('fan-out'), async (scope) => {
    const broadcast = await claimBroadcast(scope.tx, broadcastId)
    if (!broadcast) return 'busy'
    return broadcast.state === 'running'
      ? await runStep(scope, broadcast, options)
      : await settleHalted(scope, broadcast)
  })

/**
 * Steps through all broadcasts, one page of each in turn, until none has more to give now. To be run again when
 * `broadcastsTopic` is poked and every few seconds, as the outbox empties. `signal` ends it between two steps.
 */
export const runFanOut = async (options: FanOutOptions, signal?: AbortSignal): Promise<void> => {
  let active = (await activeBroadcasts(options.house.database)).map((one) => one.id)
  while (active.length > 0) {
    const going: string[] = []
    for (const id of active) {
      if (signal?.aborted) return
      if ((await fanOutStep(options, id)) === 'more') going.push(id)
    }
    active = going
  }
}
