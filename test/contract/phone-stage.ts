import { Agent } from 'undici'
import { createHttpGateway, createPhoneChannel } from '../../bots/phone/index.ts'
import type { SendTemplate } from '../../bots/phone/index.ts'
import type { ChannelAccount, RawUpdate, WebhookRequest } from '../../src/channels/port.ts'
import { smsCredentials, startSmsEmulator } from '../emulators/sms/start-sms-emulator.ts'
import type { SmsEmulatorOptions } from '../emulators/sms/start-sms-emulator.ts'
import type { SmsDelivery } from '../emulators/sms/world.ts'
import { directoryInMemory } from './account-in-memory.ts'

export const phoneNumber = '+84912345678'

export const smsRequestOf = ({ body, headers }: SmsDelivery, account = 'default'): WebhookRequest => ({
  headers,
  params: { account },
  body: Buffer.from(body),
})

/** The adapter before an SMS gateway; `templates` takes what would go through Zalo. */
export const openPhoneStage = async (
  input: {
    readonly emulator?: SmsEmulatorOptions
    readonly credentials?: Readonly<Record<string, string>>
    readonly capabilities?: ChannelAccount['capabilities']
    readonly sendTemplate?: SendTemplate
  } = {},
) => {
  const emulator = await startSmsEmulator(input.emulator)
  const dispatcher = new Agent()
  const account: ChannelAccount = {
    id: 'phone:default',
    externalId: 'default',
    state: 'active',
    capabilities: input.capabilities ?? {},
    credentials: { ...smsCredentials(emulator), ...input.credentials },
  }
  const directory = directoryInMemory([account])
  const channel = createPhoneChannel({
    directory,
    gateway: createHttpGateway({ dispatcher }),
    sendTemplate: input.sendTemplate ?? (async () => await Promise.resolve({ kind: 'sent', messageId: 'z1' })),
  })
  const { webhook } = channel
  if (!webhook) throw new Error('a phone channel has a webhook')
  const accept = async (delivery: SmsDelivery): Promise<readonly RawUpdate[]> => {
    const verdict = await webhook.accept(smsRequestOf(delivery))
    if (verdict.status !== 200) throw new Error(`the webhook answered ${verdict.status}: ${verdict.why}`)
    return verdict.updates
  }
  return {
    emulator,
    channel,
    webhook,
    directory,
    account,
    accept,
    close: async () => {
      await channel.stop?.()
      await dispatcher.destroy()
      await emulator.close()
    },
  }
}
