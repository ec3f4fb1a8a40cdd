// The web chat: a platform of our own on the service's port. Its page works without the script and is live with it;
// what it remembers, files and the receiver are handed in, so that it knows the port and the kernel and nothing else.
import type { FastifyInstance } from 'fastify'
import type { Channel } from '../../src/channels/port.ts'
import { mountAssets } from './assets.ts'
import type { WebOptions } from './means.ts'
import { parseUpdate } from './parse-update.ts'
import { mountEventRoutes } from './routes/event-routes.ts'
import { mountFileRoutes } from './routes/file-routes.ts'
import { mountMessageRoutes } from './routes/message-routes.ts'
import { mountPageRoutes } from './routes/page-routes.ts'
import { mountSessionRoutes } from './routes/session-routes.ts'
import { sendMessage } from './send-message.ts'
import { createStreams } from './streams.ts'
import { createTakeMessage } from './take-message.ts'

export { kioskPath } from './kiosk-key.ts'
export type { WebFiles, WebMemory, WebOptions } from './means.ts'
export { webAccount } from './parse-update.ts'

export type WebChannel = Channel & {
  /** Adds the routes below `/chat`. The host brings cookies and form bodies. */
  mount(app: FastifyInstance): Promise<void>
  /** Live connections of this process, for `/metrics`. */
  countStreams(): number
  /** One heartbeat of the live connections, as the timer does it. */
  beat(): Promise<void>
  stop(): Promise<void>
}

export const createWebChannel = (options: WebOptions): WebChannel => {
  const streams = createStreams(options)
  const takeMessage = createTakeMessage(options)
  return {
    platform: 'web',
    read: (_accountId, raw) => parseUpdate(raw),
    send: async (delivery, signal) => await sendMessage(options, delivery, signal),
    stop: async () => await streams.stop(),
    beat: async () => await streams.beat(),
    countStreams: () => streams.count(),
    async mount(app) {
      const room = { options, streams, assets: await mountAssets(app) }
      // Live connections would keep the host from closing.
      app.addHook('preClose', async () => await streams.stop())
      mountPageRoutes(app, room)
      mountSessionRoutes(app, room)
      mountMessageRoutes(app, room, takeMessage)
      await mountFileRoutes(app, room, takeMessage)
      mountEventRoutes(app, room)
    },
  }
}
