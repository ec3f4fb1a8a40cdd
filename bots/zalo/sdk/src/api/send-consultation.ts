import { idAt, isObject, numberAt, objectAt, textAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import { checkMessage } from './check-message.ts'
import type { ZaloClient } from './client.ts'
import { writeConsultationMessage } from './consultation-message.ts'
import type { ConsultationMessage } from './consultation-message.ts'

export type MessageQuota = {
  /** `reply`, `sub_quota`, `purchase_quota` or `reward_quota`. */
  readonly type: string | null
  readonly remain: number | null
  readonly total: number | null
}

export type SentMessage = {
  /** Comes back as `message.msg_id` of the echo event (inferred). */
  readonly messageId: string | null
  readonly userId: string | null
  readonly sentAtMs: number | null
  readonly quota: MessageQuota | null
}

/** v3 is for business accounts, v2 for those of state agencies (`oa_type` 4). */
export type MessageEndpoint = 'v3' | 'v2'

export const readSentMessage = (envelope: JsonObject): SentMessage => {
  const data = objectAt(envelope, 'data')
  const quota = data['quota']
  return {
    messageId: idAt(data, 'message_id'),
    userId: idAt(data, 'user_id'),
    sentAtMs: numberAt(data, 'sent_time'),
    quota: isObject(quota)
      ? { type: textAt(quota, 'quota_type'), remain: numberAt(quota, 'remain'), total: numberAt(quota, 'total') }
      : null,
  }
}

const PATHS: Readonly<Record<MessageEndpoint, string>> = { v3: '/v3.0/oa/message/cs', v2: '/v2.0/oa/message' }
const CLOSED: Readonly<Record<MessageEndpoint, number>> = { v3: -235, v2: -240 }

/**
 * Sends a consultation message to a person who interacted with the account within 7 days (48 hours free of charge), day
 * and night. Begins at `endpoint` (default v3); on -235 from v3 or -240 from v2, which deliver nothing, and on no other
 * code, it tries the other one once. `workedOn` says which endpoint took the message, to be remembered for the account;
 * null when none did.
 *
 * That v2 serves state agencies was seen by two independent connectors; a third source denies them 1-1 sending. There is
 * no idempotency key: see `failure.ambiguous`. Source: docs.zaloplatforms.com, OA/tin-nhan/tin-tu-van; OA/phu-luc/ma-loi.
 */
export const sendConsultation = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly userId: string; readonly message: ConsultationMessage; readonly endpoint?: MessageEndpoint },
): Promise<CallResult<SentMessage> & { readonly workedOn: MessageEndpoint | null }> => {
  const problem = checkMessage(input.message)
  if (problem !== null) return { ok: false, failure: problem, rateLimit: null, workedOn: null }
  const json = { recipient: { user_id: input.userId }, message: writeConsultationMessage(input.message) }
  const send = async (endpoint: MessageEndpoint) => {
    const call = { family: 'oa', method: 'POST', path: PATHS[endpoint], json, sends: true } as const
    const result = mapResult(await callApi(client, accessToken, call), readSentMessage)
    return { ...result, workedOn: result.ok ? endpoint : null }
  }
  const pinned = input.endpoint ?? 'v3'
  const first = await send(pinned)
  if (first.ok || first.failure.code !== CLOSED[pinned]) return first
  return send(pinned === 'v3' ? 'v2' : 'v3')
}
