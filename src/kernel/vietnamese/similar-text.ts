import { readLoosely } from './read-loosely.ts'

// Words that stand in every letter to an office and tell nothing about its matter.
const empty = new Set(
  (
    'a ah anh ba ban bang bi boi bao cac cai can cang cho chi chua chung co con cu cua cung da dang day de den deu di ' +
    'do doi duoc em gi ha hay hon kinh khi khong la lai lam len luon ma may minh mot nay nen neu ngay nghi nhan nhe ' +
    'nhieu nhung nhu o oi ong phai qua ra rang rat roi sao se som su tai tat tang the thi thua thoi toi trong tren ' +
    'tu tung va van vao ve vi viec voi vua xin y kien nghi de nghi mong bac chu cam on phuong xa xem xet giai quyet uy nhan dan chinh quyen mat tran giup'
  ).split(' '),
)

/** What two texts are compared by: 32-bit hashes of syllables and of pairs of neighbours, sorted, each once. */
export type Shingles = Int32Array

// FNV-1a; a clash among the hundred of a text changes a similarity by nothing that matters.
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value | 0
}

const readMax = 4_000
const nothingKnown: ReadonlySet<string> = new Set()

/** The telling syllables of a text, folded, abbreviations in full. */
export const tellingSyllables = (text: string): string[] =>
  readLoosely(text.slice(0, readMax), nothingKnown)
    .map(({ folded }) => folded)
    .filter((folded) => folded !== '' && !empty.has(folded))

export const shinglesOf = (text: string): Shingles => {
  const told = tellingSyllables(text)
  const found = new Set(told.map(hash))
  for (let at = 1; at < told.length; at += 1) found.add(hash(`${told[at - 1]} ${told[at]}`))
  return Int32Array.from(found).sort()
}

const shared = (one: Shingles, other: Shingles): number => {
  let [left, right, count] = [0, 0, 0]
  while (left < one.length && right < other.length) {
    const difference = (one[left] ?? 0) - (other[right] ?? 0)
    if (difference === 0) count += 1
    if (difference <= 0) left += 1
    if (difference >= 0) right += 1
  }
  return count
}

/** With fewer than this a text says too little to be found inside a longer one. */
const enough = 8

/**
 * How much two texts say the same, 0 to 1: mostly what they share of both, and a part for a short one that is contained
 * in a long one.
 */
export const similarity = (one: Shingles, other: Shingles): number => {
  if (one.length === 0 || other.length === 0) return 0
  const common = shared(one, other)
  const both = (2 * common) / (one.length + other.length)
  const contained = common / Math.max(enough, Math.min(one.length, other.length))
  return Math.min(1, 0.65 * both + 0.35 * contained)
}

/** Up to three runs of syllables, two or longer, that stand in both texts: why they look alike, in the words of the first. */
export const sharedRuns = (text: string, other: string): string[] => {
  const mine = readLoosely(text.slice(0, readMax), nothingKnown)
  const theirs = ` ${readLoosely(other.slice(0, readMax), nothingKnown)
    .map(({ folded }) => folded)
    .join(' ')} `
  const runs: { said: string; telling: number }[] = []
  for (let from = 0; from < mine.length;) {
    let to = from
    let folded = ''
    while (to < mine.length && theirs.includes(` ${folded}${mine[to]?.folded ?? ''} `)) {
      folded += `${mine[to]?.folded ?? ''} `
      to += 1
    }
    const run = mine.slice(from, to)
    const telling = run.filter((one) => !empty.has(one.folded)).length
    if (telling >= 2) {
      const said = run.filter((one, at) => one.word !== run[at - 1]?.word).map((one) => one.written)
      runs.push({ said: said.slice(0, 8).join(' '), telling })
    }
    from = Math.max(to, from + 1)
  }
  return runs
    .toSorted((one, two) => two.telling - one.telling)
    .slice(0, 3)
    .map((run) => run.said)
}
