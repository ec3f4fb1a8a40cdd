import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { durations } from './emulator-clock.ts'
import { setUp } from './set-up.ts'
import type { SetUp } from './set-up.ts'

const phone = '84900000000'
const text = 'Kính gửi <name>, mã <code> đã có trả lời.'
const data = { name: 'Bà An', code: '4821 9370 6514' }

const withTemplate = async (input: Parameters<typeof setUp>[0] = {}) => {
  const world = await setUp(input)
  const template = world.emulator.addTemplate(world.account.oaId, { text })
  const user = world.emulator.addUser(world.account.oaId, { phone })
  const send = (fields: Record<string, unknown> = {}) =>
    world.api.post('/message/template', { phone, template_id: template.id, template_data: data, ...fields })
  return { ...world, template, user, send }
}

describe('by user id', () => {
  const byUid = ({ api }: SetUp, user: string, template: string, fields: unknown = data) =>
    api.post('/v3.0/oa/message/template', { user_id: user, template_id: template, template_data: fields })

  it('reaches someone outside the window, with the text filled in, and is echoed', async () => {
    const world = await withTemplate()
    expect((await byUid(world, world.user.id, world.template.id)).data).toMatchObject({ user_id: world.user.id })
    expect(world.user.messages()[0]?.text).toBe('Kính gửi Bà An, mã 4821 9370 6514 đã có trả lời.')
    await world.emulator.settle()
    expect(world.hook.names()).toEqual(['oa_send_template', 'user_received_message'])
  })

  it('-249 when the template cannot go by user id; -201 for missing or unknown data', async () => {
    const world = await withTemplate()
    expect((await byUid(world, world.user.id, world.template.id, { name: 'x' })).error).toBe(-201)
    expect((await byUid(world, world.user.id, world.template.id, { ...data, more: 'x' })).error).toBe(-201)
    world.template.byUid = false
    expect((await byUid(world, world.user.id, world.template.id)).error).toBe(-249)
  })
})

