// Zalo Official Accounts: webhooks in, consultation messages out. What Zalo's API says stands in `zalo-oa-sdk`; what it
// means to the house stands here. Tokens, files and accounts are handed in.
import type { AccountConnector, Channel } from '../../src/channels/port.ts'
import { createConnector } from './connect-account.ts'
import type { ConnectorApp } from './connect-account.ts'
import { parseEvent } from './parse-event.ts'
import { sendMessage } from './send-message.ts'
import { createWebhook } from './webhook.ts'
import { createZaloContext } from './zalo-context.ts'
import type { ZaloOptions } from './zalo-context.ts'

export type { ConnectorApp, ZaloOptions }

export type ZaloChannel = Channel & {
  /** Connects further accounts to an app, and renews tokens ahead of time. */
  connector(app: ConnectorApp): AccountConnector
}

// Where the media that people send live (docs.zaloplatforms.com, webhook samples); the second is the older name.
const mediaHosts = ['*.zdn.vn', '*.zadn.vn']

export const createZaloChannel = (options: ZaloOptions): ZaloChannel => {
  const context = createZaloContext(options)
  const allowedHosts = [...mediaHosts, ...(options.mediaHosts ?? [])]
  const sends = new Set<Promise<unknown>>()
  return {
    platform: 'zalo',
    webhook: createWebhook(options.directory),
    read: parseEvent,
    async send(delivery, signal) {
      const work = sendMessage(context, delivery, signal)
      sends.add(work)
      try {
        return await work
      } finally {
        sends.delete(work)
      }
    },
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
