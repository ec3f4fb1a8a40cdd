import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { startFanOut } from './app/fan-out-loop.ts'
import { openChannels, type Channels } from './app/open-channels.ts'
import { openConversation } from './app/open-conversation.ts'
import { fetchThrough } from './app/fetch-through.ts'
import { createWebhookPost } from './app/post-webhook.ts'
import { openJobs } from './app/open-jobs.ts'
import { parkedUpdates } from './app/parked-updates.ts'
import { heldWork } from './app/held-work.ts'
import { gatherPersonalData } from './app/personal-data.ts'
import { settleFile } from './app/settle-file.ts'
import { createSpeechServer } from './app/speech-server.ts'
import { createDatabaseStorage, createFetchWorker } from './attachments/index.ts'
import { createApi, createVerify } from './api/index.ts'
import { createAuditSequencer } from './audit/index.ts'
import type { Config } from './config.ts'
import { createConsole } from './console/index.ts'
import { act, connect, disconnect, serviceRole } from './database/index.ts'
import { createServer, demandAccessRules, mountHealth, mountWebhooks, mountZaloVerifier } from './http/index.ts'
import { createInboxWorker, createReceiver, openSpool } from './inbox/index.ts'
import type { Installation } from './installation.ts'
import type { Jobs } from './jobs/index.ts'
import { systemActor } from './kernel/actor.ts'
import { newId } from './kernel/ids.ts'
import { createIdentityProvider, makeSetUpLink } from './officers/index.ts'
import { countWaiting, createLaneKeeper, createLaneSender } from './outbox/index.ts'
import { importUnits, readDataset } from './units/index.ts'

export type App = {
  readonly server: FastifyInstance
  readonly channels: Channels
  readonly jobs: Jobs
  /** Starts receiving, turning, sending and the clock. The server listens by itself. */
  start(): Promise<void>
  /** Stops in the order in which nothing is lost: take no more, finish turns, drain what is being sent, close. */
  stop(): Promise<void>
  /** The link for the first officer while there is none. */
  setUpLink(): Promise<string | undefined>
}

type Options = {
  readonly config: Config
  readonly installation: Installation
  readonly log: FastifyBaseLogger
  readonly version: string
}

/** Places are a part of the installation: a new one gets them before its first resident can be asked for theirs. */
const fillPlaces = async ({ house }: Installation): Promise<void> => {
  const [row] = await house.database.$client`select exists (select 1 from units where level = 'commune') as filled`
  if (row?.['filled']) return
  house.log.info({}, 'places are being entered, once')
  const dataset = await readDataset()
  await act(house, systemActor('first-start'), async (scope) => await importUnits(scope, dataset))
}

