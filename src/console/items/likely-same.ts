import type { ListedItem } from '../../questions/index.ts'
import { shinglesOf, similarity, type Shingles } from '../../kernel/vietnamese/similar-text.ts'

/** Matters of a list that look alike, with the one that they look most like. */
export type Alike = ReadonlyMap<string, { readonly id: string; readonly number: number }>

const alike = 0.45

/** How alike two matters are, by their titles and by the first words of each. */
const likeness = (one: readonly Shingles[], other: readonly Shingles[]): number =>
  Math.max(...one.flatMap((mine) => other.map((theirs) => similarity(mine, theirs))))

/**
 * Which matters of a list seem to ask the same, by their titles and by the first words: for an officer to look at, never
 * joined by itself.
 */
export const likelySame = (items: readonly ListedItem[], words: ReadonlyMap<string, string>): Alike => {
  const told = items.map((item) => ({
    item,
    shingles: [item.title, words.get(item.id) ?? null].flatMap((text) => (text === null ? [] : [shinglesOf(text)])),
  }))
  const found = new Map<string, { readonly id: string; readonly number: number }>()
  for (const one of told) {
    let best = alike
    for (const other of told) {
      if (other === one) continue
      const score = likeness(one.shingles, other.shingles)
      if (score < best) continue
      best = score
      found.set(one.item.id, { id: other.item.id, number: other.item.number })
    }
  }
  return found
}

/** The same list with what looks alike side by side, where it stands first. */
export const besideAlike = (items: readonly ListedItem[], same: Alike): readonly ListedItem[] => {
  const byId = new Map(items.map((item) => [item.id, item]))
  const placed = new Set<string>()
  const sorted: ListedItem[] = []
  const place = (item: ListedItem): void => {
    if (placed.has(item.id)) return
    placed.add(item.id)
    sorted.push(item)
    const partners = items.filter((other) => same.get(other.id)?.id === item.id)
    for (const partner of partners) place(partner)
    const own = byId.get(same.get(item.id)?.id ?? '')
    if (own) place(own)
  }
  for (const item of items) if (same.has(item.id)) place(item)
  return sorted
}
