import type { RawUpdate } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { ApiAnswer, BotApi } from './call-api.ts'
import { backOffMs, type Pause } from './pause.ts'
import { allowedUpdates, readEnvelope } from './read-envelope.ts'
import { isFields } from './update-fields.ts'

type Options = {
  readonly api: BotApi
  readonly account: { readonly id: string; readonly token: string }
  /** Resolves once the updates are safe. */
  readonly receive: (updates: readonly RawUpdate[]) => Promise<void>
  readonly clock: Clock
  readonly log: Log
  readonly pause: Pause
}

const pollSeconds = 25
// Telegram answers an empty poll after its 25 s; a connection that is silent for longer is dead.
const patienceMs = (pollSeconds + 15) * 1000
const mostBackOffMs = 60_000
const conflictMs = 10_000
const wrongTokenMs = 5 * 60_000

/** An empty answer sooner than this was none of a long poll; asking again at once would be a storm. */
const shortestPollMs = 1000

/** The updates of an answer; undefined when it holds anything that is none of Telegram's. */
const readUpdates = (answer: ApiAnswer, accountId: string, clock: Clock): RawUpdate[] | undefined => {
  if (answer.kind !== 'done' || !Array.isArray(answer.result)) return undefined
  const given: readonly unknown[] = answer.result
  const updates = given.filter(isFields).flatMap((update) => {
    const raw = Buffer.from(JSON.stringify(update))
    return readEnvelope(accountId, update, raw, clock) ?? []
  })
  return updates.length === given.length ? updates : undefined
}

/** What to wait after a failed poll, and what to say about it. */
const judge = (answer: ApiAnswer, failures: number): { readonly ms: number; readonly why: string; alarm?: true } => {
  if (answer.kind === 'refused') {
    const why = `status-${answer.code}`
    if (answer.code === 409) return { ms: backOffMs(failures, mostBackOffMs, conflictMs), why: 'conflict' }
    if (answer.code === 401 || answer.code === 404) return { ms: wrongTokenMs, why, alarm: true }
    return { ms: backOffMs(failures, mostBackOffMs, answer.retryAfterSeconds * 1000), why }
  }
  const why =
    answer.kind === 'strange' ? `status-${answer.status}` : answer.kind === 'broken' ? answer.why : 'malformed'
  return { ms: backOffMs(failures, mostBackOffMs), why }
}

/**
 * Asks for updates until `signal` aborts. The next offset confirms, so it is sent only after its updates were stored;
 * it is never kept: what comes again is known by its key.
 */
export const pollUpdates = async (options: Options, signal: AbortSignal): Promise<void> => {
  const { api, account, receive, clock, log, pause } = options
  let offset: number | undefined
  let failures = 0
  let lastWhy = ''

  const waitAfter = async (ms: number, why: string, alarm = false): Promise<void> => {
    if (why !== lastWhy) {
      const fields = { accountId: account.id, why }
      if (alarm) log.error(fields, 'Telegram refuses the token of a bot')
      else if (why === 'conflict') log.warn(fields, 'another program receives the updates of this bot')
      else log.warn(fields, 'polling Telegram failed and goes on later')
    }
    lastWhy = why
    await pause(ms, signal)
  }

  while (!signal.aborted) {
    const askedAt = performance.now()
    const answer = await api.call(
      account.token,
      'getUpdates',
      {
        ...(offset === undefined ? {} : { offset }),
        timeout: pollSeconds,
        limit: 100,
        allowed_updates: allowedUpdates,
      },
      AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    )
    if (signal.aborted) return
    const updates = readUpdates(answer, account.id, clock)
    if (!updates) {
      failures += 1
      const { ms, why, alarm } = judge(answer, failures)
      await waitAfter(ms, why, alarm)
      continue
    }
    try {
      if (updates.length > 0) await receive(updates)
    } catch {
      failures += 1
      await waitAfter(backOffMs(failures, mostBackOffMs), 'not-stored')
      continue
    }
    if (lastWhy !== '') log.info({ accountId: account.id }, 'polling Telegram works again')
    failures = 0
    lastWhy = ''
    // After a week of silence Telegram starts its ids anew, perhaps lower: an old offset is not kept beyond an empty answer.
    offset = updates.length > 0 ? Math.max(...updates.map((update) => update.seq)) + 1 : undefined
    if (updates.length === 0 && performance.now() - askedAt < shortestPollMs) await pause(shortestPollMs, signal)
  }
}
