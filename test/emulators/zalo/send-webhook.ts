import { Agent, request } from 'undici'
import { withNumericIds } from './answer.ts'
import { durations } from './emulator-clock.ts'
import { signEvent } from './webhook-signature.ts'
import type { World } from './world.ts'

export type Attempt = {
  at: number
  numRetry: number
  result: 'ok' | 'status' | 'timeout' | 'connection'
  status?: number
}

/** One event on its way to the webhook, with every attempt. */
export type Delivery = {
  id: number
  eventName: string
  oaId: string
  body: string
  headers: Record<string, string>
  attempts: Attempt[]
  /** unsubscribed: not sent, because the app had lost its subscription. */
  state: 'waiting' | 'sending' | 'delivered' | 'failed' | 'unsubscribed'
  /** ms since 1970: when the next attempt is due. */
  dueAt: number
  createdAt: number
  held: boolean
  duplicateOf: number | undefined
}

export type WebhookSender = {
  target: { url: string | undefined; subscribed: boolean; notices: string[] }
  deliveries: Delivery[]
  /** Signs and sends one event; resolves after the first attempt, or at once when the event has to wait. */
  emit(oaId: string, event: Record<string, unknown>, extraHeaders?: Record<string, string>): Promise<Delivery>
  /** Sends the console's sample to the URL and gives the status, or undefined when nothing answered in time. */
  checkRegistration(): Promise<number | undefined>
  /** Attempts everything that is due by the clock, and waits for the answers. */
  runDue(): Promise<void>
  /** Releases held-back events and waits until nothing is on the wire. */
  settle(): Promise<void>
  nextDue(): number | undefined
  close(): Promise<void>
}

const { second, minute, hour } = durations
export const retryDelays: readonly number[] = [30 * second, 5 * minute, 15 * minute, 30 * minute, hour]
const holdMs = second

const optionalFields = ['user_id_by_app', 'source', 'thumbnail', 'description', 'quote_msg_id', 'checksum']

const writeBody = (world: World, event: Record<string, unknown>): string => {
  const { switches } = world
  let body = JSON.stringify(event, (key, value: unknown) =>
    switches.omitOptionalFields && (optionalFields.includes(key) || (key === 'text' && value === ''))
      ? undefined
      : value,
  )
  if (switches.numericIds) body = withNumericIds(body)
  if (switches.numericTimestamp) body = body.replace(/"timestamp":"(\d+)"/, '"timestamp":$1')
  if (switches.escapeSlashes) body = body.replaceAll('/', '\\/')
  return body
}

const writeSignature = (world: World, body: string, timestamp: string): string => {
  const { appId, oaSecretKey } = world.app
  const mac = signEvent({ appId, body: Buffer.from(body), timestamp, secret: oaSecretKey })
  const { signatureSpelling } = world.switches
  return signatureSpelling === 'bare' ? mac : `${signatureSpelling}${mac}`
}

