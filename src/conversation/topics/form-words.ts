import { firstTokens, matchSpelling } from '../words/match-spelling.ts'

/** What may be said within a form besides an answer. */
export type FormWord = 'back' | 'skip' | 'why' | 'pause'

/** In their canonical diacritics. None is a command word, nor begins like one. */
export const formWords: Readonly<Record<FormWord, readonly string[]>> = {
  back: ['quay lại', 'trở lại', 'câu trước', 'back'],
  skip: ['bỏ qua', 'không trả lời', 'skip'],
  why: ['vì sao', 'tại sao', 'why'],
  pause: ['tạm dừng', 'để sau', 'pause', 'later'],
}

const polite = /^(?:ạ|a|nhé|nhe|nha)$/iu

/** The word that a whole message says, with or without diacritics, in one piece or two; null for anything else. */
export const readFormWord = (text: string): FormWord | null => {
  if (text.length > 40) return null
  const tokens = firstTokens(text)
  const said = tokens.length > 1 && polite.test(tokens.at(-1)?.text ?? '') ? tokens.slice(0, -1) : tokens
  for (const word of ['back', 'skip', 'why', 'pause'] as const) {
    for (const spelling of formWords[word]) if (matchSpelling(said, spelling)?.tokens === said.length) return word
  }
  return null
}
