import { widthOf, type Weight } from './lettering.ts'

type Box = {
  readonly width: number
  readonly height: number
  /** The largest and the smallest letters. */
  readonly sizes: readonly [most: number, least: number]
  readonly weight: Weight
  /** Of a line, in sizes; 1.25 unless told. */
  readonly leading?: number
}

export type FittedText = { readonly lines: readonly string[]; readonly size: number; readonly height: number }

const lastCut = (word: string, isTooWide: (text: string) => boolean): number => {
  let length = word.length - 1
  while (length > 1 && isTooWide(word.slice(0, length))) length -= 1
  return length
}

const wrap = (text: string, isTooWide: (text: string) => boolean): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter((one) => one !== '')) {
    let rest = word
    if (line !== '' && !isTooWide(`${line} ${rest}`)) {
      line = `${line} ${rest}`
      continue
    }
    if (line !== '') lines.push(line)
    // An address without a space in it.
    while (rest.length > 1 && isTooWide(rest)) {
      const at = lastCut(rest, isTooWide)
      lines.push(rest.slice(0, at))
      rest = rest.slice(at)
    }
    line = rest
  }
  return line === '' ? lines : [...lines, line]
}

/** Breaks a text into lines and makes it as large as its box allows; what does not fit at the smallest ends in "…". */
export const fitText = (text: string, { width, height, sizes, weight, leading = 1.25 }: Box): FittedText => {
  const [most, least] = sizes
  for (let size = most; ; size = Math.max(least, size * 0.95)) {
    const isTooWide = (line: string): boolean => widthOf(line, { size, weight }) > width
    const lines = wrap(text, isTooWide)
    const room = Math.max(1, Math.floor(height / (size * leading)))
    if (lines.length <= room) return { lines, size, height: lines.length * size * leading }
    if (size <= least) {
      const kept = lines.slice(0, room)
      let last = kept.at(-1) ?? ''
      while (last.includes(' ') && isTooWide(`${last}…`)) last = last.slice(0, last.lastIndexOf(' '))
      return { lines: [...kept.slice(0, -1), `${last}…`], size, height: kept.length * size * leading }
    }
  }
}
