export type Share = {
  readonly weight: number
  /** An officer's own minutes, left as they are. */
  readonly pinned?: number
}

/** Shorter than this, a matter is read aloud and nobody has spoken. */
export const shortest = 3

/**
 * Shares whole minutes out by weight. Pinned ones get theirs first; of the others as many of the weightiest as can have
 * `floor` minutes get so many and a part of the rest; for the lightest, null, there is no time. What is shared out adds
 * up to `minutes` wherever somebody gets any and the pinned leave room. Of two that are not pinned, the weightier never
 * gets less; of equal ones the earlier comes first.
 */
export const allotMinutes = (minutes: number, shares: readonly Share[], floor = shortest): (number | null)[] => {
  if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError('Minutes are shared out whole')
  const pinned = shares.reduce((sum, share) => sum + (share.pinned ?? 0), 0)
  const left = Math.max(0, minutes - pinned)
  const byWeight = shares
    .map(({ weight, pinned: fixed }, index) => ({ index, weight: Math.max(1, weight), isPinned: fixed !== undefined }))
    .filter(({ isPinned }) => !isPinned)
    .toSorted((one, other) => other.weight - one.weight || one.index - other.index)
    .slice(0, Math.floor(left / floor))
  const spare = left - byWeight.length * floor
  const whole = byWeight.reduce((sum, { weight }) => sum + weight, 0)
  const quotas = byWeight.map(({ index, weight }, rank) => {
    const exact = (spare * weight) / whole
    return { index, rank, base: Math.floor(exact), rest: exact - Math.floor(exact) }
  })
  const toGive = spare - quotas.reduce((sum, { base }) => sum + base, 0)
  const lucky = new Set(
    quotas
      .toSorted((one, other) => other.rest - one.rest || one.rank - other.rank)
      .slice(0, toGive)
      .map(({ index }) => index),
  )
  const given = new Map(quotas.map(({ index, base }) => [index, floor + base + (lucky.has(index) ? 1 : 0)]))
  return shares.map((share, index) => share.pinned ?? given.get(index) ?? null)
}
