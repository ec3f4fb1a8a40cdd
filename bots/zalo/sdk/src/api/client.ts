import { Agent } from 'undici'
import type { Dispatcher } from 'undici'

export type ZaloClientOptions = {
  /** Default `https://openapi.zalo.me`. */
  readonly apiRoot?: string
  /** Default `https://oauth.zaloapp.com`. */
  readonly oauthRoot?: string
  /** Default `https://business.openapi.zalo.me`. */
  readonly businessRoot?: string
  /**
   * Carries the requests: an undici `Agent`, `Pool` or `ProxyAgent` of the caller, who also closes it. Do not put a
   * retrying interceptor into it: a message might be sent twice. Without one the client keeps its own connections alive.
   */
  readonly dispatcher?: Dispatcher
  /** Most time for one call, waiting for a connection included. Default 10,000 ms; uploads get three times as much. */
  readonly timeoutMs?: number
  /** The application secret: every call then carries `appsecret_proof`. Needed where the app's settings demand it. */
  readonly appSecret?: string
  /** Where the proof goes for Official Account calls is not documented. Default `header`. */
  readonly appSecretProofIn?: 'header' | 'query'
}

/** The settings of the calls of this package and the connections they share. Holds no token. */
export type ZaloClient = {
  readonly apiRoot: string
  readonly oauthRoot: string
  readonly businessRoot: string
  readonly dispatcher: Dispatcher
  readonly timeoutMs: number
  readonly appSecretProof: { readonly appSecret: string; readonly in: 'header' | 'query' } | null
  /** Closes the client's own connections after their last answer; a dispatcher that was passed in stays open. */
  readonly close: () => Promise<void>
}

const withoutSlash = (root: string): string => {
  const url = new URL(root)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError('an API root must be http or https')
  return url.href.replace(/\/+$/, '')
}

/**
 * Makes a client. Access tokens are passed to each call: the client never stores them, so that one refresher can own
 * them.
 *
 * @throws TypeError when a root is not an http or https address, or the timeout is not a positive number.
 */
export const createZaloClient = (options: ZaloClientOptions = {}): ZaloClient => {
  const timeoutMs = options.timeoutMs ?? 10_000
  if (!(timeoutMs > 0)) throw new TypeError('timeoutMs must be positive')
  // Idle connections live for undici's 4 seconds only: one that the other side closes while it is written to would turn
  // a message into an ambiguous one.
  const own = options.dispatcher === undefined ? new Agent({ connect: { timeout: 5_000 } }) : null
  return {
    apiRoot: withoutSlash(options.apiRoot ?? 'https://openapi.zalo.me'),
    oauthRoot: withoutSlash(options.oauthRoot ?? 'https://oauth.zaloapp.com'),
    businessRoot: withoutSlash(options.businessRoot ?? 'https://business.openapi.zalo.me'),
    dispatcher: options.dispatcher ?? (own as Dispatcher),
    timeoutMs,
    appSecretProof:
      options.appSecret === undefined
        ? null
        : { appSecret: options.appSecret, in: options.appSecretProofIn ?? 'header' },
    close: async () => {
      await own?.close()
    },
  }
}
