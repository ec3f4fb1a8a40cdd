import type { AccountDirectory, ChannelAccount, RawUpdate } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'
import { updateProfile, type BotProfile } from './bot-profile.ts'
import type { BotApi } from './call-api.ts'
import type { Control, ControlFailure } from './control.ts'
import { backOffMs, type Pause } from './pause.ts'
import { pollUpdates } from './polling.ts'
import { registerWebhook } from './register-webhook.ts'

export type ConnectOptions = {
  readonly accounts: AccountDirectory
  readonly api: BotApi
  readonly controlOf: (token: string) => Control
  readonly apiRoot: string
  /** Without it Telegram cannot reach us, and we ask for updates. */
  readonly publicUrl: string | undefined
  readonly profile: BotProfile
  readonly receive: (updates: readonly RawUpdate[]) => Promise<void>
  readonly clock: Clock
  readonly log: Log
  readonly pause: Pause
}

type Way = 'webhook' | 'polling'

const hourMs = 60 * 60_000
const mostBackOffMs = 5 * 60_000
// Another program may have taken the webhook away; then it is brought back.
const lookAgainMs = 10 * 60_000
const profileBackOffMs = 60_000

const failed = (why: string): ControlFailure => ({ kind: 'failed', why, code: 0, retryAfterMs: 0 })

const learn = async (
  accounts: AccountDirectory,
  account: ChannelAccount,
  news: Readonly<Record<string, string>>,
): Promise<ControlFailure | undefined> => {
  const fresh = Object.entries(news).filter(([name, value]) => account.capabilities[name] !== value)
  if (fresh.length === 0) return undefined
  try {
    await accounts.learn(account.id, Object.fromEntries(fresh))
    return undefined
  } catch {
    return failed('not-stored')
  }
}

/** Who the bot is, and which way its updates come. */
const setUp = async (
  options: ConnectOptions,
  account: ChannelAccount,
  control: Control,
  signal: AbortSignal,
): Promise<Way | ControlFailure> => {
  const { accounts, apiRoot, publicUrl, log } = options
  const me = await control.call('getMe', {}, signal)
  if (me.kind === 'failed') return me
  const notLearnt = await learn(accounts, account, { username: me.result.username ?? '' })
  if (notLearnt) return notLearnt
  if (publicUrl !== undefined && account.credentials['webhookSecret']) {
    const registered = await registerWebhook(control, account, { publicUrl, apiRoot }, signal)
    if (registered.kind === 'registered') {
      return (await learn(accounts, account, { webhookMark: registered.mark })) ?? 'webhook'
    }
    // An address that Telegram will never deliver to (no https, an odd port, an unknown host).
    if (registered.code !== 400) return registered
    log.warn({ accountId: account.id }, 'Telegram does not take the address of PUBLIC_URL; its updates are polled')
  }
  const deleted = await control.call('deleteWebhook', {}, signal)
  return deleted.kind === 'failed' ? deleted : 'polling'
}

const keepProfile = async (options: ConnectOptions, accountId: string, control: Control, signal: AbortSignal) => {
  for (let failures = 1; !signal.aborted; failures += 1) {
    const failure = await updateProfile(control, options.profile, signal)
    if (signal.aborted) return
    if (!failure) return options.log.debug({ accountId }, 'commands and descriptions of a bot are up to date')
    options.log.warn({ accountId, why: failure.why }, 'commands and descriptions of a bot were not set')
    await options.pause(Math.max(profileBackOffMs, backOffMs(failures, hourMs, failure.retryAfterMs)), signal)
  }
}

/**
 * Keeps one bot receiving until `signal` aborts, however long Telegram cannot be reached (it is blocked on Vietnamese
 * networks): tried again at growing distances, said once an hour.
 */
export const keepConnected = async (options: ConnectOptions, accountId: string, signal: AbortSignal): Promise<void> => {
  const { accounts, log, clock, pause } = options
  const token = accounts.byId(accountId)?.credentials['botToken'] ?? ''
  const control = options.controlOf(token)
  let profile: Promise<void> | undefined
  let failures = 0
  let saidAt = Number.NEGATIVE_INFINITY
  let said = ''
  while (!signal.aborted) {
    const account = accounts.byId(accountId)
    if (!account) break
    const way = await setUp(options, account, control, signal)
    if (signal.aborted) break
    if (typeof way !== 'string') {
      failures += 1
      const now = clock.now().getTime()
      if (now - saidAt >= hourMs) {
        saidAt = now
        said = ''
        if (way.code === 401 || way.code === 404)
          log.error({ accountId, why: way.why }, 'Telegram refuses the token of a bot')
        else log.warn({ accountId, why: way.why, failures }, 'Telegram could not be reached; tried again later')
      }
      await pause(backOffMs(failures, mostBackOffMs, way.retryAfterMs), signal)
      continue
    }
    failures = 0
    saidAt = Number.NEGATIVE_INFINITY
    if (said !== way) log.info({ accountId, way }, 'a Telegram bot is connected')
    said = way
    profile ??= keepProfile(options, accountId, control, signal)
    if (way === 'webhook') await pause(lookAgainMs, signal)
    else await pollUpdates({ ...options, account: { id: accountId, token } }, signal)
  }
  await profile
}
