/** The calls that are left, as a platform tells with its answers. */
export type ToldCount = {
  /** Whether nothing is left once what is under way has arrived, so that a pause is due. */
  isSpent(left: number, underWay: number): boolean
}

/** A count that shows nothing left even after a pause, and never showed more, is none to go by: no pause for it. */
export const createToldCount = (): ToldCount => {
  let most = 0
  let hasPaused = false
  return {
    isSpent(left, underWay) {
      most = Math.max(most, left)
      if (left > underWay || (hasPaused && most <= underWay)) return false
      hasPaused = true
      return true
    },
  }
}
