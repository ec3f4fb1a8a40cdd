import type { PendingUpdate, Poll } from './delivery-types.ts'
import { answer, conflict, type Outcome } from './outcome.ts'
import type { Bot, EmulatorState } from './state.ts'
import type { UpdateKind, WireUpdate } from './wire.ts'

const notByDefault = new Set<UpdateKind>(['chat_member', 'message_reaction', 'message_reaction_count'])

const day = 86_400_000

/** The server drops what was not accepted in time: buttons after 150 s, the rest after 24 h. */
const lifetime = (kind: UpdateKind): number => (kind === 'callback_query' ? 150_000 : day)

/** Messages and edits of a chat share a queue; taps and blocks travel in others, so their order is not kept. */
const queueOf = (kind: UpdateKind, chatId: number, personId: number): string => {
  if (kind === 'callback_query') return `tap:${personId}`
  return kind === 'my_chat_member' ? `member:${chatId}` : `chat:${chatId}`
}

const dropExpired = (state: EmulatorState, bot: Bot): void => {
  const now = state.scheduler.now()
  for (const [id, { expiresAt }] of bot.pending) if (expiresAt < now) bot.pending.delete(id)
}

export const pendingCount = (state: EmulatorState, bot: Bot): number => {
  dropExpired(state, bot)
  return bot.pending.size
}

const collect = (state: EmulatorState, bot: Bot, limit: number): WireUpdate[] => {
  dropExpired(state, bot)
  const found: WireUpdate[] = []
  for (const { wire } of bot.pending.values()) {
    if (found.length === limit) break
    found.push(wire)
  }
  return found
}

/** Confirms by offset: everything below it is forgotten; a negative one keeps only the newest so many. */
const confirm = (bot: Bot, offset: number): void => {
  const ids = [...bot.pending.keys()]
  const kept = offset < 0 ? ids.slice(offset) : ids.filter((id) => id >= offset)
  const first = kept[0] ?? Number.POSITIVE_INFINITY
  for (const id of ids) if (id < first) bot.pending.delete(id)
}

/** A second conflict within 3 s of the last is answered 3 s late, as the real server does. */
const conflicting = (state: EmulatorState, bot: Bot, text: string): Outcome | Promise<Outcome> => {
  const now = state.scheduler.now()
  if (now >= bot.nextConflictAt) {
    bot.nextConflictAt = now + 3000
    return conflict(text)
  }
  return new Promise((resolve) => {
    state.scheduler.at(now + 3000, () => resolve(conflict(text)))
  })
}

/** Ends a running long poll with 409. */
export const abortPoll = (state: EmulatorState, bot: Bot, reason: 'setWebhook' | 'getUpdates'): void => {
  const { poll } = bot
  if (poll === undefined) return
  delete bot.poll
  poll.finish(
    conflicting(
      state,
      bot,
      reason === 'setWebhook'
        ? 'terminated by setWebhook request'
        : 'terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
  )
}

const longestPoll = 50

/** getUpdates: confirms, answers what waits, or waits for the next update up to `timeout` seconds. */
export const pollUpdates = (
  state: EmulatorState,
  bot: Bot,
  asked: { offset: number; limit: number; timeout: number },
): Outcome | Promise<Outcome> => {
  if (bot.webhook !== undefined)
    return conflicting(
      state,
      bot,
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
  abortPoll(state, bot, 'getUpdates')
  let { limit } = asked
  let timeout = Math.min(asked.timeout, longestPoll)
  const now = state.scheduler.now()
  if (state.settings.pollThrottle && bot.lastPoll?.offset === asked.offset) {
    if (now < bot.lastPoll.at + 3000) timeout = Math.max(timeout, 3)
    if (now < bot.lastPoll.at + 500) limit = 1
  }
  bot.lastPoll = { offset: asked.offset, at: now }
  if (asked.offset !== 0) confirm(bot, asked.offset)
  const waiting = collect(state, bot, limit)
  if (waiting.length > 0 || timeout === 0) return answer(waiting)
  return new Promise((resolve) => {
    const cancel = state.scheduler.at(now + timeout * 1000, () => {
      if (bot.poll === poll) delete bot.poll
      resolve(answer([]))
    })
    const poll: Poll = {
      offset: asked.offset,
      limit,
      finish: (outcome) => {
        cancel()
        resolve(outcome)
      },
    }
    bot.poll = poll
  })
}

/** The client that polled went away: its poll must not swallow the next update's answer. */
export const forgetPoll = (bot: Bot): void => {
  const { poll } = bot
  if (poll === undefined) return
  delete bot.poll
  poll.finish(answer([]))
}

/** Gives the bot an update, unless it does not want the kind; its id, or undefined. */
export const enqueueUpdate = (
  state: EmulatorState,
  bot: Bot,
  kind: UpdateKind,
  content: object,
  whose: { chatId: number; personId: number },
): number | undefined => {
  const wanted = bot.allowedUpdates === undefined ? !notByDefault.has(kind) : bot.allowedUpdates.includes(kind)
  if (!wanted) return undefined
  const id = bot.nextUpdateId
  bot.nextUpdateId += 1
  const now = state.scheduler.now()
  const update: PendingUpdate = {
    id,
    kind,
    queue: queueOf(kind, whose.chatId, whose.personId),
    expiresAt: now + lifetime(kind),
    wire: { update_id: id, [kind]: content },
    failures: 0,
    delay: 1,
    wakeAt: now,
    repeats: 0,
  }
  bot.pending.set(id, update)
  const { poll } = bot
  if (poll !== undefined) {
    delete bot.poll
    poll.finish(answer(collect(state, bot, poll.limit)))
  }
  bot.delivery?.push(update)
  return id
}
