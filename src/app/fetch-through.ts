import { fetch, ProxyAgent } from 'undici'
import type { CustomFetch } from 'openid-client'
import { isNearHost } from '../kernel/near-host.ts'

/**
 * How an address outside is asked where the network lets nothing out but through a proxy; undefined where the platform's
 * own way serves, for the machine beside us is not behind the proxy.
 */
export const fetchThrough = (
  proxy: string | undefined,
  address: string,
): { readonly fetch: CustomFetch; close(): Promise<void> } | undefined => {
  if (proxy === undefined || isNearHost(new URL(address).hostname)) return undefined
  const dispatcher = new ProxyAgent({ uri: proxy, proxyTunnel: true })
  const through: CustomFetch = async (url, options) => {
    const answer = await fetch(url, { ...options, body: options.body ?? null, dispatcher })
    // Read at once: what asks further wants the platform's own kind of answer.
    const body = answer.status === 204 ? null : await answer.arrayBuffer()
    return new Response(body, { status: answer.status, headers: Object.fromEntries(answer.headers) })
  }
  return { fetch: through, close: async () => await dispatcher.destroy() }
}
