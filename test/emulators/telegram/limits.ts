/** A bucket that holds `burst` messages and refills at `ratePerSecond`. */
export type BucketSize = { ratePerSecond: number; burst: number }

/**
 * What the emulated platform allows. Telegram publishes about 30 messages a second for a bot, 1 for a chat and 20 a
 * minute for a group (core.telegram.org/bots/faq); the shape of the real bucket is unknown, hence two shapes.
 */
export type Limits = {
  bot?: BucketSize
  /** For calls with `allow_paid_broadcast`; without it they share the ordinary bucket. */
  paid?: BucketSize
  chat?: BucketSize
  groupPerMinute?: number
  /** How long everything is refused after the bot's bucket ran dry; default the announced `retry_after`. */
  lockMs?: number
  /** setWebhook more than once a second is refused, as the real server does. */
  setWebhookOncePerSecond?: boolean
}

/** `tight` allows a burst of 0.1 s worth of messages (0.05 s on the paid tier), `loose` one of a whole second. */
export const bucketShape = (ratePerSecond: number, shape: 'tight' | 'loose', tier: 'free' | 'paid' = 'free') => {
  const tight = tier === 'paid' ? 0.05 : 0.1
  return { ratePerSecond, burst: Math.max(1, Math.round(ratePerSecond * (shape === 'tight' ? tight : 1))) }
}

export const freeTier = (shape: 'tight' | 'loose' = 'loose'): Limits => ({
  bot: bucketShape(30, shape),
  chat: { ratePerSecond: 1, burst: shape === 'tight' ? 1 : 3 },
  groupPerMinute: 20,
  setWebhookOncePerSecond: true,
})

export type Bucket = { tokens: number; at: number; lockedUntil: number }

export const fullBucket = (size: BucketSize, now: number): Bucket => ({ tokens: size.burst, at: now, lockedUntil: 0 })

/** Whole seconds left of a running lock, or 0. */
export const lockSeconds = (bucket: Bucket, now: number): number =>
  now < bucket.lockedUntil ? Math.max(1, Math.ceil((bucket.lockedUntil - now) / 1000)) : 0

/** Takes one message out; 0 when allowed, else the whole seconds to wait, after closing the bucket for that time. */
export const takeToken = (bucket: Bucket, size: BucketSize, now: number, lockMs?: number): number => {
  bucket.tokens = Math.min(size.burst, bucket.tokens + ((now - bucket.at) / 1000) * size.ratePerSecond)
  bucket.at = now
  if (bucket.tokens >= 1 - 1e-9) {
    bucket.tokens -= 1
    return 0
  }
  const seconds = Math.max(
    1,
    Math.ceil(lockMs === undefined ? (1 - bucket.tokens) / size.ratePerSecond : lockMs / 1000),
  )
  bucket.lockedUntil = now + (lockMs ?? seconds * 1000)
  return seconds
}

/** The last minute of a group: 0 when one more fits (and is counted), else the whole seconds to wait. */
export const takeMinuteSlot = (sent: number[], perMinute: number, now: number): number => {
  while (sent.length > 0 && (sent[0] ?? 0) <= now - 60_000) sent.shift()
  if (sent.length < perMinute) {
    sent.push(now)
    return 0
  }
  return Math.max(1, Math.ceil(((sent[0] ?? now) + 60_000 - now) / 1000))
}
