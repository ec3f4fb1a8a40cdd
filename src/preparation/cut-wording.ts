/** Longer wordings are cut at a word. */
const wordingMax = 220

/** The end of a text that is too long is three dots; words stay whole. */
export const cutWording = (text: string, max = wordingMax): string => {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), max - 31))}…`
}
