import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivery, OutgoingMessage, SendOutcome } from '../../src/channels/port.ts'
import { signSms } from '../emulators/sms/tell-webhook.ts'
import { openPhoneStage, phoneNumber } from './phone-stage.ts'

const open = async (input: Parameters<typeof openPhoneStage>[0] = {}) => {
  const stage = await openPhoneStage(input)
  onTestFinished(stage.close)
  const send = (message: Partial<OutgoingMessage>, more: Partial<Delivery> = {}): Promise<SendOutcome> =>
    stage.channel.send(
      {
        id: 7,
        accountId: stage.account.id,
        address: phoneNumber,
        message: { text: 'Kính mời ông/bà dự họp', locale: 'vi', ...message },
        isBulk: false,
        ...more,
      },
      new AbortController().signal,
    )
  return { ...stage, send, phone: stage.emulator.phone(phoneNumber) }
}

const template = { templateId: '1', data: { ten: 'X' }, trackingId: 't1' }

describe('A phone chat', () => {
  it('goes by the way that the message names: a template through a Zalo account, else SMS', async () => {
    const asked: unknown[] = []
    const { send, phone } = await open({
      sendTemplate: async (input) => {
        asked.push(input)
        return await Promise.resolve({ kind: 'unreachable', why: 'zbs -118', reach: 'window' })
      },
    })
    expect(await send({ via: 'zalo:1', template })).toMatchObject({ kind: 'unreachable', why: 'zbs -118' })
    expect(asked).toEqual([{ accountId: 'zalo:1', phone: phoneNumber, template, deliveryId: 7 }])
    expect(phone.messages).toEqual([])
    expect(await send({ via: 'sms', template })).toMatchObject({ kind: 'sent' })
    expect(await send({})).toMatchObject({ kind: 'sent' })
    expect(phone.messages).toHaveLength(2)
    expect(await send({ via: 'zalo:1' })).toEqual({ kind: 'refused', why: 'template-missing', scope: 'message' })
  })

  it.each([
    [{ link: { label: 'Xem', url: 'https://example.vn' } }, 'sms-with-link'],
    [{ text: 'Xem tại https://phuong.vn/x' }, 'sms-with-link'],
    [{ text: 'Xem tại phuong.gov.vn.' }, 'sms-with-link'],
    [{ file: { attachmentId: 'a', media: 'image', mediaType: 'image/png', name: 'a.png' } }, 'sms-with-file'],
    [{ text: '' }, 'sms-empty'],
    [{ text: 'ế'.repeat(671) }, 'sms-too-long'],
  ] as const)('refuses with a word what SMS cannot carry (%#)', async (message, why) => {
    const { send, phone } = await open()
    expect(await send(message)).toEqual({ kind: 'refused', why, scope: 'message' })
    expect(phone.messages).toEqual([])
  })

  it('takes no address for a link that is none', async () => {
    const { send } = await open()
    expect(await send({ text: 'Tổ 5, TP.HCM, v.v. 8.30 sáng, ThS.Nguyễn, a@b' })).toMatchObject({ kind: 'sent' })
  })

  it('writes without tones where the account asks for it, which halves the parts', async () => {
    const { send, phone } = await open({ capabilities: { plain: true } })
    await send({ text: 'Đồng ý – “hè phố” … '.repeat(5) })
    expect(phone.messages[0]).toMatchObject({ text: expect.stringMatching(/^Dong y - "he pho" \.\.\. /), parts: 1 })
  })

  it('carries quotes, line breaks and braces through a JSON and a form gateway alike', async () => {
    const text = 'Ông "A" & bà \\B\nđồng ý + {id} 50%?'
    const json = await open()
    await json.send({ text })
    expect(json.phone.messages.at(-1)?.text).toBe(text)
    const form = await open({ credentials: { body: 'to={phone}&text={text}&id={id}' } })
    await form.send({ text })
    expect(form.phone.messages.at(-1)?.text).toBe(text)
  })

  it.each([
    ['busy', { kind: 'retry', scope: 'account', why: 'sms 118' }],
    ['html-502', { kind: 'uncertain' }],
  ] as const)('reads the gateway that is %s', async (fault, outcome) => {
    const { send, emulator } = await open()
    emulator.fault(fault)
    expect(await send({})).toMatchObject(outcome)
  })

  it('waits as long as the gateway says when it is asked too fast', async () => {
    const { send } = await open({ emulator: { switches: { perSecond: 0 } } })
    expect(await send({})).toEqual({ kind: 'retry', afterMs: 2000, why: 'sms http 429', scope: 'account' })
  })

  it('stops the account, not the person, over a wrong key or a gateway that was never set up', async () => {
    const wrong = await open({ credentials: { headers: '{"X-Api-Key":"other"}' } })
    expect(await wrong.send({})).toEqual({ kind: 'refused', why: 'sms http 401', scope: 'account' })
    for (const credentials of [
      { url: '' },
      { url: 'file:///etc/passwd' },
      { headers: 'not json' },
      { method: 'TRACE' },
    ]) {
      const none = await open({ credentials })
      expect(await none.send({})).toEqual({ kind: 'refused', why: 'sms-gateway-not-set-up', scope: 'account' })
    }
  })

  it('tries again when no gateway listens: nothing left', async () => {
    const { send } = await open({ credentials: { url: 'http://127.0.0.1:1/send' } })
    expect(await send({})).toMatchObject({ kind: 'retry', scope: 'account' })
  })

  it('that asks with a taken message to wait is given that time', async () => {
    const { send, channel, account, emulator } = await open({ emulator: { switches: { asksToWait: 90 } } })
    expect(await send({})).toMatchObject({ kind: 'sent' })
    const told = channel.budgetOf?.(account.id)
    expect(told).toEqual({ perMinute: null, remaining: 0, resetAfterMs: 90_000 })
    emulator.world.switches.asksToWait = 0
    await send({}, { id: 8 })
    expect(channel.budgetOf?.(account.id)).toBe(told)
  })

  it('refuses an answer that does not hold what the account calls success, with its code', async () => {
    const { send } = await open({ emulator: { switches: { partsMax: 1 } } })
    expect(await send({ text: 'ế'.repeat(80) })).toEqual({ kind: 'refused', why: 'sms 110', scope: 'message' })
  })

  it('says that an address which is no number reaches nobody', async () => {
    const { send } = await open()
    expect(await send({}, { address: 'abc' })).toMatchObject({ kind: 'unreachable', reach: 'gone' })
  })
})

