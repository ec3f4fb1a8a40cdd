import { describe, expect, it, onTestFinished } from 'vitest'
import type { OutgoingMessage } from '../../src/channels/port.ts'
import { openZaloStage } from './zalo-stage.ts'
import type { ZaloStageInput } from './zalo-stage.ts'

const phone = '84900000000'
const text = 'Kính mời <ten> dự đối thoại lúc <gio>.'
const hourMs = 3_600_000

const open = async (input: ZaloStageInput = {}) => {
  const stage = await openZaloStage(input)
  onTestFinished(stage.close)
  const { emulator, account, channel, person } = stage
  const made = emulator.addTemplate(account.externalId, { text })
  const byPhone = emulator.addUser(account.externalId, { phone })
  const template = { templateId: made.id, data: { ten: 'bà An', gio: '8 giờ' }, trackingId: 'b1-7' }
  return {
    ...stage,
    made,
    byPhone,
    template,
    send: (more: Partial<OutgoingMessage> = {}, id = 1) =>
      channel.send(
        {
          id,
          accountId: account.id,
          address: person.id,
          isBulk: true,
          message: { text: 'không dùng đến', locale: 'vi', template, ...more },
        },
        new AbortController().signal,
      ),
    toPhone: (deliveryId = 1, number = `+${phone}`, signal = new AbortController().signal) =>
      channel.sendToPhone({ accountId: account.id, phone: number, template, deliveryId }, signal),
  }
}

describe('a template by user id', () => {
  it('reaches a person whose window has closed, filled in, in place of the text', async () => {
    const { send, emulator, person } = await open()
    await emulator.advance(8 * 24 * hourMs)
    expect(await send()).toMatchObject({ kind: 'sent', messageId: expect.stringMatching(/./) as string })
    expect(person.messages().at(-1)?.text).toBe('Kính mời bà An dự đối thoại lúc 8 giờ.')
  })

  it('that cannot go by user id (-249) closes this way and no other, and the person stays reachable otherwise', async () => {
    const { send, made } = await open()
    made.byUid = false
    expect(await send()).toMatchObject({ why: 'zalo -249', reach: 'window', closes: { what: `template:${made.id}` } })
  })
})

