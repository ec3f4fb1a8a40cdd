import { incompleteAnswer } from '../errors/read-failure.ts'
import { idAt, numberAt, objectAt, objectsAt, textAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'

export type ArticlePart =
  | { readonly type: 'text'; readonly content: string }
  | { readonly type: 'image'; readonly url: string; readonly caption?: string }

export type Article = {
  /** Up to 150 characters. */
  readonly title: string
  /** Up to 50 characters. */
  readonly author: string
  /** Up to 300 characters. */
  readonly description: string
  readonly coverUrl: string
  readonly body: readonly ArticlePart[]
  readonly visible: boolean
  readonly comments: boolean
}

/** @throws RangeError when a text is over its limit: 150 title, 50 author, 300 description (one source). */
const writeArticle = (article: Article) => {
  const shorten = (text: string, most: number, what: string) => {
    if (text.normalize('NFC').length > most) throw new RangeError(`the ${what} is longer than ${most} characters`)
    return text.normalize('NFC')
  }
  return {
    type: 'normal',
    title: shorten(article.title, 150, 'title'),
    author: shorten(article.author, 50, 'author'),
    description: shorten(article.description, 300, 'description'),
    cover: { cover_type: 'photo', photo_url: article.coverUrl, status: 'show' },
    body: article.body,
    status: article.visible ? 'show' : 'hide',
    comment: article.comments ? 'show' : 'hide',
  }
}

const post = async (client: ZaloClient, accessToken: string, verb: string, json: object) => {
  const path = `/v2.0/article/${verb}`
  const result = await callApi(client, accessToken, { family: 'oa', method: 'POST', path, json })
  // For articles -223 is the publishing quota, for everything else a missing permission.
  if (result.ok || result.failure.code !== -223) return result
  const meaning = 'the publishing quota of articles is used up'
  return { ...result, failure: { ...result.failure, class: 'quota', meaning } as const }
}

const idFrom = (result: CallResult<JsonObject>, key: 'token' | 'id'): CallResult<string> => {
  if (!result.ok) return result
  const id = idAt(objectAt(result.data, 'data'), key)
  if (id !== null) return { ...result, data: id }
  return { ok: false, failure: incompleteAnswer('oa', `the answer holds no ${key}`), rateLimit: result.rateLimit }
}

/**
 * Creates an article and gives the token for `verifyArticle`. Articles have 4,000 calls a minute of their own. Source:
 * zalo-java-sdk, ZaloDotNetSDK.
 *
 * @throws RangeError when a text is over its limit.
 */
export const createArticle = async (
  client: ZaloClient,
  accessToken: string,
  article: Article,
): Promise<CallResult<string>> => idFrom(await post(client, accessToken, 'create', writeArticle(article)), 'token')

/** Gives the id of an article that was created; -214, class `retry`, while it is processed. Source: as `createArticle`. */
export const verifyArticle = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly token: string },
): Promise<CallResult<string>> => idFrom(await post(client, accessToken, 'verify', { token: input.token }), 'id')

/**
 * Replaces an article and gives a token for `verifyArticle`. Source: as `createArticle`.
 *
 * @throws RangeError when a text is over its limit.
 */
export const updateArticle = async (
  client: ZaloClient,
  accessToken: string,
  input: Article & { readonly id: string },
): Promise<CallResult<string>> =>
  idFrom(await post(client, accessToken, 'update', { id: input.id, ...writeArticle(input) }), 'token')

/** Deletes an article. Source: as `createArticle`. */
export const removeArticle = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly id: string },
): Promise<CallResult<null>> => mapResult(await post(client, accessToken, 'remove', { id: input.id }), () => null)

export type ArticleSummary = {
  readonly id: string | null
  readonly title: string | null
  readonly status: string | null
  readonly linkUrl: string | null
  readonly views: number | null
}

/** A page of the account's articles, at most 10. Source: as `createArticle`. */
export const listArticles = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly offset: number; readonly limit: number },
): Promise<CallResult<readonly ArticleSummary[]>> => {
  const query = { offset: String(input.offset), limit: String(input.limit), type: 'normal' }
  const call = { family: 'oa', method: 'GET', path: '/v2.0/article/getslice', query } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) =>
    objectsAt(objectAt(envelope, 'data'), 'medias').map((article) => ({
      id: idAt(article, 'id'),
      title: textAt(article, 'title'),
      status: textAt(article, 'status'),
      linkUrl: textAt(article, 'link_view'),
      views: numberAt(article, 'total_view'),
    })),
  )
}

/** One article as Zalo describes it; the fields are not listed here. Source: as `createArticle`. */
export const getArticle = async (
  client: ZaloClient,
  accessToken: string,
  input: { readonly id: string },
): Promise<CallResult<JsonObject>> => {
  const call = { family: 'oa', method: 'GET', path: '/v2.0/article/getdetail', query: { id: input.id } } as const
  return mapResult(await callApi(client, accessToken, call), (envelope) => objectAt(envelope, 'data'))
}
