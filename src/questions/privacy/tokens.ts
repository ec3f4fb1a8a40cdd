/** One word of a text. */
export type Token = {
  /** In small letters. */
  readonly word: string
  readonly start: number
  readonly end: number
  /** Written with a capital, or all in capitals in a text that is not. */
  readonly isLarge: boolean
  /** Nothing but a space stands between it and the word before. */
  readonly isNext: boolean
}

const isMostlyCapitals = (text: string): boolean => {
  const large = text.match(/\p{Lu}/gu)?.length ?? 0
  const small = text.match(/\p{Ll}/gu)?.length ?? 0
  return large > small
}

/** The words of a text in order. In a text of capitals nothing is large: small letters are as good as those. */
export const tokensOf = (text: string): Token[] => {
  const shouts = isMostlyCapitals(text)
  let last = 0
  return [...text.matchAll(/\p{L}[\p{L}\p{M}'’]*/gu)].map((match) => {
    const start = match.index
    const end = start + match[0].length
    const isNext = start > 0 && /^[ \u00a0]+$/u.test(text.slice(last, start))
    last = end
    return { word: match[0].toLowerCase(), start, end, isLarge: !shouts && /^\p{Lu}/u.test(match[0]), isNext }
  })
}
