const firstMs = 1_000
const longestMs = 5 * 60_000

/**
 * How long to wait before the next try: doubling from one second up to five minutes, with up to a fifth of jitter so
 * that many messages which failed together do not come back together. `random` lies in [0, 1).
 */
export const retryDelayMs = (attempts: number, askedMs: number, random: number): number => {
  const ours = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 16)) * (1 + random / 5)
  return Math.max(askedMs, Math.round(ours))
}
