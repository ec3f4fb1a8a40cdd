import { signEvent } from '../emulators/zalo/webhook-signature.ts'
import type { FaultKind } from '../emulators/zalo/faults.ts'
import { describeChannelContract } from './channel-contract.ts'
import type { ContractStage, Spoiling } from './channel-contract.ts'
import { openZaloStage, requestOf, updatesOf } from './zalo-stage.ts'
import type { ZaloStage } from './zalo-stage.ts'

const faults: Record<Spoiling, FaultKind> = {
  'silent-after-accepting': 'timeout-after-accept',
  'answers-html-502': 'html-502',
  'breaks-before-accepting': 'reset-before-accept',
}

const forgeriesOn = ({ emulator, person, account }: ZaloStage) => {
  const { appId, appSecret, oaSecretKey } = emulator.app
  const timestamp = '1795400000000'
  const bodyOf = (app: string) =>
    JSON.stringify({
      app_id: app,
      sender: { id: person.id },
      recipient: { id: account.externalId },
      event_name: 'user_send_text',
      message: { text: 'Kính chào ông/bà', msg_id: 'forged' },
      timestamp,
    })
  const signed = (app: string, secret: string, changed = '') => {
    const body = bodyOf(app)
    const mac = signEvent({ appId: app, body: Buffer.from(body), timestamp, secret })
    return requestOf({ body: body + changed, headers: { 'X-ZEvent-Signature': `mac=${mac}` } })
  }
  return [
    requestOf({ body: bodyOf(appId), headers: {} }),
    requestOf({ body: bodyOf(appId), headers: { 'X-ZEvent-Signature': 'mac=none' } }),
    signed(appId, 'guessed'),
    signed(appId, appSecret),
    signed(appId, oaSecretKey, ' '),
    signed('4000000000000000999', oaSecretKey),
    requestOf({ body: '{"half":', headers: {} }),
  ]
}

const open = async (buttons: boolean): Promise<ContractStage> => {
  const stage = await openZaloStage(buttons ? { account: { buttons: 'ok' }, capabilities: { buttons: 'ok' } } : {})
  const { emulator, person, channel, account, vault } = stage
  const { appSecret, oaSecretKey } = emulator.app
  let last = emulator.deliveries.at(-1)
  const take = async () => {
    if (!last) throw new Error('nothing was delivered')
    return updatesOf(await stage.accept(last))
  }
  const stageOfContract: ContractStage = {
    channel,
    accountId: account.id,
    address: person.id,
    secrets: [appSecret, oaSecretKey, vault.tokens.accessToken, vault.tokens.refreshToken],
    says: async (text) => {
      last = (await person.sendText(text)).delivery
      return await take()
    },
    repeats: take,
    blocks: async () => {
      person.person.refusal = -244
      await Promise.resolve()
    },
    shown: () =>
      person
        .messages()
        .filter(({ from }) => from === 'oa')
        .map(({ text }) => text),
    spoilNextSend: (how) => void emulator.fault({ match: '/v3.0/oa/message/cs', kind: faults[how] }),
    taken: async () => {
      const after = person.messages().at(-1)
      await emulator.waitFor(person, () => true, after === undefined ? {} : { after })
    },
    forgeries: () => forgeriesOn(stage),
    close: stage.close,
  }
  if (!buttons) return stageOfContract
  return {
    ...stageOfContract,
    taps: async (label) => {
      last = (await person.clickButton(label))?.delivery
      return await take()
    },
  }
}

describeChannelContract('Zalo with plain lists', () => open(false))
describeChannelContract('Zalo with buttons', () => open(true))
