const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const scales = ['', 'nghìn', 'triệu', 'tỷ']

const digit = (value: number): string => digits[value] ?? ''

const unit = (value: number, tens: number): string => {
  if (value === 1 && tens > 1) return 'mốt'
  if (value === 4 && tens > 1) return 'tư'
  if (value === 5 && tens > 0) return 'lăm'
  return digit(value)
}

/** Up to 999; `isInner`: hundreds are said even when there are none, as in "một nghìn không trăm linh năm". */
const threeDigits = (value: number, isInner: boolean): string => {
  const hundreds = Math.trunc(value / 100)
  const tens = Math.trunc(value / 10) % 10
  const ones = value % 10
  const words: string[] = []
  if (hundreds > 0 || isInner) words.push(digit(hundreds), 'trăm')
  if (tens > 0) words.push(...(tens === 1 ? ['mười'] : [digit(tens), 'mươi']))
  else if (ones > 0 && words.length > 0) words.push('linh')
  if (ones > 0) words.push(unit(ones, tens))
  return words.join(' ')
}

/**
 * A whole number from 0 to 999,999,999,999 in words, as it is read aloud in the North: mốt, tư and lăm after tens,
 * "linh" where the tens are missing. Throws a RangeError for anything else.
 */
export const numberWords = (value: number): string => {
  if (!Number.isInteger(value) || value < 0 || value > 999_999_999_999) {
    throw new RangeError('Only whole numbers from 0 to 999,999,999,999 are put in words')
  }
  if (value === 0) return digit(0)
  const groups: number[] = []
  for (let rest = value; rest > 0; rest = Math.trunc(rest / 1000)) groups.unshift(rest % 1000)
  return groups
    .flatMap((group, index) => {
      if (group === 0) return []
      const scale = scales[groups.length - 1 - index] ?? ''
      const words = threeDigits(group, index > 0)
      return [scale === '' ? words : `${words} ${scale}`]
    })
    .join(' ')
}

/** A number read digit by digit, such as a telephone number or a code: "không hai bốn, ba tám hai năm". */
export const digitWords = (written: string): string =>
  written
    .split(/[\s.-]+/u)
    .map((part) =>
      Array.from(part.replaceAll(/\D/g, ''))
        .map((one) => digit(Number(one)))
        .join(' '),
    )
    .filter((part) => part !== '')
    .join(', ')
