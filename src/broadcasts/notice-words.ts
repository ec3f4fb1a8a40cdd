import { createHash } from 'node:crypto'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'

// What chat programs put around a forwarded text: who forwarded it, quoting marks, time and name of the sender.
const forwarding = [
  /^\s*(?:đã )?(?:chuyển tiếp|forwarded|forward|fwd?)(?: (?:từ|from|message|tin nhắn))?\b.{0,80}$/iu,
  /^\s*\[?\d{1,2}[:h]\d{2}(?::\d{2})?[, ]+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\]?.{0,60}$/u,
  /^\s*\[\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[, ]+\d{1,2}[:h]\d{2}[^\]]*\].{0,60}$/u,
  /^\s*-{2,}.*(?:chuyển tiếp|forwarded).*-{2,}\s*$/iu,
]

/** A pasted text without what forwarding adds. Emoji, quoting marks and line breaks vanish when it is folded. */
export const withoutForwarding = (text: string): string =>
  text
    .normalize('NFC')
    .split('\n')
    .filter((line) => !forwarding.some((pattern) => pattern.test(line)))
    .join('\n')

/** The words that count: without diacritics, case, signs and breaks, one space between them. */
export const noticeWords = (text: string): string => foldVietnamese(text)

/** Hash of the folded words: the same for every honest copy. */
export const fingerprintOf = (text: string): string => createHash('sha256').update(noticeWords(text)).digest('hex')

/** How much of one text's words the other one has, 0 to 1; counts repeated words. */
export const overlap = (one: string, other: string): number => {
  const counts = new Map<string, number>()
  for (const word of noticeWords(other).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = noticeWords(one).split(' ')
  let shared = 0
  for (const word of words) {
    const left = counts.get(word) ?? 0
    if (left > 0) shared += 1
    counts.set(word, left - 1)
  }
  return shared / words.length
}
