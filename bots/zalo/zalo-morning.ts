// Zalo refuses some calls from 22:00 to 06:00. It does not say in which time zone: taken as Vietnam's, UTC+7 all year.
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const offsetMs = 7 * hourMs
const morningMs = 6 * hourMs
const eveningMs = 22 * hourMs
const clocksDifferMs = 15 * 60_000

const sinceMidnight = (now: Date): number => (now.getTime() + offsetMs) % dayMs

/** Articles may be broadcast from 06:00 to 21:59 (docs.zaloplatforms.com, code -234). */
export const isBroadcastHour = (now: Date): boolean => {
  const time = sinceMidnight(now)
  return time >= morningMs && time < eveningMs
}

/** Until six in the morning in Vietnam. By day, when Zalo's clock and ours disagree about the night, a quarter of an hour. */
export const untilMorningMs = (now: Date): number => {
  const time = sinceMidnight(now)
  if (time >= eveningMs) return dayMs - time + morningMs
  return time < morningMs ? morningMs - time : clocksDifferMs
}

/** Until six in the morning of the next day in Vietnam: a new day, and nobody is woken. */
export const untilNextMorningMs = (now: Date): number => dayMs - sinceMidnight(now) + morningMs