describe('by phone', () => {
  it('arrives, is receipted with the header of the template side, and has the status 1', async () => {
    const { emulator, api, account, hook, user, send } = await withTemplate()
    const answer = await send({ tracking_id: 't1' })
    expect(answer.data).toMatchObject({ quota: { dailyQuota: '500', remainingQuota: '499' } })
    const id = answer.data['msg_id']
    await emulator.settle()
    expect(hook.received[0]).toMatchObject({
      headers: { 'x-zevent-server': 'ZNS' },
      event: {
        event_name: 'user_received_message',
        sender: { id: account.oaId },
        recipient: { id: phone },
        message: { msg_id: id, tracking_id: 't1' },
      },
    })
    const status = await api.get(`/message/status?message_id=${String(id)}`)
    expect(status.data['status']).toBe(1)
    expect(user.messages()).toHaveLength(1)
  })

  it('an offline phone gives status 0 until it is on again; unknown ids -1', async () => {
    const { emulator, api, hook, user, send } = await withTemplate({
      switches: { templateReceiptRecipient: 'hash' },
    })
    user.goOffline()
    const { data: sent } = await send()
    const path = `/message/status?message_id=${String(sent['msg_id'])}`
    await emulator.settle()
    expect((await api.get(path)).data['status']).toBe(0)
    expect(hook.received).toHaveLength(0)
    await user.goOnline()
    expect((await api.get(path)).data['status']).toBe(1)
    expect(hook.received[0]?.event['recipient']).toEqual({ id: createHash('sha256').update(phone).digest('hex') })
    expect((await api.get('/message/status?message_id=x')).data['status']).toBe(-1)
  })

  it.each([
    [{ phone: '0900000000' }, -108],
    [{ phone: '84911111111' }, -118],
    [{ template_id: '1' }, -109],
    [{ template_data: undefined }, -111],
    [{ template_data: { name: 'x' } }, -1122],
    [{ template_data: { ...data, name: 'x'.repeat(101) } }, -1121],
    [{ template_data: { ...data, more: 'x' } }, -112],
    [{ tracking_id: 'x'.repeat(49) }, -132],
    [{ sending_mode: '2' }, -162],
    [{ mode: 'development' }, -127],
  ])('refuses %j with %i', async (fields, code) => {
    const { send, user } = await withTemplate()
    expect((await send(fields)).error).toBe(code)
    expect(user.messages()).toEqual([])
  })

  it('development mode reaches admins only; the hash of a phone works too', async () => {
    const { api, template, send } = await withTemplate({ account: { adminPhones: [phone] } })
    expect((await send({ mode: 'development' })).error).toBe(0)
    const hash = createHash('sha256').update(phone).digest('hex')
    const body = { phone: hash, template_id: template.id, template_data: data }
    expect((await api.post('/message/template/hashphone', body)).error).toBe(0)
  })

  it('daily quota -144, exceeded by sending_mode 3; the next day starts anew', async () => {
    const { emulator, api, account, clock, send, template } = await withTemplate({ account: { templatesPerDay: 1 } })
    await send()
    expect((await send()).error).toBe(-144)
    expect((await send({ sending_mode: '3' })).error).toBe(0)
    expect((await api.get('/message/quota')).data).toEqual({ dailyQuota: '1', remainingQuota: '0' })
    clock.advance(durations.day - durations.hour)
    expect((await send()).error).toBe(0)
    await emulator.changeDailyQuota(account.oaId, 2000)
    await emulator.changeTemplateStatus({ templateId: template.id, status: 'DISABLE', reason: 'thử' })
    expect((await send()).error).toBe(-146)
    const events = emulator.deliveries.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    expect(events.find(({ event_name: name }) => name === 'change_oa_daily_quota')).toMatchObject({
      oaId: account.oaId,
      quota: { prev_value: '1', new_value: '2000' },
    })
    expect(events.find(({ event_name: name }) => name === 'change_template_status')).toMatchObject({
      template_id: template.id,
      status: { prev_status: 'ENABLE', new_status: 'DISABLE' },
    })
  })

  it('an opt-out answers with its number; night by switch -133; the same tracking id is sent twice by default', async () => {
    const { emulator, clock, user, send } = await withTemplate()
    const first = await send({ tracking_id: 'same' })
    const second = await send({ tracking_id: 'same' })
    expect(second.data['msg_id']).not.toBe(first.data['msg_id'])
    emulator.switches.dedupeTrackingId = true
    expect((await send({ tracking_id: 'same' })).data['msg_id']).toBe(first.data['msg_id'])
    expect(user.messages()).toHaveLength(2)
    user.person.refusal = -141
    expect((await send()).error).toBe(-141)
    clock.advance(12 * durations.hour)
    emulator.switches.nightRefusesTemplates = true
    expect((await send()).error).toBe(-133)
  })

  it('ratings and response buttons come back signed with the header', async () => {
    const { emulator, hook, user, send } = await withTemplate({ switches: { receipts: false } })
    const { data: sent } = await send({ tracking_id: 't' })
    const id = String(sent['msg_id'])
    await emulator.settle()
    await user.rate(id, { rate: 5, note: 'rõ ràng' })
    await user.clickResponseButton(id, 'yes')
    expect(hook.received.map(({ headers, event }) => [headers['x-zevent-server'], event['message']])).toMatchObject([
      ['ZNS', { rate: 5, note: 'rõ ràng', msg_id: id, tracking_id: 't' }],
      ['ZNS', { button_type: 'response', data: 'yes' }],
    ])
  })

  it('templates can be listed and described', async () => {
    const { api, template } = await withTemplate()
    const list = await api.get('/template/all?offset=0&limit=10&status=1')
    expect(list.data).toMatchObject([{ templateId: template.id, status: 'ENABLE' }])
    expect((await api.get('/template/all?offset=0&limit=10&status=3')).data).toEqual([])
    const info = await api.get(`/template/info/v2?template_id=${template.id}`)
    expect(info.data['listParams']).toMatchObject([{ name: 'name', require: true }, { name: 'code' }])
    const sample = await api.get(`/template/sample-data?template_id=${template.id}`)
    expect(Object.keys(sample.data)).toEqual(['name', 'code'])
  })
})
