export type Bucket = {
  /** For how long a message is refused now, 0 when it may pass; a refusal begins a lock. */
  look(nowMs: number): { readonly ms: number; readonly inLock: boolean }
  take(): void
}

/** A platform's limit: `rate` a second, `burst` at once, and a lock after whoever overran it. */
export const createBucket = ({ rate, burst }: { rate: number; burst: number }, lockMs: number): Bucket => {
  let tokens = burst
  let lastMs: number | undefined
  let lockedUntil = 0
  return {
    look(nowMs) {
      tokens = Math.min(burst, tokens + ((nowMs - (lastMs ?? nowMs)) / 1000) * rate)
      lastMs = nowMs
      if (nowMs < lockedUntil) return { ms: lockedUntil - nowMs, inLock: true }
      if (tokens >= 1) return { ms: 0, inLock: false }
      lockedUntil = nowMs + lockMs
      return { ms: lockMs, inLock: false }
    },
    take() {
      tokens -= 1
    },
  }
}
