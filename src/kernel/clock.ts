/** Where the time comes from. Everything that decides by time takes one of these, so tests can move it. */
export type Clock = {
  /** The present moment. */
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock for tests: it stands still until it is set or advanced. */
export type ManualClock = Clock & { set(at: Date): void; advance(ms: number): void }

export const manualClock = (start: Date): ManualClock => {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    set: (next) => {
      at = next.getTime()
    },
    advance: (ms) => {
      at += ms
    },
  }
}