/** Plugs the house together. Nothing runs before `start`. */
export const createApp = async (options: Options): Promise<App> => {
  const { config, installation, log, version } = options
  const { house, ownerUrl, hasServiceRole } = installation
  await fillPlaces(installation)

  const processId = newId()
  const storage = createDatabaseStorage(house.keyring)
  const spool = await openSpool(join(config.dataDir, 'spool'), house.keyring, house.clock)
  const receiver = createReceiver({ ...house, spool })
  const channels = await openChannels({
    config,
    house,
    storage,
    receive: async (updates) => await receiver.receive(updates),
  })
  const personalData = gatherPersonalData(storage)
  const conversation = openConversation({ house, storage, personalData, publicUrl: config.publicUrl })
  const inbox = createInboxWorker({
    house,
    processId,
    channelOf: channels.of,
    takeTurn: conversation.takeTurn,
    apologise: conversation.apologise,
  })
  const leases = connect({
    url: ownerUrl,
    max: 1,
    applicationName: 'nhip-cau leases',
    ...(hasServiceRole ? { role: serviceRole } : {}),
  })
  const lanes = createLaneKeeper({
    house,
    database: leases,
    processId,
    version,
    run(lease) {
      const sender = createLaneSender({ house, processId, channelOf: channels.of, lease })
      sender.start()
      return sender
    },
  })
  const files = createFetchWorker({
    house,
    storage,
    async fetchMedia(accountId, source, signal) {
      const fetch = channels.of(accountId)?.fetchMedia
      return fetch ? await fetch(accountId, source, signal) : { kind: 'gone', why: 'no-channel' }
    },
    settled: settleFile,
  })
  const sequencer = createAuditSequencer(house)
  const speech = createSpeechServer(config)
  const webhooks = createWebhookPost(config.outboundProxy)
  const jobs = openJobs({
    house,
    ownerUrl,
    storage,
    channels,
    publicUrl: config.publicUrl,
    speech,
    postWebhook: webhooks.post,
  })

  let isStopping = false
  const server = await createServer({ log, behindProxy: config.publicUrl !== undefined })
  demandAccessRules(server)
  const counts = await mountWebhooks(server, { channels: channels.all, receiver, log: house.log })
  mountZaloVerifier(server)
  mountHealth(server, {
    database: house.database,
    isStopping: () => isStopping,
    gauges: [
      { name: 'nhip_cau_updates_accepted', help: 'Updates stored since the start', read: () => counts.accepted },
      {
        name: 'nhip_cau_webhooks_refused',
        help: 'Webhook requests refused since the start',
        read: () => counts.refused,
      },
      {
        name: 'nhip_cau_web_chat_streams',
        help: 'Open web chats of this process',
        read: () => channels.web.countStreams(),
      },
      {
        name: 'nhip_cau_outbox_waiting',
        help: 'Messages that wait or are under way',
        read: async () => (await countWaiting(house.database)).reduce((sum, lane) => sum + lane.count, 0),
      },
      {
        name: 'nhip_cau_resident_memory_bytes',
        help: 'Resident memory of this process',
        read: () => process.memoryUsage.rss(),
      },
    ],
  })
  await channels.web.mount(server)
  const localUrl = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`
  const { zalo } = config.secrets
  const fetchIdentity = config.oidc && fetchThrough(config.outboundProxy, config.oidc.issuer)
  const through = fetchIdentity ? { fetch: fetchIdentity.fetch } : {}
  await server.register(
    createConsole({
      house,
      publicUrl: config.publicUrl,
      localUrl,
      kioskPath: channels.kioskPath,
      parked: parkedUpdates(house),
      templates: channels.zalo.calls,
      heldWork,
      ...(config.oidc && config.secrets.oidcClientSecret !== undefined
        ? {
            identity: createIdentityProvider({
              ...config.oidc,
              clientSecret: config.secrets.oidcClientSecret,
              ...through,
            }),
          }
        : {}),
      ...(channels.zaloConnector && zalo && config.zalo
        ? {
            zalo: {
              connector: channels.zaloConnector,
              credentials: {
                appId: config.zalo.appId,
                appSecret: zalo.appSecret,
                oaSecretKey: zalo.oaSecretKey,
              },
            },
          }
        : {}),
    }),
    { prefix: '/console' },
  )
  const api = { house, publicUrl: config.publicUrl, version }
  await server.register(createApi(api), { prefix: '/api' })
  await server.register(createVerify(api))
  server.get('/', { config: { access: 'public' } }, async (_request, reply) => await reply.redirect('/chat'))

  let fanOut: { stop(): Promise<void> } | undefined
  return {
    server,
    channels,
    jobs,
    async setUpLink() {
      const link = await act(house, systemActor('start'), makeSetUpLink)
      return link ? `${config.publicUrl ?? localUrl}/console/set-up/${link.token}` : undefined
    },
    async start() {
      await receiver.replay()
      await jobs.start()
      await lanes.start()
      inbox.start()
      files.start()
      sequencer.start()
      fanOut = startFanOut(house)
      for (const channel of channels.all) await channel.start?.(async (updates) => await receiver.receive(updates))
    },
    async stop() {
      isStopping = true
      await server.close()
      await channels.telegram.stop?.()
      await receiver.stop()
      await fanOut?.stop()
      await inbox.stop()
      await files.stop()
      await lanes.stop()
      await disconnect(leases)
      await sequencer.stop()
      await jobs.stop()
      await fetchIdentity?.close()
      await speech?.close()
      await webhooks.close()
      await channels.stop()
    },
  }
}
