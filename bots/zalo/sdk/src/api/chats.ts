import { idAt, numberAt, objectsAt, textAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { callApi, dataQuery, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'

export type ChatMessage = {
  readonly messageId: string | null
  readonly fromAccount: boolean | null
  readonly fromId: string | null
  readonly toId: string | null
  readonly type: string | null
  readonly text: string | null
  readonly url: string | null
  readonly timestampMs: number | null
}

export type ChatPage = {
  readonly offset: number
  /** At most 10. */
  readonly count: number
}

const readChatMessage = (message: JsonObject): ChatMessage => {
  const source = numberAt(message, 'src')
  return {
    messageId: idAt(message, 'message_id'),
    fromAccount: source === null ? null : source === 0,
    fromId: idAt(message, 'from_id'),
    toId: idAt(message, 'to_id'),
    type: textAt(message, 'type'),
    text: textAt(message, 'message'),
    url: textAt(message, 'url'),
    timestampMs: numberAt(message, 'time'),
  }
}

const list = async (
  client: ZaloClient,
  accessToken: string,
  verb: 'conversation' | 'listrecentchat',
  page: ChatPage,
  extra: JsonObject,
): Promise<CallResult<readonly ChatMessage[]>> => {
  if (!(page.offset >= 0)) throw new RangeError('offset must not be negative')
  if (!(page.count >= 1 && page.count <= 10)) throw new RangeError('count must be 1 to 10')
  const query = dataQuery({ ...extra, offset: page.offset, count: page.count })
  const call = { family: 'oa', method: 'GET', path: `/v2.0/oa/${verb}`, query } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) =>
    objectsAt(envelope, 'data').map(readChatMessage),
  )
}

/**
 * The latest messages with one person, newest first: the place to look whether an ambiguous send arrived. Source:
 * official SDKs; `src` 0 for the account is inferred from their samples.
 *
 * @throws RangeError when the count is not 1 to 10.
 */
export const listConversation = (
  client: ZaloClient,
  accessToken: string,
  input: ChatPage & { readonly userId: string },
): Promise<CallResult<readonly ChatMessage[]>> =>
  list(client, accessToken, 'conversation', input, { user_id: input.userId })

/**
 * The latest message of each chat. Source: official SDKs.
 *
 * @throws RangeError when the count is not 1 to 10.
 */
export const listRecentChats = (
  client: ZaloClient,
  accessToken: string,
  input: ChatPage,
): Promise<CallResult<readonly ChatMessage[]>> => list(client, accessToken, 'listrecentchat', input, {})
