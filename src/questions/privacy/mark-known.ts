import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { known } from './name-words.ts'
import type { Token } from './tokens.ts'

const exact = new Set(known)
const bare = new Set(known.map(foldVietnamese))
const longest = Math.max(...known.map((one) => one.split(' ').length))

/** For each word how many words of a known name or place begin there, 0 for none; all of them written large. */
export const markKnown = (tokens: readonly Token[]): number[] =>
  tokens.map((_, at) => {
    for (let length = longest; length >= 2; length -= 1) {
      const run = tokens.slice(at, at + length)
      if (run.length < length || run.some((token, step) => !token.isLarge || (step > 0 && !token.isNext))) continue
      const phrase = run.map((token) => token.word).join(' ')
      if (exact.has(phrase) || bare.has(phrase)) return length
    }
    return 0
  })
