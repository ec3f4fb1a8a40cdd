import { createHash } from 'node:crypto'
import type { ApiCall, ApiRoutes } from './api-call.ts'
import { asObject, asText, onlyFields, refuse } from './answer.ts'
import { isNight, vietnamTime } from './emulator-clock.ts'
import { reportSent, showOnPhone, textContent } from './put-on-phone.ts'
import { findPerson } from './recipient-rules.ts'
import { reportTemplateReceipt } from './template-events.ts'
import type { Content, Person, Template } from './world.ts'

/** The two families number the same trouble differently. */
const codesOf = {
  uid: { template: -201, missing: -201, long: -210, data: -201 },
  phone: { template: -109, missing: -1122, long: -1121, data: -112 },
}

const findTemplate = ({ world, account, input }: ApiCall, family: 'uid' | 'phone'): Template => {
  const template = world.templates.get(String(input['template_id']))
  if (template === undefined || template.oaId !== account.oaId)
    return refuse(codesOf[family].template, 'template_id is invalid')
  if (template.status === 'DISABLE' || template.status === 'DELETE')
    refuse(family === 'uid' ? -201 : -146, 'Template is disabled')
  if (template.status !== 'ENABLE') refuse(family === 'uid' ? -201 : -131, 'Template is not approved')
  return template
}

const fillTemplate = (template: Template, value: unknown, family: 'uid' | 'phone'): Content => {
  const codes = codesOf[family]
  if (value === undefined) refuse(family === 'uid' ? -201 : -111, 'template_data is empty')
  const data = asObject(value, 'template_data')
  for (const name of Object.keys(data)) {
    if (!template.params.some((one) => one.name === name))
      refuse(codes.data, `template_data.${name} is not in the template`)
  }
  let { text } = template
  for (const { name, required, maxLength } of template.params) {
    const given = data[name]
    if (given === undefined || given === '') {
      if (required) refuse(codes.missing, `template_data.${name} is missing`)
      text = text.replaceAll(`<${name}>`, '')
      continue
    }
    if (typeof given !== 'string' && typeof given !== 'number')
      return refuse(codes.data, `template_data.${name} is invalid`)
    if (String(given).length > maxLength) refuse(codes.long, `template_data.${name} is over ${maxLength} characters`)
    text = text.replaceAll(`<${name}>`, String(given))
  }
  return { ...textContent(text), kind: 'template' }
}

/** By user id: the lawful way to someone outside the 7-day window. */
const sendByUid = (call: ApiCall): unknown => {
  const { world, input } = call
  onlyFields(world.switches.strict, input, ['user_id', 'template_id', 'template_data'], 'body')
  const person = findPerson(call, input['user_id'])
  const template = findTemplate(call, 'uid')
  if (!template.byUid) refuse(-249, 'Template cannot be sent by UID')
  const content = fillTemplate(template, input['template_data'], 'uid')
  if (person.refusal !== undefined) refuse(person.refusal, 'User cannot receive messages from this OA')
  const message = showOnPhone(world, person, content, { from: 'oa', templateId: template.id })
  call.after(() => reportSent(world, person, message))
  return {
    message_id: message.id,
    user_id: person.id,
    sent_time: String(message.at),
    quota: { quota_type: 'purchase_quota' },
  }
}

const dailyKey = ({ world }: ApiCall): string => `template:${vietnamTime(world.now()).day}`

const dailyQuota = (call: ApiCall): { dailyQuota: string; remainingQuota: string } => {
  const used = call.account.used.get(dailyKey(call)) ?? 0
  const { templatesPerDay } = call.account
  return { dailyQuota: String(templatesPerDay), remainingQuota: String(Math.max(0, templatesPerDay - used)) }
}

const checkMode = ({ account, input }: ApiCall, phone: string): void => {
  if (input['mode'] !== undefined && input['mode'] !== 'development') refuse(-132, 'mode is invalid')
  if (input['mode'] === 'development' && !account.adminPhones.has(phone))
    refuse(-127, 'Only admins can receive in development mode')
  const { sending_mode: mode } = input
  if (mode !== undefined && mode !== '1' && mode !== '3') refuse(-162, 'sending_mode is invalid')
}

/** Daily quota; `sending_mode` 3 goes over it. */
const spendDaily = (call: ApiCall): void => {
  const used = call.account.used.get(dailyKey(call)) ?? 0
  if (used >= call.account.templatesPerDay && call.input['sending_mode'] !== '3')
    refuse(-144, 'OA has used up its daily quota')
  call.account.used.set(dailyKey(call), used + 1)
}

const readTracking = ({ input }: ApiCall): string => {
  if (input['tracking_id'] === undefined) return ''
  const tracking = asText(input['tracking_id'], 'tracking_id')
  return tracking.length <= 48 ? tracking : refuse(-132, 'tracking_id is over 48 characters')
}

