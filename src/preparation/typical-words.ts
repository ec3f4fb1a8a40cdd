import { tellingSyllables } from '../kernel/vietnamese/similar-text.ts'

/** The words of a text that tell what it is about, with or without diacritics: single syllables and pairs of them. */
const termsOf = (text: string): Map<string, number> => {
  const syllables = tellingSyllables(text)
  const pairs = syllables.slice(1).map((second, index) => `${syllables[index] ?? ''} ${second}`)
  const terms = new Map<string, number>()
  for (const term of [...syllables, ...pairs]) terms.set(term, (terms.get(term) ?? 0) + 1)
  return terms
}

type Vector = ReadonlyMap<string, number>

const vectorsOf = (texts: readonly string[]): Vector[] => {
  const counted = texts.map(termsOf)
  const spread = new Map<string, number>()
  for (const terms of counted) for (const term of terms.keys()) spread.set(term, (spread.get(term) ?? 0) + 1)
  return counted.map((terms) => {
    const weighted = [...terms].map(([term, n]): [string, number] => [
      term,
      (1 + Math.log(n)) * Math.log(1 + texts.length / (spread.get(term) ?? 1)),
    ])
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1
    return new Map(weighted.map(([term, weight]) => [term, weight / length]))
  })
}

const likeness = (one: Vector, other: Vector): number => {
  const [short, long] = one.size <= other.size ? [one, other] : [other, one]
  let sum = 0
  for (const [term, weight] of short) sum += weight * (long.get(term) ?? 0)
  return sum
}

/** Shorter ones ("Đồng ý ạ") stand for nothing. */
const fewestLetters = 20

/**
 * Which of some texts stand for the others best, by their places in the list: the first is the most like all of them,
 * the next one besides unlike those that were taken. Equal ones in the order they came. At most 60 are compared.
 */
export const typicalOf = (texts: readonly string[], wanted: number): number[] => {
  const candidates = texts.map((text, index) => ({ text, index })).filter(({ text }) => text.length >= fewestLetters)
  const compared = candidates.slice(0, 60)
  const vectors = vectorsOf(compared.map(({ text }) => text))
  const central = vectors.map((one) => vectors.reduce((sum, other) => sum + likeness(one, other), 0) / vectors.length)
  const taken: number[] = []
  while (taken.length < Math.min(wanted, compared.length)) {
    let best = -1
    let bestScore = Number.NEGATIVE_INFINITY
    for (const [index, vector] of vectors.entries()) {
      if (taken.includes(index)) continue
      const nearest = Math.max(0, ...taken.map((other) => likeness(vector, vectors[other] ?? vector)))
      const score = (central[index] ?? 0) - nearest
      if (score > bestScore) [best, bestScore] = [index, score]
    }
    taken.push(best)
  }
  return taken.map((place) => compared[place]?.index ?? 0)
}
