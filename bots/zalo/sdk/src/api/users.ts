import { flagAt, idAt, isObject, numberAt, objectAt, objectsAt, textAt, textsAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { callApi, dataQuery, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'

export type UserDetail = {
  readonly userId: string | null
  /** Id of the same person for the app's social login; not usable for sending. */
  readonly userIdByApp: string | null
  readonly externalId: string | null
  readonly displayName: string | null
  readonly alias: string | null
  readonly isSensitive: boolean | null
  readonly isFollower: boolean | null
  /** As sent: DD/MM/YYYY. */
  readonly lastInteractionDate: string | null
  readonly avatarUrl: string | null
  readonly tags: readonly string[]
  readonly notes: readonly string[]
  /** Only after the person answered a request for contact data. */
  readonly sharedInfo: {
    readonly name: string | null
    readonly phone: string | null
    readonly address: string | null
    readonly city: string | null
    readonly district: string | null
    readonly birthDate: string | null
  } | null
}

const readShared = (shared: unknown): UserDetail['sharedInfo'] =>
  isObject(shared)
    ? {
        name: textAt(shared, 'name'),
        phone: textAt(shared, 'phone'),
        address: textAt(shared, 'address'),
        city: textAt(shared, 'city'),
        district: textAt(shared, 'district'),
        birthDate: textAt(shared, 'user_dob'),
      }
    : null

const readUser = (data: JsonObject): UserDetail => {
  const labels = objectAt(data, 'tags_and_notes_info')
  return {
    userId: idAt(data, 'user_id'),
    userIdByApp: idAt(data, 'user_id_by_app'),
    externalId: idAt(data, 'user_external_id'),
    displayName: textAt(data, 'display_name'),
    alias: textAt(data, 'user_alias'),
    isSensitive: flagAt(data, 'is_sensitive'),
    isFollower: flagAt(data, 'user_is_follower'),
    lastInteractionDate: textAt(data, 'user_last_interaction_date'),
    avatarUrl: textAt(data, 'avatar'),
    tags: textsAt(labels, 'tag_names'),
    notes: textsAt(labels, 'notes'),
    sharedInfo: readShared(data['shared_info']),
  }
}

/**
 * Profile of a person who interacted with the account. Webhooks carry no name, so this is where it comes from. Callers
 * with an address outside of Vietnam get personal data limited (one source). Source: docs.zaloplatforms.com, OA.
 */
export const getUserDetail = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly userId: string },
): Promise<CallResult<UserDetail>> => {
  const query = dataQuery({ user_id: input.userId })
  const call = { family: 'oa', method: 'GET', path: '/v3.0/oa/user/detail', query } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => readUser(objectAt(envelope, 'data')))
}

export type UserListQuery = {
  /** 0 to 9951, so that about 10,000 people can be reached: divide by period or tag. */
  readonly offset: number
  /** 1 to 50. */
  readonly count: number
  readonly tagName?: string
  /** `TODAY`, `YESTERDAY`, `L7D`, `L30D` or `YYYY_MM_DD:YYYY_MM_DD`. */
  readonly lastInteractionPeriod?: string
  readonly isFollower?: boolean
}

export type UserList = { readonly total: number; readonly userIds: readonly string[] }

/**
 * Ids of the account's people, for reconciliation only: keep your own list from webhooks. Source:
 * docs.zaloplatforms.com, OA.
 *
 * @throws RangeError when offset or count is out of bounds.
 */
export const listUsers = async (
  client: ZaloClient,
  accessToken: string,
  input: UserListQuery,
): Promise<CallResult<UserList>> => {
  if (!(input.offset >= 0 && input.offset <= 9951)) throw new RangeError('offset must be 0 to 9951')
  if (!(input.count >= 1 && input.count <= 50)) throw new RangeError('count must be 1 to 50')
  const query = dataQuery({
    offset: input.offset,
    count: input.count,
    ...(input.tagName === undefined ? {} : { tag_name: input.tagName }),
    ...(input.lastInteractionPeriod === undefined ? {} : { last_interaction_period: input.lastInteractionPeriod }),
    ...(input.isFollower === undefined ? {} : { is_follower: input.isFollower }),
  })
  const call = { family: 'oa', method: 'GET', path: '/v3.0/oa/user/getlist', query } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => {
    const data = objectAt(envelope, 'data')
    const userIds = objectsAt(data, 'users').map((user) => idAt(user, 'user_id'))
    return { total: numberAt(data, 'total') ?? 0, userIds: userIds.filter((id) => id !== null) }
  })
}
