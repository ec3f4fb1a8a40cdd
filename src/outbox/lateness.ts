/** Tells from round trips by how much messages arrived late, at most. */
export type Lateness = { of(roundTripMs: number): number }

// Until the quickest way is known, a whole round trip counts as late.
const learning = 10
// The way may become longer for good; it is forgotten slowly, because what is taken for the way is not taken for late.
const forgetting = 2048

export const createLateness = (): Lateness => {
  let quickestMs = Number.POSITIVE_INFINITY
  let seen = 0
  return {
    of(roundTripMs) {
      seen += 1
      const lateMs = Math.max(0, roundTripMs - (seen > learning ? quickestMs : 0))
      quickestMs = Math.min(roundTripMs, quickestMs + (seen > learning ? lateMs / forgetting : 0))
      return lateMs
    },
  }
}
