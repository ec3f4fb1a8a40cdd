import { isMovable, systemTime } from './emulator-clock.ts'
import type { EmulatorClock } from './emulator-clock.ts'
import { createFaults } from './faults.ts'
import { createIds, seededRandom } from './random.ts'
import { createWebhookSender } from './send-webhook.ts'
import { createSignal } from './signal.ts'
import { defaultSwitches } from './switches.ts'
import type { Switches } from './switches.ts'
import type { World, ZaloApp } from './world.ts'

export type ZaloEmulatorOptions = {
  /** Default: any free one. */
  port?: number
  host?: string
  /** Where events go; can be set later through `webhook.url`. */
  webhookUrl?: string
  /** Default: the system's. With a movable clock retries wait for `advance()` or `runDue()`. */
  clock?: EmulatorClock
  /** real: retries and delays run by themselves; default with a clock that cannot be moved. */
  timers?: 'real' | 'manual'
  seed?: number
  app?: Partial<ZaloApp>
  switches?: Partial<Switches>
}

export const createWorld = (options: ZaloEmulatorOptions): World => {
  const clock = options.clock ?? systemTime
  const random = seededRandom(options.seed ?? 1)
  const world: Omit<World, 'webhooks'> = {
    url: '',
    clock,
    now: () => clock.now().getTime(),
    switches: { ...defaultSwitches(), ...options.switches },
    app: {
      appId: '4000000000000000417',
      appSecret: 'emulated-app-secret',
      oaSecretKey: 'emulated-oa-secret-key',
      callbackUrl: undefined,
      fixedCodeChallenge: undefined,
      active: true,
      ...options.app,
    },
    // Ids have a sequence of their own, so that chance in the network does not change them.
    ids: createIds(seededRandom((options.seed ?? 1) + 1)),
    random,
    signal: createSignal(),
    faults: createFaults(),
    accounts: new Map(),
    people: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    uploads: new Map(),
    articles: new Map(),
    templates: new Map(),
    templateMessages: new Map(),
    media: new Map(),
    buckets: new Map(),
    calls: [],
    busy: new Set(),
    refreshReuses: 0,
  }
  const whole = world as World
  const timers = options.timers ?? (isMovable(clock) ? 'manual' : 'real')
  whole.webhooks = createWebhookSender(whole, { url: options.webhookUrl, realTimers: timers === 'real' })
  return whole
}
