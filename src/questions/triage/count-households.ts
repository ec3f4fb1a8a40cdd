import type { LooseText } from './loose-text.ts'

const small: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
}
const households = new Set(['ho', 'nha'])
const most = 100_000

const readWords = (folded: readonly string[]): number => {
  let value = 0
  let last = 0
  for (const word of folded) {
    if (word === 'muoi' || word === 'chuc') {
      value += (last === 0 ? 1 : last) * 10
      last = 0
    } else if (word === 'tram') {
      value += (last === 0 ? 1 : last) * 100
      last = 0
    } else last = small[word] ?? 0
  }
  return value + last
}

const isNumeral = (word: string): boolean => word in small || word === 'muoi' || word === 'chuc' || word === 'tram'

/** "30 hộ", "hơn ba chục nhà", "hai mươi lăm gia đình": how many households a text names, and in which words; the most. */
export const countHouseholds = (text: LooseText): { readonly count: number; readonly said: string } | null => {
  const { syllables } = text
  let best: { count: number; said: string } | null = null
  for (const [at, { folded, read }] of syllables.entries()) {
    const isFamily = folded === 'gia' && syllables[at + 1]?.folded === 'dinh'
    // "30 hổ" and "hồ" are other words; without marks "ho" after a number is taken for households.
    const isHouse = households.has(folded) && /^(?:hộ|ho|nhà|nha)$/u.test(read.toLowerCase())
    if (!isFamily && !isHouse) continue
    let from = at
    const before = (): string => syllables[from - 1]?.folded ?? ''
    if (/^\d{1,5}$/.test(before())) from -= 1
    else while (isNumeral(before())) from -= 1
    if (from === at) continue
    const numerals = syllables.slice(from, at).map((one) => one.folded)
    const count = /^\d/.test(numerals[0] ?? '') ? Number(numerals[0]) : readWords(numerals)
    if (count < 1 || count > most || (best && best.count >= count)) continue
    // "nhà số 5 nhà ông Ba": a number in an address names no households.
    if (isHouse && folded === 'nha' && (count < 2 || syllables[from - 1]?.folded === 'so')) continue
    best = { count, said: text.said({ from, to: at + (isFamily ? 2 : 1) }) }
  }
  return best
}
