// The Telegram bots. Sending, polling and files go through undici; telegraf sets the bots up and gives the types.
import type { Agent } from 'node:http'
import type { Dispatcher } from 'undici'
import type { AccountDirectory, Channel, RawUpdate } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'
import { createTapAcknowledger } from './acknowledge-taps.ts'
import type { BotProfile } from './bot-profile.ts'
import { createBotApi } from './call-api.ts'
import { createControl } from './control.ts'
import { createFetchMedia } from './fetch-media.ts'
import { watchAccounts, type AccountWatch } from './watch-accounts.ts'
import { parseUpdate } from './parse-update.ts'
import { realPause, type Pause } from './pause.ts'
import { createFileSender } from './send-file.ts'
import { createSendMessage } from './send-message.ts'
import { createWebhook } from './webhook.ts'

export type { BotProfile } from './bot-profile.ts'

export type TelegramOptions = {
  /** Accounts `telegram:<name>` with the credentials `botToken` and `webhookSecret` (1 to 256 of A-Z a-z 0-9 _ -). */
  readonly accounts: AccountDirectory
  /** Address of the Bot API, with or without a path. */
  readonly apiRoot: string
  /** Keep-alive connections of this adapter alone, through the proxy if there is one; closed by whoever made it. */
  readonly dispatcher: Dispatcher
  /** The same way out for telegraf's calls; needed only with a proxy. */
  readonly controlAgent?: Agent
  /** Address that Telegram can reach. Without it the updates are polled. */
  readonly publicUrl: string | undefined
  /** Bytes of a file that is to be sent; null when they are gone. */
  readonly readFile: (attachmentId: string) => Promise<Uint8Array | null>
  readonly profile: BotProfile
  readonly log: Log
  readonly clock: Clock
  /** For tests. */
  readonly pause?: Pause
}

export type TelegramChannel = Channel & {
  /** Ends the waiting sign on tapped buttons: to be called once updates from the webhook are stored. */
  acknowledge(updates: readonly RawUpdate[]): void
}

/** The adapter of all Telegram bots. Telegram's failures are values; it never tells a token. */
export const createTelegramChannel = (options: TelegramOptions): TelegramChannel => {
  const { accounts, apiRoot, clock } = options
  const api = createBotApi(apiRoot, options.dispatcher)
  const files = createFileSender(api, options.readFile)
  const taps = createTapAcknowledger(accounts, api)
  let watch: AccountWatch | undefined
  return {
    platform: 'telegram',
    webhook: createWebhook(accounts, clock),
    read: (_accountId, raw) => parseUpdate(raw, clock),
    send: createSendMessage({ accounts, api, files }),
    fetchMedia: createFetchMedia(accounts, api),
    acknowledge: (updates) => taps.acknowledge(updates),
    async start(receive) {
      watch ??= watchAccounts({
        accounts,
        api,
        apiRoot,
        clock,
        controlOf: (token) => createControl({ token, apiRoot, agent: options.controlAgent }),
        publicUrl: options.publicUrl,
        profile: options.profile,
        log: options.log,
        pause: options.pause ?? realPause,
        receive: async (updates) => {
          await receive(updates)
          taps.acknowledge(updates)
        },
      })
    },
    async stop() {
      await watch?.stop()
      await taps.stop()
    },
  }
}
