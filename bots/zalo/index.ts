// Zalo Official Accounts: webhooks in, consultation messages out. What Zalo's API says stands in `zalo-oa-sdk`; what it
// means to the house stands here. Tokens, files and accounts are handed in.
import type { AccountConnector, Channel, SendOutcome } from '../../src/channels/port.ts'
import { createAccountCalls } from './account-calls.ts'
import type { AccountCalls } from './account-calls.ts'
import { broadcastArticle } from './broadcast-article.ts'
import type { Article, ArticleBroadcast, BroadcastOutcome, BroadcastTarget } from './broadcast-article.ts'
import { createConnector } from './connect-account.ts'
import type { ConnectorApp } from './connect-account.ts'
import { parseEvent } from './parse-event.ts'
import { sendMessage } from './send-message.ts'
import { sendToPhone } from './send-to-phone.ts'
import type { PhoneTemplate } from './send-to-phone.ts'
import { createWebhook } from './webhook.ts'
import { createZaloContext } from './zalo-context.ts'
import type { ZaloOptions } from './zalo-context.ts'

export type { AccountCalls, Article, ArticleBroadcast, BroadcastOutcome, BroadcastTarget, ConnectorApp, ZaloOptions }

export type ZaloChannel = Channel & {
  /** A template by phone number, for the adapter of phones; no trouble of this account becomes one of its caller's. */
  sendToPhone(input: PhoneTemplate, signal: AbortSignal): Promise<SendOutcome>
  /** An article to the account's followers; it cannot aim at a ward. Values only, whatever Zalo says. */
  broadcastArticle(accountId: string, broadcast: ArticleBroadcast): Promise<BroadcastOutcome>
  /** Templates, quotas and tags of an account. */
  readonly calls: AccountCalls
  /** Connects further accounts to an app, and renews tokens ahead of time. */
  connector(app: ConnectorApp): AccountConnector
}

// Where the media that people send live (docs.zaloplatforms.com, webhook samples); the second is the older name.
const mediaHosts = ['*.zdn.vn', '*.zadn.vn']

export const createZaloChannel = (options: ZaloOptions): ZaloChannel => {
  const context = createZaloContext(options)
  const allowedHosts = [...mediaHosts, ...(options.mediaHosts ?? [])]
  const sends = new Set<Promise<unknown>>()
  const counted = async <Outcome>(work: Promise<Outcome>): Promise<Outcome> => {
    sends.add(work)
    try {
      return await work
    } finally {
      sends.delete(work)
    }
  }
  return {
    platform: 'zalo',
    webhook: createWebhook(options.directory),
    read: parseEvent,
    send: async (delivery, signal) => await counted(sendMessage(context, delivery, signal)),
    budgetOf: context.budgets.of,
    sendToPhone: async (input, signal) => await counted(sendToPhone(context, input, signal)),
    broadcastArticle: async (accountId, broadcast) => await counted(broadcastArticle(context, accountId, broadcast)),
    calls: createAccountCalls(context),
    async fetchMedia(_, source, signal) {
      if (source.kind !== 'url') return { kind: 'gone', why: 'not-a-source-of-zalo' }
      return await options.download({ url: source.url, allowedHosts, signal })
    },
    async stop() {
      await Promise.allSettled(sends)
      await Promise.all(context.underWay)
      await context.client.close()
    },
    connector: (app) => createConnector(context, app),
  }
}
