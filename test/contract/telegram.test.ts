import { openStage, secret, token, accountId } from '../unit/telegram/telegram-stage.ts'
import { describeChannelContract } from './channel-contract.ts'

const faults = {
  'silent-after-accepting': 'timeoutAfterAccept',
  'answers-html-502': 'html502',
  'breaks-before-accepting': 'resetBeforeAccept',
} as const

describeChannelContract('telegram', async () => {
  const stage = await openStage()
  await stage.connect()
  const person = stage.person()
  await stage.storedAtLeast(1)
  const own = () => person.messages().filter(({ from }) => from === 'bot')
  const arrivedDuring = async (act: () => unknown) => {
    const before = stage.stored.length
    act()
    await stage.emulator.idle()
    return stage.stored.slice(before)
  }
  const body = () => stage.requests.at(-1)?.body ?? new Uint8Array()
  const forge = (header: string | undefined, account: string, content: Uint8Array | string) => ({
    headers: header === undefined ? {} : { 'x-telegram-bot-api-secret-token': header },
    params: { account },
    body: typeof content === 'string' ? Buffer.from(content) : content,
  })
  return {
    channel: stage.channel,
    accountId,
    address: String(person.id),
    secrets: [token, secret, token.split(':')[1] ?? ''],
    says: (text) => arrivedDuring(() => person.send(text)),
    repeats: async () => {
      const [last] = stage.requests.slice(-1)
      const verdict = last && (await stage.channel.webhook?.accept(last))
      return verdict?.status === 200 ? verdict.updates : []
    },
    taps: async (label) => {
      const button = own()
        .toReversed()
        .flatMap(({ buttons }) => buttons.flat())
        .find(({ text }) => text.endsWith(label))
      return await arrivedDuring(() => person.press(button?.text ?? ''))
    },
    blocks: async () => {
      await arrivedDuring(() => person.block())
    },
    shown: () => own().map(({ text }) => text),
    spoilNextSend: (how) => {
      stage.emulator.fault({ kind: faults[how], match: 'sendMessage' })
    },
    taken: () => {
      const newest = own().at(-1)?.id ?? 0
      return person.waitFor(({ id }) => id > newest)
    },
    forgeries: () => [
      forge(undefined, 'default', body()),
      forge('', 'default', body()),
      forge('wrong', 'default', body()),
      forge(`${secret}x`, 'default', body()),
      forge(secret, 'another', body()),
      forge(secret, 'default', '{"update_id":'),
      forge(secret, 'default', '{"message":{}}'),
    ],
    close: stage.close,
  }
})
