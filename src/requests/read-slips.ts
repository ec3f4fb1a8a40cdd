import { wrongField } from './wrong-field.ts'

/** So many slips of one sheet. */
export const slipsMax = 1_000
const highestSlip = 999_999
const numbersShown = 12

/** Numbers in a sentence: the first dozen, then how many more. */
export const listSlips = (slips: readonly number[]): string =>
  slips.length <= numbersShown
    ? slips.join(', ')
    : `${slips.slice(0, numbersShown).join(', ')} (+${slips.length - numbersShown})`

/** "1-20, 23; 25" as numbers, each once and in order. Refuses what is no number and numbers that stand there twice. */
export const readSlips = (text: string): number[] => {
  const parts = text
    .normalize('NFKC')
    .replaceAll(/\s*[-–—]\s*/gu, '-')
    .split(/[\s,;.]+/u)
    .filter((part) => part !== '')
  if (parts.length === 0) throw wrongField('slips', 'empty')
  const slips: number[] = []
  for (const part of parts) {
    const [, first = '', last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (first === '' || from < 1 || to < from || to > highestSlip) {
      throw wrongField('slips', 'noSlip', { part: part.slice(0, 20) })
    }
    if (slips.length + to - from + 1 > slipsMax) throw wrongField('slips', 'tooManySlips', { count: slipsMax })
    for (let slip = from; slip <= to; slip += 1) slips.push(slip)
  }
  const seen = new Set<number>()
  const twice = [...new Set(slips.filter((slip) => seen.size === seen.add(slip).size))]
  if (twice.length > 0) throw wrongField('slips', 'twice', { slips: listSlips(twice) })
  return slips.toSorted((one, other) => one - other)
}
