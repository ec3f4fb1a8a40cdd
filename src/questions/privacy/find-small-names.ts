import type { Found } from './mask-span.ts'
import {
  bareFamilies,
  bareMiddles,
  bareTitles,
  families,
  isOneOf,
  notAfterAnh,
  placeWords,
  smallGiven,
  titles,
} from './name-words.ts'
import type { Token } from './tokens.ts'

const everyday = new Set(
  'có đã đang là ở tại thì mà và với nói bảo làm cho bị được lại cũng không xin ơi à ạ xây đổ lấn chiếm thường hay nhà tổ phường số rất vẫn co da dang la o tai thi ma va voi noi bao lam cho bi duoc lai cung khong xin oi xay do chiem thuong hay nha to phuong so rat van gì này kia đó nào hóa vật học'.split(
    ' ',
  ),
)
const isSmallMiddle = (word: string): boolean => word === 'văn' || word === 'thị' || bareMiddles.has(word)

const spanOf = (tokens: readonly Token[], from: number, length: number): Found | null => {
  const first = tokens[from]
  const last = tokens[from + length - 1]
  return first && last ? { start: first.start, end: last.end, kind: 'name' } : null
}

/** Family name, "văn" or "thị", then one syllable, or two where the second is none of everyday speech. */
const fullNameAt = (tokens: readonly Token[], at: number): Found | null => {
  const [family, middle, given, second] = tokens.slice(at, at + 4)
  if (!family || !middle?.isNext || !given?.isNext || !isSmallMiddle(middle.word) || everyday.has(given.word))
    return null
  const hasTitle = isOneOf(titles, bareTitles, tokens[at - 1]?.word ?? '')
  const isBare =
    bareFamilies.has(family.word) ||
    (hasTitle && ['le', 'vu', 'vo', 'bui', 'do', 'ngo', 'dang', 'duong', 'ly'].includes(family.word))
  if (!families.has(family.word) && !isBare) return null
  // "phố nguyễn văn cừ"
  if (placeWords.has(tokens[at - 1]?.word ?? '')) return null
  const isTwo =
    second?.isNext === true &&
    isSmallMiddle(middle.word) &&
    middle.word.startsWith('th') &&
    second.word !== 'lan' &&
    smallGiven.has(second.word)
  return spanOf(tokens, at, isTwo ? 4 : 3)
}

/** Names in small letters, or in a text of capitals. Only where hardly anything else is meant. */
export const findSmallNames = (tokens: readonly Token[]): Found[] =>
  tokens.flatMap((token, at): Found[] => {
    if (token.isLarge) return []
    const full = fullNameAt(tokens, at)
    if (full) return [full]
    const title = tokens[at - 1]
    const isGiven =
      title !== undefined &&
      token.isNext &&
      ['ông', 'bà', 'anh', 'chị', 'cô', 'chú'].includes(title.word) &&
      smallGiven.has(token.word) &&
      !(title.word === 'anh' && notAfterAnh.has(token.word))
    return isGiven ? [{ start: token.start, end: token.end, kind: 'name' }] : []
  })
