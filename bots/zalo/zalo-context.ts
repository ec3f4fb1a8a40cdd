import { setTimeout as wait } from 'node:timers/promises'
import { createZaloClient } from 'zalo-oa-sdk'
import type { ZaloClient } from 'zalo-oa-sdk'
import type { Dispatcher } from 'undici'
import type { AccountDirectory, ChannelAccount, FetchedMedia, TokenVault } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { abortable } from './abortable-dispatcher.ts'
import { createSendProgress } from './send-progress.ts'
import type { SendProgress } from './send-progress.ts'
import { createToldBudgets } from './told-budgets.ts'
import type { ToldBudgets } from './told-budgets.ts'
import { createUploads } from './uploads.ts'
import type { Uploads } from './uploads.ts'
import { proofPlaceOf, readCredentials } from './zalo-account.ts'

/** What the house hands to the adapter. */
export type ZaloOptions = {
  readonly directory: AccountDirectory
  readonly vault: TokenVault
  readonly clock: Clock
  /** Bytes of a stored attachment; undefined when it is gone. */
  readonly readFile: (attachmentId: string) => Promise<Uint8Array | undefined>
  /** Fetches from the named hosts only, within its own limits of size and time. */
  readonly download: (file: {
    readonly url: string
    readonly allowedHosts: readonly string[]
    readonly signal: AbortSignal
  }) => Promise<FetchedMedia>
  readonly roots: { readonly api: string; readonly oauth: string; readonly business: string }
  /** A proxy, say; the caller closes it. */
  readonly dispatcher?: Dispatcher
  /** Most time for one call; default 10 s. */
  readonly timeoutMs?: number
  /** Hosts of media beside Zalo's own, such as `127.0.0.1:8090` of an emulator. */
  readonly mediaHosts?: readonly string[]
  /** Public address of a picture for the form that asks for contact data; no form without it. */
  readonly contactImageUrl?: string
  /** Between two looks at an article that is being worked on; real time unless a test says otherwise. */
  readonly wait?: (ms: number) => Promise<unknown>
}

export type ZaloContext = ZaloOptions & {
  readonly wait: (ms: number) => Promise<unknown>
  readonly client: ZaloClient
  readonly uploads: Uploads
  readonly progress: SendProgress
  readonly budgets: ToldBudgets
  /** Accounts whose quota of templates by phone is spent, and until when (milliseconds). */
  readonly templatesSpent: Map<string, number>
  /** Renewals that go on although the send that caused them was given up. */
  readonly underWay: Set<Promise<unknown>>
}

export const createZaloContext = (options: ZaloOptions): ZaloContext => ({
  ...options,
  wait: options.wait ?? ((ms) => wait(ms)),
  client: createZaloClient({
    apiRoot: options.roots.api,
    oauthRoot: options.roots.oauth,
    businessRoot: options.roots.business,
    ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  }),
  uploads: createUploads(options),
  progress: createSendProgress(),
  budgets: createToldBudgets(),
  templatesSpent: new Map(),
  underWay: new Set(),
})

/** The client as one send of one account needs it. Shares the connections of all. */
export const clientOf = ({ client }: ZaloContext, account: ChannelAccount, signal: AbortSignal): ZaloClient => {
  const place = proofPlaceOf(account)
  const appSecret = readCredentials(account)?.appSecret
  return {
    ...client,
    dispatcher: abortable(client.dispatcher, signal),
    appSecretProof: place === undefined || appSecret === undefined ? null : { appSecret, in: place },
  }
}
