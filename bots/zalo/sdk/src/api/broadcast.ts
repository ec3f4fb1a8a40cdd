import { idAt, objectAt } from '../json-fields.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'

const TARGET_KEYS = ['gender', 'ages', 'locations', 'cities', 'platform', 'telcos'] as const

/**
 * Whom a broadcast reaches; absent means everybody. Numbers as in ZaloDotNetSDK: gender 0 all, 1 male, 2 female; ages 0
 * to 7; locations 0 north, 1 centre, 2 south; cities 0 to 63 by the provinces before July 2025 (a newer list is not
 * known); platform 1 iOS, 2 Android; telcos 1 to 4.
 */
export type BroadcastTarget = { readonly [Key in (typeof TARGET_KEYS)[number]]?: readonly number[] }

const writeNumbers = (numbers: readonly number[], encoding: 'joined' | 'list' | 'number'): unknown => {
  if (encoding === 'list') return numbers
  if (encoding === 'joined') return numbers.join(',')
  if (numbers.length !== 1) throw new RangeError('this encoding writes one number for each key')
  return numbers[0]
}

/**
 * Sends an article to the account's followers, 06:00 to 21:59 only (-234). How many a month depends on the package. The
 * official SDKs disagree about how numbers are written; comma-joined text is the default. Source: zalo-java-sdk,
 * ZaloDotNetSDK.
 *
 * @throws RangeError when `number` is to write several numbers for one key.
 */
export const broadcastArticle = async (
  client: ZaloClient,
  accessToken: string,
  input: {
    readonly articleId: string
    readonly target: BroadcastTarget
    /** `number` takes one number for each key. */
    readonly targetEncoding?: 'joined' | 'list' | 'number'
  },
): Promise<CallResult<{ readonly messageId: string | null }>> => {
  const target: Record<string, unknown> = {}
  for (const key of TARGET_KEYS) {
    const numbers = input.target[key]
    if (numbers !== undefined) target[key] = writeNumbers(numbers, input.targetEncoding ?? 'joined')
  }
  const elements = [{ media_type: 'article', attachment_id: input.articleId }]
  const json = {
    recipient: { target },
    message: { attachment: { type: 'template', payload: { template_type: 'media', elements } } },
  }
  const call = { family: 'oa', method: 'POST', path: '/v2.0/oa/message', json, sends: true } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => ({
    messageId: idAt(objectAt(envelope, 'data'), 'message_id'),
  }))
}
