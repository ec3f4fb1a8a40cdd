import { lookup as systemLookup } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import type { Dispatcher } from 'undici'
import { maxFileBytes } from './accepted-kinds.ts'
import { judgeHost } from './allowed-hosts.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import { isPublicAddress } from './public-address.ts'
import { failedForPrivateAddress, publicLookup } from './public-lookup.ts'

export type FetchRefusal =
  | 'bad-address'
  | 'host-not-allowed'
  | 'private-address'
  | 'too-many-redirects'
  | 'too-big'
  | 'empty'
  | 'gone'
  | 'temporary'

export type FetchedFile =
  | { readonly ok: true; readonly bytes: Buffer; readonly contentType: string | undefined }
  | { readonly ok: false; readonly why: FetchRefusal; readonly status?: number }

export type RemoteFile = {
  /** May contain a token (Telegram's does): it appears in no error, log or answer. */
  readonly url: string
  readonly allowedHosts: AllowedHosts
  /** A proxy, say. It connects on our behalf, so names are then judged as text and literal addresses only. */
  readonly dispatcher?: Dispatcher
  /** Default 20 MiB. */
  readonly maxBytes?: number
  /** For everything together, redirects and body included; default 60 s. */
  readonly timeoutMs?: number
  /** Breaks it off from outside; the answer is then `temporary`. */
  readonly signal?: AbortSignal
  /** In place of the system's resolver; tests use it. */
  readonly lookup?: LookupFunction
}

const maxRedirects = 3

const refuse = (why: FetchRefusal, status?: number): FetchedFile =>
  status === undefined ? { ok: false, why } : { ok: false, why, status }

const isTemporary = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

const readBody = async (body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body) {
    const bytes = piece as Buffer
    size += bytes.length
    if (size > maxBytes) return undefined
    pieces.push(bytes)
  }
  return Buffer.concat(pieces, size)
}

type Step = { readonly done: FetchedFile } | { readonly next: string }

const takeStep = async (url: URL, file: RemoteFile, agent: Dispatcher, signal: AbortSignal): Promise<Step> => {
  const maxBytes = file.maxBytes ?? maxFileBytes
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    signal,
    // Packed bodies would let a small answer unfold into a large one.
    headers: { 'accept-encoding': 'identity', accept: '*/*', 'user-agent': 'nhip-cau' },
  })
  const discard = async (done: FetchedFile): Promise<Step> => {
    body.on('error', () => undefined)
    body.destroy()
    return { done }
  }
  const location = headers['location']
  if (statusCode >= 300 && statusCode < 400) {
    await discard(refuse('gone', statusCode))
    return typeof location === 'string' ? { next: location } : { done: refuse('gone', statusCode) }
  }
  if (isTemporary(statusCode)) return discard(refuse('temporary', statusCode))
  if (statusCode !== 200) return discard(refuse('gone', statusCode))
  if (Number(headers['content-length'] ?? 0) > maxBytes) return discard(refuse('too-big'))
  const bytes = await readBody(body, maxBytes)
  if (bytes === undefined) return { done: refuse('too-big') }
  if (bytes.length === 0) return { done: refuse('empty') }
  const type = headers['content-type']
  return { done: { ok: true, bytes, contentType: typeof type === 'string' ? type : undefined } }
}

const follow = async (file: RemoteFile, agents: { guarded: Dispatcher; open: Dispatcher }, signal: AbortSignal) => {
  let target: string = file.url
  let base: URL | undefined
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const url: URL | null = URL.parse(target, base?.href)
    if (url === null) return refuse('bad-address')
    const verdict = judgeHost(url, file.allowedHosts)
    if (!verdict.ok) return refuse(verdict.why)
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (!verdict.namedWithPort && isIP(literal) !== 0 && !isPublicAddress(literal)) return refuse('private-address')
    const step = await takeStep(url, file, verdict.namedWithPort ? agents.open : agents.guarded, signal)
    if ('done' in step) return step.done
    target = step.next
    base = url
  }
  return refuse('too-many-redirects')
}

/**
 * Fetches what a platform says a resident sent. https to allowed hosts only, at most three redirects under the same
 * rules, no private addresses, a cap on the bytes that really arrive. `temporary` is worth another try, the rest not.
 */
export const fetchRemoteFile = async (file: RemoteFile): Promise<FetchedFile> => {
  const limits = { headersTimeout: file.timeoutMs ?? 60_000, bodyTimeout: file.timeoutMs ?? 60_000 }
  const lookup = file.lookup ?? systemLookup
  const open = new Agent({ ...limits, connect: { lookup } })
  const guarded = new Agent({ ...limits, connect: { lookup: publicLookup(lookup) } })
  const agents = file.dispatcher ? { guarded: file.dispatcher, open: file.dispatcher } : { guarded, open }
  try {
    const timeout = AbortSignal.timeout(file.timeoutMs ?? 60_000)
    return await follow(file, agents, file.signal ? AbortSignal.any([timeout, file.signal]) : timeout)
  } catch (error) {
    // The error names the address, which may hold a token: only its meaning leaves this function.
    return refuse(failedForPrivateAddress(error) ? 'private-address' : 'temporary')
  } finally {
    await Promise.all([open.destroy(), guarded.destroy()])
  }
}
