import { refuseBeforeSending } from '../errors/read-failure.ts'
import { idAt, numberAt, objectAt, objectsAt, textAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'
import { readSentMessage } from './send-consultation.ts'
import type { SentMessage } from './send-consultation.ts'

/** Values for a template's placeholders. */
export type TemplateData = Readonly<Record<string, string | number>>

/**
 * Sends an approved template to a person by user id, also outside of the 7 day window. -249: the template cannot go by
 * user id (made before 2025-12-10, OTP, Response component, journey). No `tracking_id`. Source: docs.zaloplatforms.com,
 * OA/tin-nhan.
 */
export const sendTemplateToUser = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly userId: string; readonly templateId: string; readonly data: TemplateData },
): Promise<CallResult<SentMessage>> => {
  const json = { user_id: input.userId, template_id: input.templateId, template_data: input.data }
  const call = { family: 'oa', method: 'POST', path: '/v3.0/oa/message/template', json, sends: true } as const
  return mapResult(await callApi(client, accessToken, call), readSentMessage)
}

export type PhoneTemplateInput = {
  /** `84…`, or with `hashed` the lowercase hex SHA-256 of that. */
  readonly phone: string
  readonly hashed?: boolean
  readonly templateId: string
  readonly data: TemplateData
  /** Up to 48 characters; comes back with the receipts. Not a protection against repeats. */
  readonly trackingId: string
  /** `normal`, or `over-quota`, which not every account may use. */
  readonly mode?: 'normal' | 'over-quota'
  /** Reaches only admins of account or app (-127 otherwise) and costs a test wallet (-126). */
  readonly development?: boolean
}

export type SentTemplate = {
  readonly messageId: string | null
  readonly sentAtMs: number | null
  readonly dailyQuota: number | null
  readonly remainingQuota: number | null
}

/**
 * Sends an approved template (ZBS, formerly ZNS) to a phone number. Costs money; the law asks for the person's consent
 * kept as evidence. Source: docs.zaloplatforms.com and zalo.cloud.
 */
export const sendTemplateToPhone = async (
  client: ZaloClient,
  accessToken: string,
  input: PhoneTemplateInput,
): Promise<CallResult<SentTemplate>> => {
  const phoneFits = (input.hashed === true ? /^[0-9a-f]{64}$/ : /^84\d{8,10}$/).test(input.phone)
  if (!phoneFits) return { ok: false, failure: refuseBeforeSending('zbs', -108, 'not a phone 84…'), rateLimit: null }
  if (input.trackingId.length > 48) {
    return { ok: false, failure: refuseBeforeSending('zbs', -132, 'tracking id over 48 characters'), rateLimit: null }
  }
  const json = {
    phone: input.phone,
    template_id: input.templateId,
    template_data: input.data,
    tracking_id: input.trackingId,
    ...(input.mode === undefined ? {} : { sending_mode: input.mode === 'normal' ? '1' : '3' }),
    ...(input.development === true ? { mode: 'development' } : {}),
  }
  const path = input.hashed === true ? '/message/template/hashphone' : '/message/template'
  const call = { family: 'zbs', method: 'POST', path, json, sends: true } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => {
    const data = objectAt(envelope, 'data')
    return { messageId: idAt(data, 'msg_id'), sentAtMs: numberAt(data, 'sent_time'), ...readQuota(data) }
  })
}

const readQuota = (data: JsonObject) => {
  const quota = 'quota' in data ? objectAt(data, 'quota') : data
  return { dailyQuota: numberAt(quota, 'dailyQuota'), remainingQuota: numberAt(quota, 'remainingQuota') }
}

const get = (client: ZaloClient, accessToken: string, path: string, query: Readonly<Record<string, string>> = {}) =>
  callApi(client, accessToken, { family: 'zbs', method: 'GET', path, query })

/** Whether a phone's template message arrived; that -1, 0, 1 mean unknown, not yet, delivered is not certain. */
export const getTemplateMessageStatus = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly messageId: string },
): Promise<
  CallResult<{ readonly status: 'unknown' | 'pending' | 'delivered'; readonly deliveredAtMs: number | null }>
> =>
  mapResult(await get(client, accessToken, '/message/status', { message_id: input.messageId }), (envelope) => {
    const data = objectAt(envelope, 'data')
    const status = numberAt(data, 'status')
    return {
      status: status === 1 ? 'delivered' : status === 0 ? 'pending' : 'unknown',
      deliveredAtMs: numberAt(data, 'delivery_time'),
    }
  })

/** The account's daily quota of template messages to phones. Source: zalo.cloud. */
export const getTemplateQuota = async (
  client: ZaloClient,
  accessToken: string,
): Promise<CallResult<{ readonly dailyQuota: number | null; readonly remainingQuota: number | null }>> =>
  mapResult(await get(client, accessToken, '/message/quota'), (envelope) => readQuota(objectAt(envelope, 'data')))

export type TemplateSummary = {
  readonly templateId: string | null
  readonly name: string | null
  readonly status: string | null
  readonly quality: string | null
}

/** The account's templates. `status` filters by Zalo's number 1 to 5, whose names are not certain. Source: zalo.cloud. */
export const listTemplates = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly offset: number; readonly limit: number; readonly status?: number },
): Promise<CallResult<readonly TemplateSummary[]>> => {
  const query = {
    offset: String(input.offset),
    limit: String(input.limit),
    ...(input.status === undefined ? {} : { status: String(input.status) }),
  }
  return mapResult(await get(client, accessToken, '/template/all', query), (envelope) =>
    objectsAt(envelope, 'data').map((template) => ({
      templateId: idAt(template, 'templateId') ?? idAt(template, 'template_id'),
      name: textAt(template, 'templateName') ?? textAt(template, 'template_name'),
      status: textAt(template, 'status'),
      quality: textAt(template, 'templateQuality') ?? textAt(template, 'template_quality'),
    })),
  )
}

/** A template with its parameters, as Zalo describes it; the fields are not listed here. Source: zalo.cloud. */
export const getTemplateInfo = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly templateId: string },
): Promise<CallResult<JsonObject>> =>
  mapResult(await get(client, accessToken, '/template/info/v2', { template_id: input.templateId }), (envelope) =>
    objectAt(envelope, 'data'),
  )
