import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyOf } from './entry.ts'
import { limits } from './limits.ts'
import type { Locale, StoredEntry } from './means.ts'
import { makePageToken } from './page-token.ts'
import { bitsFor, easiestBits } from './proof-of-work.ts'
import { networkOf } from './address-network.ts'
import { renderPage } from './render-page.ts'
import { chosenLocale, type WebRoom } from './visit.ts'
import type { Identity } from './visitor-cookie.ts'
import { withPatience } from './with-patience.ts'

/** Nothing from elsewhere, nothing inline; a frame of another site cannot show it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const pageHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy': 'microphone=(self), camera=(self), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

/** How hard the proof has to be now, for a newcomer from this address. */
const bitsNow = async ({ options }: WebRoom, request: FastifyRequest): Promise<number> => {
  const { memory } = options
  const easiest = options.workBits ?? easiestBits
  const count = async (network: string): Promise<number> =>
    (await withPatience(memory.countArrivals(memory.bucketOf(network), limits.arrivalWindowMs), limits.patienceMs)) ?? 0
  const [network, all] = await Promise.all([count(networkOf(request.ip)), count('all')])
  return bitsFor(easiest, { network, all })
}

const languageOf = (entries: readonly StoredEntry[]): Locale | undefined => {
  for (const entry of entries.toReversed()) {
    const body = bodyOf(entry)
    if (body.kind === 'message') return body.message.locale
  }
  return undefined
}

export type Show = {
  readonly identity: Identity
  readonly status?: number
  readonly startPayload?: string
  readonly kioskUrl?: string
  readonly locale?: Locale
  readonly draft?: string
  readonly trouble?: (locale: Locale) => string
}

/** Renders the page of an identity; when the database is away, without the past. */
export const showPage = async (
  room: WebRoom,
  request: FastifyRequest,
  reply: FastifyReply,
  show: Show,
): Promise<FastifyReply> => {
  const { options, assets } = room
  const { memory, keyring, clock } = options
  const { identity } = show
  const entries = identity.isProven
    ? await withPatience(memory.read(memory.chatKeyOf(identity.id), { limit: limits.shownMax }), limits.patienceMs)
    : []
  const after = entries === undefined ? undefined : (entries.at(-1)?.seq ?? 0)
  if (identity.isProven && after !== undefined && after > 0) {
    await withPatience(memory.markSeen([{ chatKey: memory.chatKeyOf(identity.id), seq: after }]), limits.patienceMs)
  }
  const bits = identity.isProven ? null : await bitsNow(room, request)
  const token = makePageToken(keyring, identity, { issuedAt: clock.now(), bits: bits ?? 0 })
  const locale = show.locale ?? chosenLocale(request) ?? languageOf(entries ?? []) ?? 'vi'
  const page = await renderPage(options, assets, {
    locale,
    token,
    bits,
    entries: entries ?? [],
    after,
    newKey: randomUUID,
    ...(show.startPayload === undefined ? {} : { startPayload: show.startPayload }),
    ...(show.kioskUrl === undefined ? {} : { kioskUrl: show.kioskUrl }),
    ...(show.draft === undefined ? {} : { draft: show.draft }),
    ...(show.trouble ? { trouble: show.trouble(locale) } : {}),
  })
  return await reply
    .code(show.status ?? 200)
    .headers(pageHeaders)
    .type('text/html; charset=utf-8')
    .send(String(page))
}
