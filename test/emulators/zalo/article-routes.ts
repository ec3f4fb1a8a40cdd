import type { ApiCall, ApiRoutes } from './api-call.ts'
import { asObject, asText, onlyFields, refuse } from './answer.ts'
import type { JsonObject } from './answer.ts'
import type { Article } from './world.ts'

const limited = (value: unknown, name: string, limit: number): void => {
  const text = asText(value, name)
  if (text === '') refuse(-201, `${name} is empty`)
  if (text.length > limit) refuse(-210, `${name} is over ${limit} characters`)
}

const checkParts = (parts: unknown): void => {
  if (!Array.isArray(parts) || parts.length === 0) return refuse(-201, 'body is invalid')
  for (const [index, value] of parts.entries()) {
    const part = asObject(value, `body[${index}]`)
    if (part['type'] === 'text') asText(part['content'], `body[${index}].content`)
    else if (part['type'] === 'image') asText(part['url'], `body[${index}].url`)
    else if (part['type'] !== 'video') refuse(-201, `body[${index}].type is invalid`)
  }
}

const oneOf = (value: unknown, allowed: readonly string[], name: string): void => {
  if (!allowed.includes(String(value))) refuse(-201, `${name} is invalid`)
}

const known = [
  'type',
  'title',
  'author',
  'cover',
  'description',
  'body',
  'status',
  'comment',
  'related_medias',
  'tracking_link',
]

const checkArticle = ({ world }: ApiCall, article: JsonObject, more: readonly string[] = []): void => {
  onlyFields(world.switches.strict, article, [...known, ...more], 'body')
  oneOf(article['type'], ['normal'], 'type')
  limited(article['title'], 'title', 150)
  if (article['author'] !== undefined) limited(article['author'], 'author', 50)
  limited(article['description'], 'description', 300)
  const cover = asObject(article['cover'], 'cover')
  oneOf(cover['cover_type'], ['photo'], 'cover.cover_type')
  asText(cover['photo_url'], 'cover.photo_url')
  checkParts(article['body'])
  oneOf(article['status'], ['show', 'hide'], 'status')
  if (article['comment'] !== undefined) oneOf(article['comment'], ['show', 'hide'], 'comment')
}

const findArticle = ({ world, account }: ApiCall, id: unknown): Article =>
  [...world.articles.values()].find((one) => one.id === id && one.oaId === account.oaId && one.pollsLeft < 0) ??
  refuse(-201, 'id is invalid')

const store = ({ world, account, input }: ApiCall, id: string): unknown => {
  const token = world.ids.token(40)
  const pollsLeft = world.switches.articlePolls
  world.articles.set(token, { id, oaId: account.oaId, token, pollsLeft, body: input, at: world.now() })
  return { token }
}

const create = (call: ApiCall): unknown => {
  checkArticle(call, call.input)
  if (call.account.articlesLeft < 1) refuse(-223, 'Out of article quota')
  call.account.articlesLeft -= 1
  return store(call, call.world.ids.token(32))
}

const update = (call: ApiCall): unknown => {
  checkArticle(call, call.input, ['id'])
  const old = findArticle(call, call.input['id'])
  call.world.articles.delete(old.token)
  return store(call, old.id)
}

/** -214 as often as the switch says; afterwards the article can be used. */
const verify = ({ world, account, input }: ApiCall): unknown => {
  const article = world.articles.get(asText(input['token'], 'token'))
  if (article === undefined || article.oaId !== account.oaId) return refuse(-201, 'token is invalid')
  if (article.pollsLeft >= 0) article.pollsLeft -= 1
  return article.pollsLeft >= 0 ? refuse(-214, 'Article is processing') : { id: article.id }
}

const remove = (call: ApiCall): unknown => {
  call.world.articles.delete(findArticle(call, call.input['id']).token)
  return undefined
}

const slice = ({ world, account, input }: ApiCall): unknown => {
  const offset = Number(input['offset'] ?? 0)
  const limit = Number(input['limit'] ?? 10)
  if (!(offset >= 0) || !(limit >= 1 && limit <= 10)) return refuse(-201, 'offset or limit is invalid')
  const all = [...world.articles.values()].filter((one) => one.oaId === account.oaId && one.pollsLeft < 0)
  const medias = all.slice(offset, offset + limit).map(({ id, body, at }) => ({
    id,
    type: body['type'],
    title: body['title'],
    status: body['status'],
    create_date: at,
    link_view: `https://rd.zapps.vn/detail/${id}`,
  }))
  return { medias, total: all.length }
}

export const articleRoutes: ApiRoutes = {
  'POST /v2.0/article/create': create,
  'POST /v2.0/article/update': update,
  'POST /v2.0/article/verify': verify,
  'POST /v2.0/article/remove': remove,
  'GET /v2.0/article/getdetail': (call) => {
    const { id, body } = findArticle(call, call.input['id'])
    return { id, ...body }
  },
  'GET /v2.0/article/getslice': slice,
}