export const createWebhookSender = (
  world: World,
  options: { url: string | undefined; realTimers: boolean },
): WebhookSender => {
  const agent = new Agent({ pipelining: 1 })
  const target: WebhookSender['target'] = { url: options.url, subscribed: true, notices: [] }
  const deliveries: Delivery[] = []
  const waiting = new Set<Delivery>()
  const onTheWire = new Set<Promise<void>>()
  let lastTimestamp = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const post = async (body: string, headers: Record<string, string>): Promise<Omit<Attempt, 'at' | 'numRetry'>> => {
    const limit = AbortSignal.timeout(world.switches.webhookTimeoutMs)
    try {
      const answer = await request(target.url ?? '', {
        method: 'POST',
        body,
        headers,
        dispatcher: agent,
        signal: limit,
      })
      await answer.body.dump()
      const status = answer.statusCode
      return status === 200 ? { result: 'ok', status } : { result: 'status', status }
    } catch {
      return { result: limit.aborted ? 'timeout' : 'connection' }
    }
  }

  const settleAttempt = (delivery: Delivery, attempt: Attempt): void => {
    if (attempt.result === 'ok') {
      delivery.state = 'delivered'
      return
    }
    target.notices.push(`${delivery.eventName}: ${attempt.result} ${attempt.status ?? ''}`.trim())
    const again = attempt.result === 'connection' || world.switches.retryOn === 'non200'
    const delay = retryDelays[attempt.numRetry]
    if (!again || delay === undefined) {
      delivery.state = 'failed'
      if (again) target.subscribed = false
      return
    }
    delivery.state = 'waiting'
    waiting.add(delivery)
    delivery.dueAt = (world.switches.retryCountedFrom === 'event' ? delivery.createdAt : attempt.at) + delay
  }

  const attempt = async (delivery: Delivery): Promise<void> => {
    waiting.delete(delivery)
    if (!target.subscribed || target.url === undefined) {
      delivery.state = 'unsubscribed'
      world.signal.notify()
      return
    }
    delivery.state = 'sending'
    const numRetry = delivery.attempts.length
    const at = world.now()
    const headers = numRetry === 0 ? delivery.headers : { ...delivery.headers, num_retry: String(numRetry) }
    const result = await post(delivery.body, headers)
    const made = { at, numRetry, ...result }
    delivery.attempts.push(made)
    if (!closed) settleAttempt(delivery, made)
    world.signal.notify()
    setTimer()
  }

  const send = (delivery: Delivery): Promise<void> => {
    const work = attempt(delivery).finally(() => onTheWire.delete(work))
    onTheWire.add(work)
    return work
  }

  const nextDue = (): number | undefined => {
    let first: number | undefined
    for (const { dueAt } of waiting) first = Math.min(first ?? dueAt, dueAt)
    return first
  }

  const runDue = async (): Promise<void> => {
    const now = world.now()
    await Promise.all([...waiting].filter(({ dueAt }) => dueAt <= now).map(send))
  }

  const setTimer = (): void => {
    if (!options.realTimers || closed) return
    clearTimeout(timer)
    const due = nextDue()
    if (due === undefined) return
    // A timer may fire a millisecond early: look again rather than lose the event.
    timer = setTimeout(() => void runDue().then(setTimer), Math.max(1, due - world.now()))
    timer.unref()
  }

  const releaseHeld = async (except?: Delivery): Promise<void> => {
    const held = [...waiting].filter((one) => one.held && one !== except)
    for (const one of held) one.held = false
    await Promise.all(held.map(send))
  }

  const queue = (oaId: string, eventName: string, body: string, headers: Record<string, string>): Delivery => {
    const { delayMs, reordering } = world.switches
    const now = world.now()
    const held = reordering > 0 && world.random() < reordering
    const wait = delayMs.max > 0 ? Math.round(delayMs.min + world.random() * (delayMs.max - delayMs.min)) : 0
    const delivery: Delivery = {
      id: deliveries.length + 1,
      eventName,
      oaId,
      body,
      headers,
      attempts: [],
      state: 'waiting',
      dueAt: now + Math.max(wait, held ? holdMs : 0),
      createdAt: now,
      held,
      duplicateOf: undefined,
    }
    deliveries.push(delivery)
    waiting.add(delivery)
    return delivery
  }

  const emit: WebhookSender['emit'] = async (oaId, event, extraHeaders = {}) => {
    // Two events of one person in the same millisecond would be one to a receiver that dedupes by name, person and time.
    lastTimestamp = Math.max(world.now(), lastTimestamp + 1)
    const timestamp = String(lastTimestamp)
    const body = writeBody(world, { ...event, app_id: world.app.appId, timestamp })
    const name = typeof event['event_name'] === 'string' ? event['event_name'] : 'unnamed'
    const delivery = queue(oaId, name, body, {
      'Content-Type': 'application/json',
      'X-ZEvent-Signature': writeSignature(world, body, timestamp),
      ...extraHeaders,
    })
    const twice = world.switches.duplicates > 0 && world.random() < world.switches.duplicates
    if (delivery.dueAt <= world.now()) {
      await send(delivery)
      await releaseHeld(delivery)
    }
    if (twice) {
      const copy = queue(oaId, name, body, delivery.headers)
      copy.duplicateOf = delivery.id
      if (copy.dueAt <= world.now()) await send(copy)
    }
    setTimer()
    world.signal.notify()
    return delivery
  }

  const checkRegistration = async (): Promise<number | undefined> => {
    const timestamp = String(world.now())
    const body = JSON.stringify({
      app_id: world.app.appId,
      sender: { id: '1111111111111111111' },
      user_id_by_app: '1111111111111111111',
      recipient: { id: '2222222222222222222' },
      event_name: 'user_send_text',
      message: { text: 'This is testing message', msg_id: 'This is message id' },
      timestamp,
    })
    const signed = world.switches.registrationCheck === 'placeholder'
    const signature = signed ? { 'X-ZEvent-Signature': writeSignature(world, body, timestamp) } : {}
    return (await post(body, { 'Content-Type': 'application/json', ...signature })).status
  }

  const settle = async (): Promise<void> => {
    await releaseHeld()
    while (onTheWire.size > 0) await Promise.all(onTheWire)
  }

  const close = async (): Promise<void> => {
    closed = true
    clearTimeout(timer)
    await agent.destroy()
    await Promise.allSettled(onTheWire)
  }

  return { target, deliveries, emit, checkRegistration, runDue, settle, nextDue, close }
}