describe('a template by phone', () => {
  it('arrives, and its receipt leads to the message by its id', async () => {
    const { toPhone, emulator, byPhone, read, account } = await open()
    const outcome = await toPhone()
    expect(outcome).toMatchObject({ kind: 'sent' })
    expect(byPhone.messages().at(-1)?.text).toBe('Kính mời bà An dự đối thoại lúc 8 giờ.')
    await emulator.settle()
    const delivery = emulator.deliveries.at(-1)
    if (!delivery || outcome.kind !== 'sent') throw new Error('a receipt was expected')
    const { update, read: receipt } = await read(delivery)
    expect(update).toMatchObject({ accountId: account.id, conversation: '' })
    expect(receipt.content).toEqual({ kind: 'receipt', what: 'delivered', messageIds: [outcome.messageId] })
  })

  it('goes with the hashed number where the account asks for it', async () => {
    const { toPhone, emulator, byPhone } = await open({ capabilities: { templatePhonesHashed: true } })
    expect(await toPhone()).toMatchObject({ kind: 'sent' })
    expect(byPhone.messages()).toHaveLength(1)
    expect(emulator.calls.at(-1)?.path).toBe('/message/template/hashphone')
    expect(JSON.stringify(emulator.calls.at(-1))).not.toContain(phone)
  })

  it('to a number without Zalo says so without closing the number for SMS', async () => {
    const { toPhone } = await open()
    expect(await toPhone(1, '+84911111111')).toEqual({ kind: 'unreachable', why: 'zbs -118', reach: 'window' })
    expect(await toPhone(2, '+8491')).toEqual({ kind: 'refused', why: 'zbs -108', scope: 'message' })
  })

  it.each([
    [-141, { kind: 'unreachable', why: 'zbs -141', reach: 'blocked' }],
    [-139, { kind: 'unreachable', why: 'zbs -139', reach: 'blocked' }],
    [-114, { kind: 'unreachable', why: 'zbs -114', reach: 'window' }],
    [-115, { kind: 'retry', why: 'zbs -115', scope: 'message' }],
    [-131, { kind: 'unreachable', why: 'zbs -131', reach: 'window', closes: { what: 'template:500005' } }],
    [-147, { kind: 'retry', why: 'zbs -147', scope: 'message' }],
    [-1241, { kind: 'retry', why: 'zbs -1241', scope: 'message' }],
  ] as const)(
    'answered with %i is read as what it means there, never against the account of phones',
    async (code, outcome) => {
      const { toPhone, byPhone } = await open()
      byPhone.person.refusal = code
      expect(await toPhone()).toMatchObject(outcome)
    },
  )

  it('over the daily quota waits for the next morning', async () => {
    const { toPhone } = await open({ account: { templatesPerDay: 0 } })
    // Ten in the morning: twenty hours until six.
    const outcome = { kind: 'retry', why: 'zbs -144', scope: 'message', afterMs: 20 * hourMs }
    expect(await toPhone(2)).toMatchObject({ ...outcome, closes: { what: 'templates', afterMs: 20 * hourMs } })
  })

  it('that used up the daily quota is the last one of the day: Zalo is not asked again to say no', async () => {
    const { toPhone, emulator } = await open({ account: { templatesPerDay: 1 } })
    expect(await toPhone()).toMatchObject({ kind: 'sent' })
    const calls = emulator.calls.length
    const later = { kind: 'retry', why: 'zbs-quota-spent', scope: 'message', afterMs: 20 * hourMs }
    expect(await toPhone(2)).toMatchObject({ ...later, closes: { what: 'templates' } })
    expect(emulator.calls).toHaveLength(calls)
    await emulator.advance(20 * hourMs)
    expect(await toPhone(2)).toMatchObject({ kind: 'sent' })
  })

  it('at night, where Zalo refuses it, waits until six', async () => {
    const { toPhone } = await open({ at: new Date('2026-11-23T16:00:00Z'), switches: { nightRefusesTemplates: true } })
    expect(await toPhone()).toEqual({ kind: 'retry', why: 'zbs -133', scope: 'message', afterMs: 7 * hourMs })
  })

  it('renews a token that the template side refuses (-124), and sends once', async () => {
    const { toPhone, vault, byPhone, emulator } = await open()
    await emulator.advance(26 * hourMs)
    expect(await toPhone()).toMatchObject({ kind: 'sent' })
    expect(vault.exchanges).toHaveLength(1)
    expect(byPhone.messages()).toHaveLength(1)
  })

  it('waits while the account has to be connected again, and ends with an account that is gone', async () => {
    const { toPhone, directory, account } = await open()
    directory.set(account.id, { state: 'needs_consent' })
    expect(await toPhone()).toMatchObject({ kind: 'retry', why: 'account-needs-consent', scope: 'message' })
    directory.set(account.id, { state: 'disabled' })
    expect(await toPhone()).toEqual({ kind: 'refused', why: 'account-disabled', scope: 'message' })
  })

  it('is uncertain when the answer is lost, and not begun when it was told to stop', async () => {
    const { toPhone, emulator } = await open()
    emulator.fault({ match: '/message/template', kind: 'html-502' })
    expect(await toPhone()).toMatchObject({ kind: 'uncertain' })
    expect(await toPhone(2, `+${phone}`, AbortSignal.abort())).toMatchObject({ kind: 'retry', afterMs: 0 })
  })
})

describe('what Zalo tells about templates', () => {
  it('a rating is counted without the words that stand beside it', async () => {
    const { toPhone, byPhone, read } = await open()
    const sent = await toPhone()
    if (sent.kind !== 'sent') throw new Error('the template was not sent')
    const rating = await byPhone.rate(sent.messageId ?? '', { rate: 4, note: 'Họp muộn quá', feedbacks: ['muộn'] })
    const { update, read: event } = await read(rating)
    expect(update.conversation).toBe('')
    expect(event.content).toEqual({
      kind: 'account-event',
      name: 'user_feedback',
      values: { rate: 4, trackingId: 'b1-7' },
    })
  })

  it('a template that is rejected comes with its reason, a quota with both numbers, a tag with how many', async () => {
    const { emulator, made, account, read, person } = await open()
    const rejected = { templateId: made.id, status: 'REJECT', reason: 'Sai mẫu' } as const
    expect((await read(await emulator.changeTemplateStatus(rejected))).read.content).toEqual({
      kind: 'account-event',
      name: 'change_template_status',
      values: { templateId: made.id, previous: 'ENABLE', next: 'REJECT', reason: 'Sai mẫu' },
    })
    expect((await read(await emulator.changeDailyQuota(account.externalId, 2000))).read.content).toMatchObject({
      values: { previous: 500, next: 2000 },
    })
    const tag = {
      event_name: 'add_user_to_tag',
      oa_id: account.externalId,
      tag: { name: 'to-5', user_ids: [person.id] },
    }
    expect((await read(await emulator.emit(account.externalId, tag))).read.content).toMatchObject({
      values: { tag: 'to-5', users: 1 },
    })
    const quality = {
      event_name: 'change_template_quality',
      oa_id: account.externalId,
      template_id: made.id,
      quality: { prev_quality: 'HIGH', new_quality: 'LOW' },
    }
    expect((await read(await emulator.emit(account.externalId, quality))).read.content).toMatchObject({
      values: { templateId: made.id, previous: 'HIGH', next: 'LOW' },
    })
  })
})
