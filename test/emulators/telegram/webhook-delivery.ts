import { Agent } from 'undici'
import type { Delivery, DeliveryRecord, DeliverySettings, PendingUpdate } from './delivery-types.ts'
import { postUpdate, type Posted } from './post-update.ts'
import type { Scheduler } from './scheduler.ts'
import type { Bot, Webhook } from './state.ts'

export type DeliveryContext = {
  scheduler: Scheduler
  random: () => number
  settings: DeliverySettings
  records: DeliveryRecord[]
  bot: Bot
  target: Webhook
  /** A 2xx answer may carry one method call. */
  onReply: (posted: { contentType: string; body: string }) => void
  /** After 23 h of nothing but 410 the webhook is removed. */
  onGone: () => void
}

type Queue = { key: string; items: PendingUpdate[]; busy: boolean; waiting?: () => void }

const longestRetryAfter = 3600
const resend = 60
const goneAfter = 23 * 3_600_000

/** Delivers the updates of one bot to its webhook: queues in order, side by side, retried as the real server does. */
export const startDelivery = (context: DeliveryContext): Delivery => {
  const { scheduler, settings, bot, target } = context
  const agent = new Agent({ connections: target.maxConnections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 })
  const queues = new Map<string, Queue>()
  const ready = new Set<Queue>()
  const aborts = new Set<AbortController>()
  let resting: (() => void)[] = []
  let flying = 0
  let held = false
  let stopped = false
  let lastSuccess = Number.NEGATIVE_INFINITY
  let firstGone: number | undefined

  const connections = () => {
    if (settings.reorder !== 'asSent') return 1
    return settings.rampUp && scheduler.now() - lastSuccess >= 10_000 ? 1 : target.maxConnections
  }

  const announceRest = () => {
    if (flying > 0 || (ready.size > 0 && !held && !stopped)) return
    const waiting = resting
    resting = []
    for (const resolve of waiting) resolve()
  }

  /** Puts a queue where its first update belongs: among the ready ones, asleep, or away. */
  const place = (queue: Queue) => {
    const [first] = queue.items
    queue.waiting?.()
    delete queue.waiting
    if (first === undefined) {
      queues.delete(queue.key)
    } else if (first.wakeAt <= scheduler.now()) {
      ready.add(queue)
    } else {
      queue.waiting = scheduler.at(first.wakeAt, () => {
        ready.add(queue)
        pump()
      })
    }
  }

  const drop = (queue: Queue, update: PendingUpdate) => {
    queue.items.shift()
    bot.pending.delete(update.id)
  }

  const send = async (update: PendingUpdate): Promise<Posted> => {
    const abort = new AbortController()
    aborts.add(abort)
    const cancel = scheduler.at(scheduler.now() + settings.answerTimeoutMs, () => abort.abort())
    flying += 1
    const posted = await postUpdate(target, JSON.stringify(update.wire), agent, abort.signal)
    flying -= 1
    cancel()
    aborts.delete(abort)
    if (stopped) return posted
    context.records.push({
      at: new Date(scheduler.now()),
      bot: bot.user.username ?? '',
      updateId: update.id,
      kind: update.kind,
      queue: update.queue,
      attempt: update.failures + 1,
      ...(posted.status === undefined ? { error: posted.error } : { status: posted.status }),
    })
    return posted
  }

  const sendAgainLater = (update: PendingUpdate, afterMs: number) => {
    scheduler.at(scheduler.now() + afterMs, () => {
      if (!stopped) void send(update).then(announceRest)
    })
  }

  const onAccepted = (queue: Queue, update: PendingUpdate) => {
    lastSuccess = scheduler.now()
    firstGone = undefined
    if (update.repeats > 0) {
      update.repeats -= 1
      const after = settings.duplicate?.afterMs
      if (after === undefined) return
      sendAgainLater(update, after)
    }
    drop(queue, update)
  }

  const onRefused = (queue: Queue, update: PendingUpdate, posted: Posted) => {
    const now = scheduler.now()
    bot.lastError = { at: now, message: posted.error }
    if (posted.status === 410) {
      firstGone ??= now
      if (now > firstGone + goneAfter) return context.onGone()
    } else if (posted.status !== undefined) {
      firstGone = undefined
    }
    const asked = Math.min(posted.retryAfter, longestRetryAfter)
    let wait = asked
    let next = update.delay
    if (asked === 0 && update.failures > 0) {
      next = Math.min(resend + Math.floor(context.random() * (resend + 1)), update.delay * 2)
      wait = next
    }
    if (now + wait * 1000 > update.expiresAt) return drop(queue, update)
    update.delay = next
    update.wakeAt = now + wait * 1000
    update.failures += 1
    return undefined
  }

  const serve = async (queue: Queue, update: PendingUpdate) => {
    const posted = await send(update)
    queue.busy = false
    if (stopped) return announceRest()
    if (posted.accepted) {
      onAccepted(queue, update)
      context.onReply(posted)
    } else {
      onRefused(queue, update, posted)
    }
    if (stopped) return announceRest()
    place(queue)
    pump()
    return undefined
  }

  const isOther = (queue: Queue) => !queue.key.startsWith('chat:')

  const next = (): Queue | undefined => {
    const preferred =
      settings.reorder === 'asSent'
        ? undefined
        : ready.values().find((queue) => isOther(queue) === (settings.reorder === 'othersFirst'))
    return preferred ?? ready.values().next().value
  }

  const pump = () => {
    while (!held && !stopped && flying < connections()) {
      const queue = next()
      if (queue === undefined) break
      ready.delete(queue)
      const [update] = queue.items
      if (update === undefined || update.expiresAt < scheduler.now()) {
        if (update !== undefined) drop(queue, update)
        place(queue)
        continue
      }
      queue.busy = true
      void serve(queue, update)
    }
    announceRest()
  }

  const push = (update: PendingUpdate) => {
    const { delay, duplicate } = settings
    if (delay !== undefined && context.random() < delay.probability)
      update.wakeAt = Math.max(update.wakeAt, scheduler.now() + Math.ceil(context.random() * delay.maxMs))
    if (duplicate !== undefined && context.random() < duplicate.probability) update.repeats += 1
    let queue = queues.get(update.queue)
    if (queue === undefined) {
      queue = { key: update.queue, items: [], busy: false }
      queues.set(update.queue, queue)
    }
    queue.items.push(update)
    if (queue.items.length === 1 && !queue.busy) place(queue)
    pump()
  }

  return {
    push,
    pump,
    hold: () => {
      held = true
    },
    release: () => {
      held = false
      pump()
    },
    idle: () =>
      new Promise((resolve) => {
        resting.push(resolve)
        announceRest()
      }),
    stop: async () => {
      stopped = true
      for (const queue of queues.values()) queue.waiting?.()
      for (const abort of aborts) abort.abort()
      queues.clear()
      ready.clear()
      announceRest()
      await agent.destroy()
    },
  }
}
