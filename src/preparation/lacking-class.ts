import { opinionClasses, type OpinionClass, type PlannedShares } from '../dialogues/index.ts'

/** Below this nobody can tell yet what will lack. */
export const leastReceived = 10
/** A class lacks when it has less than this part of the share that was planned for it. */
export const lackingBelow = 0.5

/** The plan against what came in, class by class; shares in percent. */
export type ClassBalance = {
  readonly opinionClass: OpinionClass
  readonly count: number
  readonly share: number
  readonly planned: number | null
  readonly isLacking: boolean
}

export const classBalance = (
  planned: PlannedShares,
  counts: Readonly<Record<OpinionClass, number>>,
): ClassBalance[] => {
  const whole = opinionClasses.reduce((sum, name) => sum + counts[name], 0)
  return opinionClasses.map((opinionClass) => {
    const count = counts[opinionClass]
    const share = whole === 0 ? 0 : (count / whole) * 100
    const plan = planned[opinionClass] ?? null
    const isLacking = plan !== null && plan > 0 && whole >= leastReceived && share < plan * lackingBelow
    return { opinionClass, count, share, planned: plan, isLacking }
  })
}

/**
 * The class of which most is missing against the plan, once enough has come in to tell; null where nothing lacks or no
 * shares were planned.
 */
export const lackingClass = (
  planned: PlannedShares,
  counts: Readonly<Record<OpinionClass, number>>,
): OpinionClass | null => {
  const [most] = classBalance(planned, counts)
    .filter(({ isLacking }) => isLacking)
    .toSorted((one, other) => (other.planned ?? 0) - other.share - ((one.planned ?? 0) - one.share))
  return most?.opinionClass ?? null
}
