/** Where the emulator's time comes from. Any object with `now()` will do, so a test can hand in its own. */
export type EmulatorClock = { now(): Date }

/** A clock that stands still until it is moved; only with one of these can `advance()` replay retries. */
export type MovableClock = EmulatorClock & { advance(ms: number): void }

export const systemTime: EmulatorClock = { now: () => new Date() }

export const movableClock = (start: Date): MovableClock => {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms
    },
  }
}

export const isMovable = (clock: EmulatorClock): clock is MovableClock =>
  'advance' in clock && typeof clock.advance === 'function'

const hour = 3_600_000
export const durations = { second: 1000, minute: 60_000, hour, day: 24 * hour }

/** Hour of the day (0 to 23) and calendar day in Asia/Ho_Chi_Minh, which has no summer time. */
export const vietnamTime = (at: number): { hour: number; day: string; month: string } => {
  const local = new Date(at + 7 * hour).toISOString()
  return { hour: Number(local.slice(11, 13)), day: local.slice(0, 10), month: local.slice(0, 7) }
}

/** 22:00 to 05:59 in Vietnam, when broadcasts are refused. */
export const isNight = (at: number): boolean => {
  const { hour: local } = vietnamTime(at)
  return local >= 22 || local < 6
}
