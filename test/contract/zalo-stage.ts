import { createZaloChannel } from '../../bots/zalo/index.ts'
import type { ZaloOptions } from '../../bots/zalo/index.ts'
import type { ChannelAccount, RawUpdate, WebhookRequest, WebhookVerdict } from '../../src/channels/port.ts'
import type { AccountInput } from '../emulators/zalo/create-account.ts'
import { movableClock } from '../emulators/zalo/emulator-clock.ts'
import { startZaloEmulator } from '../emulators/zalo/start-zalo-emulator.ts'
import type { Delivery } from '../emulators/zalo/send-webhook.ts'
import type { Switches } from '../emulators/zalo/switches.ts'
import { directoryInMemory, vaultInMemory } from './account-in-memory.ts'

export type ZaloStageInput = {
  account?: AccountInput
  switches?: Partial<Switches>
  capabilities?: ChannelAccount['capabilities']
  files?: Readonly<Record<string, Uint8Array>>
  at?: Date
  options?: Partial<ZaloOptions>
}

/** A request to our webhook as the emulator would post it. */
export const requestOf = ({ body, headers }: Pick<Delivery, 'body' | 'headers'>): WebhookRequest => ({
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  params: {},
  body: Buffer.from(body),
})

export const updatesOf = (verdict: WebhookVerdict): readonly RawUpdate[] => {
  if (verdict.status !== 200) throw new Error(`the webhook answered ${verdict.status}: ${verdict.why}`)
  return verdict.updates
}

/** The adapter before an emulator with one account and one person who follows it; ten in the morning in Hanoi. */
export const openZaloStage = async (input: ZaloStageInput = {}) => {
  const clock = movableClock(input.at ?? new Date('2026-11-23T03:00:00Z'))
  const emulator = await startZaloEmulator({ clock, switches: input.switches ?? {} })
  const { appId, appSecret, oaSecretKey } = emulator.app
  const { oaId } = emulator.addAccount(input.account)
  const account: ChannelAccount = {
    id: `zalo:${oaId}`,
    externalId: oaId,
    state: 'active',
    capabilities: { webhookVerified: true, ...input.capabilities },
    credentials: { appId, appSecret, oaSecretKey },
  }
  const tokens = emulator.issueTokens(oaId)
  const directory = directoryInMemory([account])
  const vault = vaultInMemory(tokens)
  const channel = createZaloChannel({
    directory,
    vault,
    clock,
    readFile: async (id) => await Promise.resolve(input.files?.[id]),
    download: async ({ url, allowedHosts }) =>
      await Promise.resolve({ kind: 'gone', why: `${url} ${allowedHosts.join(' ')}` }),
    roots: { api: emulator.url, oauth: emulator.url, business: emulator.url },
    contactImageUrl: 'https://ward.example/contact.png',
    ...input.options,
  })
  const person = emulator.addUser(oaId)
  await person.follow()
  const { webhook } = channel
  if (!webhook) throw new Error('the Zalo channel has a webhook')
  const accept = (delivery: Delivery) => webhook.accept(requestOf(delivery))
  return {
    emulator,
    clock,
    channel,
    webhook,
    directory,
    vault,
    account,
    person,
    tokens,
    accept,
    /** The content of one event of the emulator. */
    read: async (delivery: Delivery) => {
      const [update] = updatesOf(await accept(delivery))
      if (!update) throw new Error('the event was not stored')
      return { update, read: channel.read(account.id, update.raw) }
    },
    close: async () => {
      emulator.clearFaults()
      await channel.stop?.()
      await emulator.close()
    },
  }
}

export type ZaloStage = Awaited<ReturnType<typeof openZaloStage>>
