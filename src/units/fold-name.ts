import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'

// "v" and "vi" are left alone: "Cống Vị", "Ba Vì".
const numerals: Readonly<Record<string, string>> = { i: '1', ii: '2', iii: '3', iv: '4', vii: '7', viii: '8' }

/**
 * The form in which names of units are stored and compared: folded, numbers without leading zeros, a Roman numeral at
 * the end as digits ("Mỹ Đình II" is "my dinh 2", "Phường III" is "3").
 */
export const foldName = (name: string): string => {
  const words = foldVietnamese(name)
    .split(' ')
    .map((word) => word.replace(/^0+(?=\d+$)/, ''))
  const last = words.pop() ?? ''
  return [...words, numerals[last] ?? last].join(' ')
}
