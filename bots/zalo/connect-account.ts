import { exchangeCode, getAccount, permissionUrl, readPermissionCallback } from 'zalo-oa-sdk'
import type { OfficialAccount, Pkce } from 'zalo-oa-sdk'
import type { AccountConnector, AccountDescription } from '../../src/channels/port.ts'
import { renewToken } from './access-token.ts'
import { sendMessage } from './send-message.ts'
import { createSendProgress } from './send-progress.ts'
import { readCredentials } from './zalo-account.ts'
import type { ZaloContext } from './zalo-context.ts'

export type ConnectorApp = {
  readonly appId: string
  readonly appSecret: string
  /** Sources disagree on what an Official Account's flow takes: see the SDK's `Pkce`. */
  readonly pkce: Pkce
}

const probeTimeoutMs = 15_000

// Calls a minute by package (docs.zaloplatforms.com, "giới hạn tốc độ API"). In which language the name comes is not
// documented; an unknown one leaves the platform's default.
const callsAMinute = [
  [/growth|tăng trưởng/i, 100],
  [/comprehensive|toàn diện/i, 2000],
] as const

const describe = (account: OfficialAccount): AccountDescription | undefined => {
  if (account.oaId === null) return undefined
  const tier = account.packageName?.normalize('NFC') ?? ''
  const calls = callsAMinute.find(([name]) => name.test(tier))?.[1]
  return {
    externalId: account.oaId,
    name: account.name ?? account.oaId,
    capabilities: {
      ...(account.type === null ? {} : { oaType: account.type }),
      ...(account.packageName === null ? {} : { package: account.packageName }),
      ...(calls === undefined ? {} : { perSecond: calls / 60 }),
    },
  }
}

/** Connects Official Accounts to the app. Which endpoint an account needs is learnt from -235 alone, not from its type. */
export const createConnector = (context: ZaloContext, app: ConnectorApp): AccountConnector => {
  const { client, directory } = context
  const { appId, appSecret, pkce } = app
  return {
    permission({ redirectUri, state }) {
      const { url, codeVerifier } = permissionUrl({ appId, redirectUri, state, pkce, oauthRoot: client.oauthRoot })
      return { url, verifier: codeVerifier }
    },
    readReturn(query, expectedState) {
      const back = readPermissionCallback(query, expectedState)
      return back.ok ? { kind: 'agreed', code: back.code, externalId: back.oaId } : { kind: back.why }
    },
    async exchangeCode({ code, verifier }) {
      const outcome = await exchangeCode(client, { appId, appSecret, code, codeVerifier: verifier })
      if (!outcome.ok) return { kind: 'failed', why: `${outcome.kind} ${outcome.code ?? outcome.failure.origin}` }
      const { accessToken, refreshToken, expiresInSeconds } = outcome
      return { kind: 'pair', accessToken, refreshToken, expiresInSeconds }
    },
    async describe(accessToken) {
      const result = await getAccount(client, accessToken)
      return result.ok ? describe(result.data) : undefined
    },
    async renew(accountId, refreshToken) {
      const account = directory.byId(accountId)
      const credentials = account && readCredentials(account)
      if (!credentials) return { kind: 'refused', why: 'account-without-credentials' }
      return await renewToken(client, credentials, refreshToken)
    },
    async probe(accountId, address, message) {
      const delivery = { id: 0, accountId, address, message, isBulk: false }
      const apart = { ...context, progress: createSendProgress() }
      return await sendMessage(apart, delivery, AbortSignal.timeout(probeTimeoutMs), true)
    },
  }
}
