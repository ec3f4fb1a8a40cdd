import type { ApiCall, ApiRoutes } from './api-call.ts'
import { asText, onlyFields, refuse } from './answer.ts'
import { vietnamTime } from './emulator-clock.ts'
import { findPerson, windowOf } from './recipient-rules.ts'

const ofPerson = (call: ApiCall): unknown => {
  const { world } = call
  const person = findPerson(call, call.input['user_id'])
  const total = Number.isFinite(world.switches.freeWindowMessages) ? world.switches.freeWindowMessages : 8
  const free = windowOf(world, person) === 'free'
  const remain = free
    ? Math.max(0, total - (Number.isFinite(world.switches.freeWindowMessages) ? person.freeSent : 0))
    : 0
  return {
    last_interaction: String(person.lastInteraction ?? ''),
    cs_reply: { remain, total },
    promotion: { daily_remain: 1, daily_total: 1, monthly_remain: 4, monthly_total: 4 },
  }
}

/** The newer call: of one person, or the assets that the account or the app owns. */
const quotaV3 = (call: ApiCall): unknown => {
  const { account, input, world } = call
  if (input['user_id'] !== undefined) {
    onlyFields(world.switches.strict, input, ['user_id'], 'body')
    return ofPerson(call)
  }
  onlyFields(world.switches.strict, input, ['quota_owner', 'product_type', 'quota_type'], 'body')
  if (!['OA', 'APP'].includes(asText(input['quota_owner'], 'quota_owner'))) refuse(-201, 'quota_owner is invalid')
  if (!['cs', 'transaction'].includes(asText(input['product_type'], 'product_type')))
    refuse(-201, 'product_type is invalid')
  const total = String(account.paidMessages)
  return input['quota_owner'] === 'APP' || input['product_type'] === 'transaction'
    ? []
    : [
        {
          asset_id: `asset${account.oaId.slice(-6)}`,
          product_type: 'cs',
          quota_type: 'sub_quota',
          valid_through: '31/12/2027',
          total,
          remain: total,
          status: 'available',
        },
      ]
}

/** The older call, still in the official SDKs: `{}`, `{message_id}` or `{user_id, type}`. */
const quotaV2 = (call: ApiCall): unknown => {
  const { account, input, world } = call
  onlyFields(world.switches.strict, input, ['message_id', 'user_id', 'type'], 'body')
  if (input['user_id'] !== undefined) return ofPerson(call)
  if (input['message_id'] !== undefined) return { type: 'reply', remain: 8, total: 8 }
  const used = account.used.get(`broadcast:${vietnamTime(world.now()).month}`) ?? 0
  return {
    daily_total: 0,
    daily_remain: 0,
    monthly_total: account.broadcastsPerMonth,
    monthly_remain: account.broadcastsPerMonth - used,
  }
}

export const quotaRoutes: ApiRoutes = {
  'POST /v3.0/oa/quota/message': quotaV3,
  'POST /v2.0/oa/quota/message': quotaV2,
}
