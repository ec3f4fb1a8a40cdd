// A process of its own: a platform that keeps its limits and counts what it sees. Written from what the platforms
// publish: Telegram answers 429 with whole seconds in the body and in the header, Zalo 200 with error -32 and headers
// with what is left of the app. Each account and each app has a token bucket; after a refusal everything of that bucket
// is refused until the lock is over. Prints its port. Paths: /<app>/<account>/<anything>.
import { createServer } from 'node:http'
import { createBucket, type Bucket } from './token-bucket.ts'

export type MockOrder = {
  readonly style?: 'telegram' | 'zalo'
  /** Messages a second and burst of each account; without it nothing is limited. */
  readonly account?: { readonly rate: number; readonly burst: number }
  readonly app?: { readonly rate: number; readonly burst: number }
  /** How long everything is refused after a refusal; one second unless told. */
  readonly lockMs?: number
  readonly latencyMs?: number
  /** One of so many chats has blocked the account. */
  readonly blockedOneIn?: number
  /** Once that many messages were taken, the next is refused with this `retry_after`, whatever the rate. */
  readonly stall?: { readonly after: number; readonly seconds: number }
}

export type MockStats = {
  readonly messages: number
  readonly chats: number
  /** Messages beyond the first of their chat. */
  readonly repeats: number
  readonly repeated: readonly string[]
  readonly blocked: number
  readonly refused: number
  readonly refusedInLock: number
  /** Unix milliseconds of each message that was taken. */
  readonly times: readonly number[]
  readonly byAccount: Readonly<Record<string, number>>
  /** Milliseconds of each reply since the moment that its text names. */
  readonly replies: readonly number[]
}

const order = JSON.parse(process.argv[2] ?? '{}') as MockOrder
const lockMs = order.lockMs ?? 1000
let messages = 0
let blocked = 0
let refused = 0
let refusedInLock = 0
let stallUntil = 0
const times: number[] = []
const replies: number[] = []
const byChat = new Map<string, number>()
const byAccount: Record<string, number> = {}
const buckets = new Map<string, Bucket>()

const bucketOf = (key: string, limit: { rate: number; burst: number } | undefined): Bucket | undefined => {
  if (!limit) return undefined
  const known = buckets.get(key) ?? createBucket(limit, lockMs)
  buckets.set(key, known)
  return known
}

const stats = (): MockStats => ({
  messages,
  chats: byChat.size,
  repeats: [...byChat.values()].reduce((sum, count) => sum + count - 1, 0),
  repeated: [...byChat].filter(([, count]) => count > 1).map(([chat]) => chat),
  blocked,
  refused,
  refusedInLock,
  times,
  byAccount,
  replies,
})

type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body: string }

const refusal = (seconds: number, isAppSpent: boolean): Answer => {
  refused += 1
  if (order.style === 'zalo') {
    return {
      status: 200,
      headers: {
        'x-ratelimit-limit': String(Math.round((order.app?.rate ?? 0) * 60)),
        'x-ratelimit-remain': isAppSpent ? '0' : '1',
      },
      body: '{"error":-32,"message":"Your application reached limit call api"}',
    }
  }
  return {
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after ${seconds}","parameters":{"retry_after":${seconds}}}`,
  }
}

/** Milliseconds for which this message is refused; 0 when it may pass. */
const heldBackMs = (app: string, account: string, now: number): { readonly ms: number; readonly ofApp: boolean } => {
  if (order.stall && messages >= order.stall.after && stallUntil === 0) stallUntil = now + order.stall.seconds * 1000
  if (now < stallUntil) return { ms: stallUntil - now, ofApp: false }
  const ofApp = bucketOf(app, order.app)
  const ofAccount = bucketOf(`${app}/${account}`, order.account)
  const verdicts = [ofApp?.look(now), ofAccount?.look(now)]
  if (verdicts.some((one) => one?.inLock)) refusedInLock += 1
  const ms = Math.max(0, ...verdicts.map((one) => one?.ms ?? 0))
  if (ms === 0) for (const bucket of [ofApp, ofAccount]) bucket?.take()
  return { ms, ofApp: (verdicts[0]?.ms ?? 0) > 0 }
}

const takeMessage = (url: string, body: Buffer): Answer => {
  const [, app = '', account = ''] = url.split('/')
  const now = Date.now()
  const held = heldBackMs(app, account, now)
  if (held.ms > 0) return refusal(Math.ceil(held.ms / 1000), held.ofApp)
  const { chat_id: chat, text } = JSON.parse(body.toString('utf8')) as { chat_id: string; text: string }
  if (order.blockedOneIn && Number(chat) % order.blockedOneIn === 0) {
    blocked += 1
    return {
      status: 403,
      body: '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}',
    }
  }
  messages += 1
  times.push(now)
  byAccount[account] = (byAccount[account] ?? 0) + 1
  byChat.set(chat, (byChat.get(chat) ?? 0) + 1)
  if (text.startsWith('reply ')) replies.push(now - Number(text.slice(6)))
  return { status: 200, body: `{"ok":true,"result":{"message_id":${messages}}}` }
}

const control = (url: string): string | undefined => {
  if (url === '/stats') return JSON.stringify(stats())
  if (url === '/count') return String(messages)
  if (url !== '/end-stall') return undefined
  stallUntil = 1
  return 'ended'
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const url = request.url ?? ''
    const said = control(url)
    const answer: Answer = said === undefined ? takeMessage(url, Buffer.concat(chunks)) : { status: 200, body: said }
    const send = (): void => {
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      response.end(answer.body)
    }
    // It counts when it arrives; only the answer takes its time.
    if (order.latencyMs && said === undefined) setTimeout(send, order.latencyMs)
    else send()
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
process.on('disconnect', () => process.exit())
