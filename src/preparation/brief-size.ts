import type { DocumentBlock } from './make-document.ts'

/** How much of everything a brief shows; what is left out is counted in it. The first topics may show more than the rest. */
export type BriefCaps = {
  readonly topics: number
  readonly matters: readonly [first: number, rest: number]
  readonly wordings: readonly [first: number, rest: number]
  /** Characters of a wording, of a task, and of a draft answer. */
  readonly wording: number
  readonly task: number
  readonly answer: number
  readonly areas: number
  readonly carried: number
  readonly attends: number
  readonly requests: number
}

/** So many topics count as the first ones. */
export const firstTopics = 3

/** From the most to the least; the first that fits on two pages is taken. */
export const briefCaps: readonly BriefCaps[] = [
  {
    topics: 8,
    matters: [3, 3],
    wordings: [2, 2],
    wording: 220,
    task: 160,
    answer: 600,
    areas: 4,
    carried: 8,
    attends: 16,
    requests: 10,
  },
  {
    topics: 8,
    matters: [3, 3],
    wordings: [2, 1],
    wording: 180,
    task: 140,
    answer: 400,
    areas: 4,
    carried: 6,
    attends: 12,
    requests: 8,
  },
  {
    topics: 8,
    matters: [3, 2],
    wordings: [1, 1],
    wording: 160,
    task: 120,
    answer: 300,
    areas: 4,
    carried: 5,
    attends: 10,
    requests: 6,
  },
  {
    topics: 8,
    matters: [3, 1],
    wordings: [1, 1],
    wording: 120,
    task: 100,
    answer: 200,
    areas: 3,
    carried: 4,
    attends: 8,
    requests: 5,
  },
  {
    topics: 8,
    matters: [2, 1],
    wordings: [1, 0],
    wording: 120,
    task: 100,
    answer: 150,
    areas: 3,
    carried: 3,
    attends: 6,
    requests: 4,
  },
  {
    topics: 7,
    matters: [2, 1],
    wordings: [1, 0],
    wording: 100,
    task: 90,
    answer: 120,
    areas: 2,
    carried: 3,
    attends: 5,
    requests: 3,
  },
  {
    topics: 6,
    matters: [1, 1],
    wordings: [1, 0],
    wording: 100,
    task: 80,
    answer: 100,
    areas: 2,
    carried: 2,
    attends: 4,
    requests: 3,
  },
  {
    topics: 5,
    matters: [1, 1],
    wordings: [1, 0],
    wording: 90,
    task: 70,
    answer: 80,
    areas: 2,
    carried: 2,
    attends: 3,
    requests: 2,
  },
]

// The compact print of make-document: A4 with 165 mm of width, text of 11 and 10 points.
const width = 468
const pointsOf = { plain: 11, small: 10, quote: 10 } as const
/** Of the size of the letters: what a Vietnamese letter takes in the width, a line in the height. */
const letter = 0.43
const line = 1.15

const linesIn = (text: string, size: number, share = 1): number => {
  const perLine = Math.max(8, Math.floor((width * share) / (size * letter)))
  return text.split('\n').reduce((sum, one) => sum + Math.max(1, Math.ceil(one.length / perLine)), 0)
}

const heightOfBlock = (block: DocumentBlock): number => {
  if (block.kind === 'heading') return linesIn(block.text, 12) * 12 * line + 8
  if (block.kind === 'text') {
    const size = pointsOf[block.tone ?? 'plain']
    return linesIn(block.text, size, block.tone === 'quote' ? 0.95 : 1) * size * line + 3
  }
  if (block.kind === 'list') {
    return block.items.reduce((sum, item) => sum + linesIn(item, pointsOf.plain, 0.92) * pointsOf.plain * line + 2, 0)
  }
  const rowOf = (cells: readonly string[]): number =>
    Math.max(...cells.map((text, at) => linesIn(text, pointsOf.small, ((block.widths[at] ?? 10) - 3) / 100)))
  return [block.head, ...block.rows].reduce((sum, cells) => sum + rowOf(cells) * pointsOf.small * line + 5, 0) + 8
}

/** Points of height that blocks take on paper, title and subtitle included; on the safe side. */
export const heightOf = (blocks: readonly DocumentBlock[]): number =>
  70 + blocks.reduce((sum, block) => sum + heightOfBlock(block), 0)

/** Two pages of A4 with 20 mm above and below, less what a heading or a row pushes to the next page. */
export const twoPages = 2 * 728 - 60
