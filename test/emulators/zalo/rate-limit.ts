import type { Account, World } from './world.ts'

type Bucket = { limit: number; remain: number; allowed: boolean }

/**
 * loose: `limit` calls in each minute of the clock, all at once if one likes.
 * tight: refills evenly, and holds a tenth of the limit at most, so calls must be spread.
 */
const take = (world: World, key: string, limit: number): Bucket => {
  const { rateShape } = world.switches
  if (rateShape === 'off') return { limit, remain: limit, allowed: true }
  const now = world.now()
  const size = rateShape === 'tight' ? Math.max(1, Math.floor(limit / 10)) : limit
  const bucket = world.buckets.get(key) ?? { tokens: size, at: now }
  if (rateShape === 'loose') {
    if (Math.floor(now / 60_000) !== Math.floor(bucket.at / 60_000)) bucket.tokens = size
  } else {
    bucket.tokens = Math.min(size, bucket.tokens + ((now - bucket.at) * limit) / 60_000)
  }
  bucket.at = now
  const allowed = bucket.tokens >= 1
  if (allowed) bucket.tokens -= 1
  world.buckets.set(key, bucket)
  return { limit, remain: Math.floor(bucket.tokens), allowed }
}

export type RateVerdict = { headers: Record<string, string>; refusal: string | undefined }

/** Counts one call against the app (articles have a budget of their own) and the account. */
export const countCall = (world: World, account: Account, path: string): RateVerdict => {
  const articles = path.startsWith('/v2.0/article/')
  const app = articles
    ? take(world, 'app:articles', world.switches.articlesPerMinute)
    : take(world, 'app', world.switches.appPerMinute)
  const own = app.allowed ? take(world, `oa:${account.oaId}`, account.ratePerMinute) : undefined
  const told = (world.switches.rateHeadersOf === 'account' ? own : undefined) ?? app
  const headers = { 'X-RateLimit-Limit': String(told.limit), 'X-RateLimit-Remain': String(told.remain) }
  if (!app.allowed) return { headers, refusal: 'Application has reached its call limit per minute' }
  if (own?.allowed === false) return { headers, refusal: 'Official Account has reached its call limit per minute' }
  return { headers, refusal: undefined }
}
