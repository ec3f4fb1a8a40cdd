import { Agent, ProxyAgent, request } from 'undici'
import { isNearHost } from '../kernel/near-host.ts'
import type { PostWebhook } from '../webhooks/index.ts'

const timeoutMs = 15_000

/** How programs of others are told: one POST, no redirect, the answer's body is thrown away unread. */
export const createWebhookPost = (
  outboundProxy: string | undefined,
): { readonly post: PostWebhook; close(): Promise<void> } => {
  const near = new Agent({ connections: 4 })
  const outward = outboundProxy === undefined ? near : new ProxyAgent({ uri: outboundProxy, connections: 4 })
  return {
    async post(url, { headers, body }) {
      const dispatcher = isNearHost(new URL(url).hostname) ? near : outward
      try {
        const answer = await request(url, {
          method: 'POST',
          headers: { ...headers, 'user-agent': 'nhip-cau' },
          body,
          dispatcher,
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
          signal: AbortSignal.timeout(timeoutMs),
        })
        await answer.body.dump()
        return answer.statusCode
      } catch {
        // Unreachable, too slow, no certificate: what the other side does wrong is a value.
        return 0
      }
    },
    async close() {
      await near.destroy()
      if (outward !== near) await outward.destroy()
    },
  }
}
