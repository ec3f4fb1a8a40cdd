/** Tells from round trips by how much messages arrived late, at most. */
export type Lateness = {
  of(roundTripMs: number): number
  /** The quickest way there and back; 0 until it is known. */
  quickestMs(): number
}

// The way may become longer for good; it is forgotten slowly, because what is taken for the way is not taken for late.
const forgetting = 8192

/** Until so many answers tell the quickest way, a whole round trip counts as late. */
export const createLateness = (answers: () => number = () => 10): Lateness => {
  let quickestMs = Number.POSITIVE_INFINITY
  let seen = 0
  return {
    of(roundTripMs) {
      seen += 1
      const learning = answers()
      const lateMs = Math.max(0, roundTripMs - (seen > learning ? quickestMs : 0))
      quickestMs = Math.min(roundTripMs, quickestMs + (seen > learning ? lateMs / forgetting : 0))
      return lateMs
    },
    quickestMs: () => (seen > answers() ? quickestMs : 0),
  }
}
