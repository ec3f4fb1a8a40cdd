import type { SelectionRule } from './preparation.ts'

export type Candidate = {
  readonly id: string
  readonly weight: number
  readonly opinionClass: string
  /** Where its opinions come from. */
  readonly areas: readonly string[]
}

const groupsOf = (rule: SelectionRule, one: Candidate): readonly string[] => {
  if (rule === 'each_class') return [one.opinionClass]
  return rule === 'each_area' ? one.areas : []
}

/**
 * Which matters the rule brings into the hall, the weightiest first. `candidates` come in the order of weight. Under
 * `each_class` and `each_area` the weightiest of every class or area has a place before a second one of another has,
 * as far as there are places.
 */
export const pickItems = (rule: SelectionRule, candidates: readonly Candidate[], places: number): string[] => {
  const seen = new Set<string>()
  const first = candidates.filter((one) => {
    const fresh = groupsOf(rule, one).filter((group) => !seen.has(group))
    for (const group of fresh) seen.add(group)
    return fresh.length > 0
  })
  const picked = new Set([...first, ...candidates].slice(0, Math.max(0, places)).map(({ id }) => id))
  // A candidate in both lists took two places: fill up.
  for (const { id } of candidates) {
    if (picked.size >= places) break
    picked.add(id)
  }
  return candidates.filter(({ id }) => picked.has(id)).map(({ id }) => id)
}
