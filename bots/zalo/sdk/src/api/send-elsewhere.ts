import { refuseBeforeSending } from '../errors/read-failure.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import { checkMessage } from './check-message.ts'
import type { ZaloClient } from './client.ts'
import { writeConsultationMessage } from './consultation-message.ts'
import type { ConsultationMessage } from './consultation-message.ts'
import { readSentMessage } from './send-consultation.ts'
import type { SentMessage } from './send-consultation.ts'

/** The icons Zalo accepts; `/-remove` takes the reaction back. */
export const REACTION_ICONS = [':>', '--b', ':-((', '/-strong', '/-heart', ':-h', ':o', '/-remove'] as const
export type ReactionIcon = (typeof REACTION_ICONS)[number]

const send = async (
  client: ZaloClient,
  accessToken: string,
  path: string,
  recipient: object,
  message: ConsultationMessage,
): Promise<CallResult<SentMessage>> => {
  const problem = checkMessage(message)
  if (problem !== null) return { ok: false, failure: problem, rateLimit: null }
  const json = { recipient, message: writeConsultationMessage(message) }
  const call = { family: 'oa', method: 'POST', path, json, sends: true } as const
  return mapResult(await callApi(client, accessToken, call), readSentMessage)
}

type Anonymous = Extract<ConsultationMessage, { kind: 'text' | 'image' | 'file' | 'sticker' }>

/** Answers a web visitor without a Zalo login: text, image, file or sticker. Source: zalo-java-sdk, ZaloDotNetSDK. */
export const sendAnonymousMessage = (
  client: ZaloClient,
  accessToken: string,
  input: { readonly anonymousId: string; readonly conversationId: string; readonly message: Anonymous },
): Promise<CallResult<SentMessage>> => {
  const recipient = { anonymous_id: input.anonymousId, conversation_id: input.conversationId }
  return send(client, accessToken, '/v2.0/oa/message', recipient, input.message)
}

/**
 * Writes into a group of the account (GMF); `[@user id]` in the text mentions a member. -237: the group is gone, -403: the
 * account is not in it. Source: docs.zaloplatforms.com, OA/tin-nhan; one source only.
 */
export const sendGroupMessage = (
  client: ZaloClient,
  accessToken: string,
  input: { readonly groupId: string; readonly message: ConsultationMessage },
): Promise<CallResult<SentMessage>> =>
  send(client, accessToken, '/v3.0/oa/group/message', { group_id: input.groupId }, input.message)

/** Reacts to a person's message, at most 50 times a message. Source: zalo-java-sdk, ZaloDotNetSDK. */
export const reactToMessage = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly userId: string; readonly messageId: string; readonly icon: ReactionIcon },
): Promise<CallResult<SentMessage>> => {
  if (!REACTION_ICONS.includes(input.icon)) {
    return { ok: false, failure: refuseBeforeSending('oa', -201, 'not an icon of Zalo'), rateLimit: null }
  }
  const json = {
    recipient: { user_id: input.userId },
    sender_action: { react_icon: input.icon, react_message_id: input.messageId },
  }
  const call = { family: 'oa', method: 'POST', path: '/v2.0/oa/message', json, sends: true } as const
  return mapResult(await callApi(client, accessToken, call), readSentMessage)
}