describe('What a gateway tells', () => {
  it('a reply of one digit is a text of that chat', async () => {
    const { emulator, accept, channel, account } = await open()
    const [update] = await accept(emulator.reply(phoneNumber, '1'))
    expect(update).toMatchObject({ accountId: account.id, conversation: phoneNumber })
    expect(update && channel.read(account.id, update.raw).content).toEqual({ kind: 'text', text: '1' })
  })

  it('a delivery report is a receipt of the message, a failure an event that counts without a person', async () => {
    const { emulator, accept, channel, account, send, phone } = await open()
    const sent = await send({})
    phone.isOff = true
    await send({})
    const [delivered, failed] = emulator.world.deliveries
    if (!delivered || !failed || sent.kind !== 'sent') throw new Error('two reports and a sent message')
    const [first] = await accept(delivered)
    const [second] = await accept(failed)
    expect(first && channel.read(account.id, first.raw).content).toEqual({
      kind: 'receipt',
      what: 'delivered',
      messageIds: [sent.messageId],
    })
    expect(second?.conversation).toBe('')
    expect(second && channel.read(account.id, second.raw).content).toEqual({
      kind: 'account-event',
      name: 'sms-failed',
      values: { code: '27' },
    })
  })

  it('of a short code, which no person writes from, is taken and means nothing', async () => {
    const { emulator, webhook } = await open()
    const inbound = JSON.stringify({ type: 'inbound', id: 'x', phone: '191', at: 1, text: 'Nap the' })
    const { body, headers } = signSms(inbound, emulator.world.secret)
    const verdict = await webhook.accept({ headers, params: { account: 'default' }, body: Buffer.from(body) })
    expect(verdict).toEqual({ status: 200, updates: [], note: 'nothing-readable' })
  })

  it('is answered without effect once the account is switched off', async () => {
    const { emulator, webhook, directory, account } = await open()
    directory.set(account.id, { state: 'disabled' })
    const { body, headers } = emulator.reply(phoneNumber, '1')
    const verdict = await webhook.accept({ headers, params: { account: 'default' }, body: Buffer.from(body) })
    expect(verdict).toEqual({ status: 200, updates: [], note: 'account-disabled' })
  })
})
