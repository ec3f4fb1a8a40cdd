import { textsAt } from '../json-fields.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'

const post = async (client: ZaloClient, accessToken: string, verb: string, json: object): Promise<CallResult<null>> => {
  const call = { family: 'oa', method: 'POST', path: `/v2.0/oa/tag/${verb}`, json } as const
  return mapResult(await callApi(client, accessToken, call), () => null)
}

/** Puts a tag on a person; a new name makes the tag. Source: zalo-php-sdk, ZaloDotNetSDK. */
export const tagUser = (
  client: ZaloClient,
  accessToken: string,
  input: { readonly userId: string; readonly tag: string },
): Promise<CallResult<null>> => post(client, accessToken, 'tagfollower', { user_id: input.userId, tag_name: input.tag })

/** Takes a tag off a person. Source: zalo-php-sdk, ZaloDotNetSDK. */
export const untagUser = (
  client: ZaloClient,
  accessToken: string,
  input: { readonly userId: string; readonly tag: string },
): Promise<CallResult<null>> =>
  post(client, accessToken, 'rmfollowerfromtag', { user_id: input.userId, tag_name: input.tag })

/** Deletes a tag with all its uses. Source: zalo-php-sdk, ZaloDotNetSDK. */
export const deleteTag = (
  client: ZaloClient,
  accessToken: string,
  input: { readonly tag: string },
): Promise<CallResult<null>> => post(client, accessToken, 'rmtag', { tag_name: input.tag })

/** Names of the account's tags. Source: zalo-php-sdk, ZaloDotNetSDK. */
export const listTags = async (client: ZaloClient, accessToken: string): Promise<CallResult<readonly string[]>> => {
  const call = { family: 'oa', method: 'GET', path: '/v2.0/oa/tag/gettagsofoa' } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => textsAt(envelope, 'data'))
}