const sendTo = (call: ApiCall, person: Person, phone: string): unknown => {
  const { world, account } = call
  const template = findTemplate(call, 'phone')
  const content = fillTemplate(template, call.input['template_data'], 'phone')
  const trackingId = readTracking(call)
  checkMode(call, phone)
  if (world.switches.nightRefusesTemplates && isNight(world.now())) refuse(-133, 'Not allowed at night')
  if (person.refusal !== undefined) refuse(person.refusal, 'User cannot receive this message')
  const earlier = [...world.templateMessages.values()].find(
    (one) => one.trackingId === trackingId && one.oaId === account.oaId,
  )
  if (world.switches.dedupeTrackingId && trackingId !== '' && earlier !== undefined) {
    return { msg_id: earlier.id, sent_time: String(world.now()), quota: dailyQuota(call) }
  }
  spendDaily(call)
  const message = showOnPhone(world, person, content, { from: 'oa', templateId: template.id, trackingId })
  const record = {
    id: message.id,
    oaId: account.oaId,
    personId: person.id,
    phone,
    trackingId,
    deliveredAt: message.received ? message.at : undefined,
  }
  world.templateMessages.set(message.id, record)
  call.after(() => reportTemplateReceipt(world, record))
  return {
    msg_id: message.id,
    sent_time: String(message.at),
    sending_mode: call.input['sending_mode'] ?? '1',
    quota: dailyQuota(call),
  }
}

const fields = ['phone', 'template_id', 'template_data', 'tracking_id', 'sending_mode', 'mode']

const findByPhone = ({ world, account }: ApiCall, fits: (phone: string) => boolean): Person =>
  [...world.people.values()].find((one) => one.oaId === account.oaId && one.phone !== undefined && fits(one.phone)) ??
  refuse(-118, 'Zalo account does not exist')

const sendByPhone = (call: ApiCall): unknown => {
  onlyFields(call.world.switches.strict, call.input, fields, 'body')
  const { phone } = call.input
  if (typeof phone !== 'string' || !/^84\d{9}$/.test(phone)) return refuse(-108, 'phone is invalid')
  return sendTo(
    call,
    findByPhone(call, (one) => one === phone),
    phone,
  )
}

const sendByHash = (call: ApiCall): unknown => {
  onlyFields(call.world.switches.strict, call.input, fields, 'body')
  const { phone } = call.input
  if (typeof phone !== 'string' || !/^[0-9a-f]{64}$/.test(phone)) return refuse(-108, 'phone is invalid')
  const person = findByPhone(call, (one) => createHash('sha256').update(one).digest('hex') === phone)
  return sendTo(call, person, person.phone ?? '')
}

/** -1 unknown, 0 not delivered yet, 1 delivered: how integrators read the numbers. */
const status = ({ world, account, input }: ApiCall): unknown => {
  const record = world.templateMessages.get(String(input['message_id']))
  if (record === undefined || record.oaId !== account.oaId)
    return { delivery_time: '', status: -1, message: 'Message does not exist' }
  return record.deliveredAt === undefined
    ? { delivery_time: '', status: 0, message: 'The message is pending' }
    : { delivery_time: String(record.deliveredAt), status: 1, message: 'The message is delivered' }
}

const summary = ({ id, name, status: state, quality }: Template): Record<string, unknown> => ({
  templateId: id,
  templateName: name,
  status: state,
  templateQuality: quality,
})

const statusNumbers = ['ENABLE', 'PENDING_REVIEW', 'REJECT', 'DISABLE', 'DELETE']

const listTemplates = ({ world, account, input }: ApiCall): unknown => {
  const offset = Number(input['offset'] ?? 0)
  const limit = Number(input['limit'] ?? 100)
  if (!(offset >= 0) || !(limit >= 1 && limit <= 100)) return refuse(-132, 'offset or limit is invalid')
  const wanted = input['status'] === undefined ? undefined : statusNumbers[Number(input['status']) - 1]
  const own = [...world.templates.values()].filter((one) => one.oaId === account.oaId)
  const found = wanted === undefined ? own : own.filter((one) => one.status === wanted)
  return found.slice(offset, offset + limit).map(summary)
}

const ownTemplate = ({ world, account, input }: ApiCall): Template => {
  const template = world.templates.get(String(input['template_id']))
  return template?.oaId === account.oaId ? template : refuse(-109, 'template_id is invalid')
}

const info = (call: ApiCall): unknown => {
  const template = ownTemplate(call)
  const listParams = template.params.map(({ name, required, maxLength }) => ({
    name,
    require: required,
    type: 'STRING',
    maxLength,
    minLength: 0,
    acceptNull: !required,
  }))
  return {
    ...summary(template),
    listParams,
    listButtons: [],
    timeout: 7_200_000,
    templateTag: template.tag,
    price: String(template.price),
  }
}

export const templateRoutes: ApiRoutes = {
  'POST /v3.0/oa/message/template': sendByUid,
  'POST /message/template': sendByPhone,
  'POST /message/template/hashphone': sendByHash,
  'GET /message/status': status,
  'GET /message/quota': dailyQuota,
  'GET /message/quality': () => ({ oaCurrentQuality: 'HIGH', oa7dayQuality: 'HIGH' }),
  'GET /template/all': listTemplates,
  'GET /template/info/v2': info,
  'GET /template/sample-data': (call) =>
    Object.fromEntries(ownTemplate(call).params.map(({ name }) => [name, `${name} mẫu`])),
}
