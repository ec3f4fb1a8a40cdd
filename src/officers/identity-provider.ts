import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
  type CustomFetch,
} from 'openid-client'

/** What the browser brings back proves that it began here; kept sealed in its cookie meanwhile. */
export type IdentityCheck = { readonly state: string; readonly nonce: string; readonly verifier: string }

export type IdentityProvider = {
  /** As officers know it: "tài khoản của thành phố". */
  readonly label: string
  readonly issuer: string
  /** Where to send the browser; `down` when the provider does not answer. */
  begin(
    redirectUri: string,
  ): Promise<
    { readonly kind: 'begun'; readonly url: string; readonly check: IdentityCheck } | { readonly kind: 'down' }
  >
  /** Who came back: the provider's `sub`, after signature, issuer, audience, nonce and times were checked. */
  finish(
    returned: URL,
    check: IdentityCheck,
  ): Promise<
    | { readonly kind: 'known'; readonly subject: string }
    | { readonly kind: 'down' }
    | { readonly kind: 'refused'; readonly why: string }
  >
}

export type IdentitySettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly label: string
  /** How the provider is asked where the network needs a proxy; the platform's own without it. */
  readonly fetch?: CustomFetch
}

const timeoutSeconds = 8
const toleranceSeconds = 30

const asRecord = (error: unknown): Readonly<Record<string, unknown>> =>
  typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {}

/** No answer, too late, or an answer that says that it is the provider's trouble. */
const isDown = (error: unknown): boolean => {
  const { code, cause, status, name } = asRecord(error)
  const answer = asRecord(cause)['status'] ?? status
  if (typeof answer === 'number') return answer >= 500
  if (code === 'OAUTH_TIMEOUT' || name === 'TimeoutError') return true
  return error instanceof TypeError && error.message === 'fetch failed'
}

/** OpenID Connect by discovery, with authorization code, PKCE, state and nonce; ID tokens are checked by their signature too. */
export const createIdentityProvider = (settings: IdentitySettings): IdentityProvider => {
  const { issuer, clientId, clientSecret, label } = settings
  const server = new URL(issuer)
  let known: Promise<Configuration> | undefined

  const configure = async (): Promise<Configuration> =>
    await discovery(server, clientId, { client_secret: clientSecret, [clockTolerance]: toleranceSeconds }, undefined, {
      timeout: timeoutSeconds,
      ...(settings.fetch ? { [customFetch]: settings.fetch } : {}),
      // A provider on one's own machine, as in tests; config.ts lets http in for loopback addresses alone.
      execute: [enableNonRepudiationChecks, ...(server.protocol === 'http:' ? [allowInsecureRequests] : [])],
    })

  /** Asked once; a provider that did not answer is asked again the next time. */
  const configuration = async (): Promise<Configuration> => {
    known ??= configure()
    try {
      return await known
    } catch (error) {
      known = undefined
      throw error
    }
  }

  return {
    label,
    issuer,
    async begin(redirectUri) {
      try {
        const config = await configuration()
        const check = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
        const url = buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid',
          state: check.state,
          nonce: check.nonce,
          code_challenge: await calculatePKCECodeChallenge(check.verifier),
          code_challenge_method: 'S256',
        })
        return { kind: 'begun', url: url.href, check }
      } catch {
        return { kind: 'down' }
      }
    },
    async finish(returned, check) {
      try {
        const tokens = await authorizationCodeGrant(await configuration(), returned, {
          pkceCodeVerifier: check.verifier,
          expectedState: check.state,
          expectedNonce: check.nonce,
          idTokenExpected: true,
        })
        const subject = tokens.claims()?.sub
        return subject === undefined || subject === ''
          ? { kind: 'refused', why: 'no subject' }
          : { kind: 'known', subject: subject.slice(0, 255) }
      } catch (error) {
        if (isDown(error)) return { kind: 'down' }
        const { code } = asRecord(error)
        return { kind: 'refused', why: typeof code === 'string' ? code : 'unknown' }
      }
    },
  }
}
