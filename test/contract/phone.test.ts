import { signSms } from '../emulators/sms/tell-webhook.ts'
import type { SmsDelivery, SmsFault } from '../emulators/sms/world.ts'
import { describeChannelContract } from './channel-contract.ts'
import type { ContractStage, Spoiling } from './channel-contract.ts'
import { openPhoneStage, phoneNumber, smsRequestOf } from './phone-stage.ts'

const faults: Record<Spoiling, SmsFault> = {
  'silent-after-accepting': 'silent-after-accepting',
  'answers-html-502': 'html-502',
  'breaks-before-accepting': 'reset-before-accepting',
}

const open = async (): Promise<ContractStage> => {
  const stage = await openPhoneStage()
  const { emulator, channel, account } = stage
  const phone = emulator.phone(phoneNumber)
  let last: SmsDelivery | undefined
  const take = async () => {
    if (!last) throw new Error('nothing was delivered')
    return await stage.accept(last)
  }
  const { key, secret } = emulator.world
  const inbound = JSON.stringify({ type: 'inbound', id: 'f1', phone: phoneNumber, at: 1, text: 'Kính chào ông/bà' })
  return {
    channel,
    accountId: account.id,
    address: phoneNumber,
    secrets: [key, secret],
    says: async (text) => {
      last = emulator.reply(phoneNumber, text)
      return await take()
    },
    repeats: take,
    blocks: async () => {
      phone.isBlocked = true
      await Promise.resolve()
    },
    shown: () => phone.messages.filter(({ from }) => from === 'gateway').map(({ text }) => text),
    spoilNextSend: (how) => emulator.fault(faults[how]),
    taken: async () =>
      await new Promise<void>((resolve) => {
        emulator.world.onTaken = resolve
      }),
    forgeries: () => [
      smsRequestOf({ body: inbound, headers: {} }),
      smsRequestOf({ body: inbound, headers: { 'x-sms-signature': 'sha256=none' } }),
      smsRequestOf(signSms(inbound, 'guessed')),
      smsRequestOf({ ...signSms(inbound, secret), body: `${inbound} ` }),
      smsRequestOf(signSms(inbound, secret), 'another'),
      smsRequestOf(signSms('{"half":', secret)),
    ],
    close: stage.close,
  }
}

describeChannelContract('SMS', open)
