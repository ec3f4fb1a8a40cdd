/** mulberry32: small, fast, the same sequence for the same seed on every machine. Gives numbers in [0, 1). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Ids as Zalo writes them: decimal ones beyond 2^53, hexadecimal ones for messages. */
export const createIds = (random: () => number): Ids => {
  let count = 0
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
  return {
    decimal: (first) => {
      count += 1
      const noise = Array.from({ length: 12 }, () => Math.floor(random() * 10)).join('')
      return `${first}${noise}${String(count).padStart(6, '0')}`
    },
    message: () => {
      count += 1
      return `${hex(14)}${count.toString(16).padStart(6, '0')}`
    },
    token: (length = 64) => hex(length),
  }
}

export type Ids = {
  /** 19 digits, starting with `first` (one digit). */
  decimal(first: number): string
  /** 20 hexadecimal digits. */
  message(): string
  token(length?: number): string
}
