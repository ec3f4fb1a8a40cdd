import { createHmac } from 'node:crypto'
import { asObject, jsonAnswer, parseObject, refuse, Refusal, withNumericIds } from './answer.ts'
import type { EmulatorAnswer, EmulatorRequest, JsonObject } from './answer.ts'
import { accountRoutes } from './account-routes.ts'
import type { ApiRoutes } from './api-call.ts'
import { articleRoutes } from './article-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { countCall } from './rate-limit.ts'
import { quotaRoutes } from './quota-routes.ts'
import { tagRoutes } from './tag-routes.ts'
import { templateRoutes } from './template-routes.ts'
import { uploadRoutes } from './upload-routes.ts'
import { userRoutes } from './user-routes.ts'
import type { Account, World } from './world.ts'

const routes: ApiRoutes = {
  ...messageRoutes,
  ...articleRoutes,
  ...uploadRoutes,
  ...userRoutes,
  ...tagRoutes,
  ...accountRoutes,
  ...quotaRoutes,
  ...templateRoutes,
}

const isTemplateApi = (path: string): boolean => path.startsWith('/message/') || path.startsWith('/template/')

/** The same trouble has other numbers on the template API. */
const codesOf = (template: boolean) =>
  template
    ? { unknown: -124, expired: -124, proof: -1241, inactive: -101, account: -120, permission: -1202 }
    : { unknown: -216, expired: -220, proof: -242, inactive: -209, account: -204, permission: -223 }

const checkProof = (world: World, request: EmulatorRequest, token: string, code: number): void => {
  const expected = createHmac('sha256', world.app.appSecret).update(token).digest('hex')
  const given = request.headers['appsecret_proof'] ?? request.query.get('appsecret_proof') ?? undefined
  if (given === undefined ? world.switches.appSecretProof : given !== expected)
    refuse(code, 'appsecret_proof is invalid')
}

/** Who calls: only the header counts, a token in the query does not. */
const findAccount = (world: World, request: EmulatorRequest): Account => {
  const codes = codesOf(isTemplateApi(request.path))
  const token = world.accessTokens.get(request.headers['access_token'] ?? '')
  if (token === undefined) return refuse(codes.unknown, 'Access token is invalid')
  if (token.dead || token.expiresAt <= world.now()) refuse(codes.expired, 'Access token has expired or was removed')
  checkProof(world, request, token.token, codes.proof)
  if (!world.app.active) refuse(codes.inactive, 'App is not active')
  const account = world.accounts.get(token.oaId)
  if (account === undefined) return refuse(-205, 'OA does not exist')
  if (account.disabled) refuse(codes.account, 'OA is disabled')
  if (!account.authorized) refuse(codes.permission, 'OA has not given this app the permission')
  if (!account.verified) refuse(-221, 'OA is not verified')
  return account
}

const checkPackage = ({ switches }: World, account: Account): void => {
  const gated = account.oaType === 4 ? switches.packageGateForState : switches.packageGate
  const low = account.package === 'basic' || account.package === 'standard'
  if (gated && low) refuse(-224, 'OA has to upgrade its package to use this feature')
}

const readInput = (request: EmulatorRequest): JsonObject => {
  if (request.method === 'GET') {
    const data = request.query.get('data')
    return data === null ? Object.fromEntries(request.query) : parseObject(data, 'data')
  }
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return {}
  if (!type.startsWith('application/json')) return refuse(-201, 'Content-Type is invalid')
  return request.body.length === 0 ? {} : asObject(parseObject(request.body.toString('utf8'), 'body'), 'body')
}

const finish = (world: World, value: unknown, headers: Record<string, string>): EmulatorAnswer => {
  const json = JSON.stringify(value)
  return jsonAnswer(world.switches.numericIds ? withNumericIds(json) : json, 200, headers)
}

export type ApiOutcome = { answer: EmulatorAnswer; oaId: string | undefined; afterwards: (() => Promise<unknown>)[] }

/** OA OpenAPI and template API; undefined when the path belongs to neither. */
export const answerOpenapi = async (world: World, request: EmulatorRequest): Promise<ApiOutcome | undefined> => {
  const template = isTemplateApi(request.path)
  if (!template && !/^\/v[23]\.0\//.test(request.path)) return undefined
  const route = routes[`${request.method} ${request.path}`]
  if (route === undefined) {
    return { answer: jsonAnswer({ error: 404, message: 'empty api' }, 404), oaId: undefined, afterwards: [] }
  }
  const afterwards: (() => Promise<unknown>)[] = []
  let headers: Record<string, string> = {}
  let oaId: string | undefined
  try {
    const account = findAccount(world, request)
    oaId = account.oaId
    const rate = countCall(world, account, request.path)
    headers = rate.headers
    if (rate.refusal !== undefined) refuse(-32, rate.refusal)
    if (!template) checkPackage(world, account)
    const input = readInput(request)
    const data = await route({ world, account, request, input, after: (work) => void afterwards.push(work) })
    const value = { ...(data === undefined ? {} : { data }), error: 0, message: 'Success' }
    return { answer: finish(world, value, headers), oaId, afterwards }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { answer: finish(world, { error: error.code, message: error.message }, headers), oaId, afterwards }
  }
}
