import { flagAt, idAt, numberAt, objectAt, objectsAt, textAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'

export type OfficialAccount = {
  readonly oaId: string | null
  readonly name: string | null
  readonly description: string | null
  readonly alias: string | null
  readonly isVerified: boolean | null
  /** 2 business, 4 state agency: the latter sends by the v2 endpoint. */
  readonly type: number | null
  readonly category: string | null
  readonly followers: number | null
  readonly avatarUrl: string | null
  readonly coverUrl: string | null
  readonly packageName: string | null
  readonly packageValidThrough: string | null
}

const readAccount = (data: JsonObject): OfficialAccount => ({
  oaId: idAt(data, 'oa_id') ?? idAt(data, 'oaid'),
  name: textAt(data, 'name'),
  description: textAt(data, 'description'),
  alias: textAt(data, 'oa_alias'),
  isVerified: flagAt(data, 'is_verified'),
  type: numberAt(data, 'oa_type'),
  category: textAt(data, 'cate_name'),
  followers: numberAt(data, 'num_follower'),
  avatarUrl: textAt(data, 'avatar'),
  coverUrl: textAt(data, 'cover'),
  packageName: textAt(data, 'package_name'),
  packageValidThrough: textAt(data, 'package_valid_through_date'),
})

/** The account itself. Source: docs.zaloplatforms.com, OA (`getoa`); one source spells the id `oaid`: both are read. */
export const getAccount = async (client: ZaloClient, accessToken: string): Promise<CallResult<OfficialAccount>> => {
  const call = { family: 'oa', method: 'GET', path: '/v2.0/oa/getoa' } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => readAccount(objectAt(envelope, 'data')))
}

export type UserQuota = {
  readonly lastInteractionMs: number | null
  /** What is left of consultation messages to this person. */
  readonly reply: { readonly remain: number | null; readonly total: number | null }
  readonly promotion: {
    readonly dailyRemain: number | null
    readonly dailyTotal: number | null
    readonly monthlyRemain: number | null
    readonly monthlyTotal: number | null
  }
}

/**
 * What the account may still send to a person, and when the person last interacted. Source: docs.zaloplatforms.com,
 * OA/tin-nhan/quan-ly-tin-nhan/kiem-tra-han-muc-gui-tin-nhan; since 2026 the numbers may be absent.
 */
export const getUserQuota = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly userId: string },
): Promise<CallResult<UserQuota>> => {
  const json = { user_id: input.userId }
  const call = { family: 'oa', method: 'POST', path: '/v3.0/oa/quota/message', json } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => {
    const data = objectAt(envelope, 'data')
    const reply = objectAt(data, 'cs_reply')
    const promotion = objectAt(data, 'promotion')
    return {
      lastInteractionMs: numberAt(data, 'last_interaction'),
      reply: { remain: numberAt(reply, 'remain'), total: numberAt(reply, 'total') },
      promotion: {
        dailyRemain: numberAt(promotion, 'daily_remain'),
        dailyTotal: numberAt(promotion, 'daily_total'),
        monthlyRemain: numberAt(promotion, 'monthly_remain'),
        monthlyTotal: numberAt(promotion, 'monthly_total'),
      },
    }
  })
}

export type MessageAsset = {
  readonly assetId: string | null
  readonly quotaType: string | null
  readonly remain: number | null
  readonly total: number | null
  readonly validThrough: string | null
}

/**
 * The message quotas the account or the app owns. `quotaType`: `sub_quota`, `purchase_quota` or `reward_quota`. Source:
 * as `getUserQuota`; the fields of an asset are from one source.
 */
export const listMessageAssets = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly owner: 'OA' | 'APP'; readonly product: 'cs' | 'transaction'; readonly quotaType: string },
): Promise<CallResult<readonly MessageAsset[]>> => {
  const json = { quota_owner: input.owner, product_type: input.product, quota_type: input.quotaType }
  const call = { family: 'oa', method: 'POST', path: '/v3.0/oa/quota/message', json } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) =>
    objectsAt(envelope, 'data').map((asset) => ({
      assetId: idAt(asset, 'asset_id'),
      quotaType: textAt(asset, 'quota_type'),
      remain: numberAt(asset, 'remain'),
      total: numberAt(asset, 'total'),
      validThrough: textAt(asset, 'valid_through'),
    })),
  )
}
