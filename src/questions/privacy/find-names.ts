import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import type { Found } from './mask-span.ts'
import { findSmallNames } from './find-small-names.ts'
import { markKnown } from './mark-known.ts'
import {
  bareFamilies,
  bareOf,
  bareTitles,
  families,
  honours,
  isOneOf,
  middles,
  onlySmall,
  placeWords,
  roles,
  roleTitles,
  stops,
  titles,
  weakFamilies,
  weakTitles,
} from './name-words.ts'
import { tokensOf, type Token } from './tokens.ts'

const bareMiddles = bareOf(middles)
const bareWeak = bareOf(weakFamilies)
const allBareFamilies = bareOf(families)

type Walk = { readonly text: string; readonly tokens: readonly Token[]; readonly known: readonly number[] }

const isFamily = (word: string): boolean => isOneOf(families, allBareFamilies, word)
const isAnyFamily = (word: string): boolean => isFamily(word) || weakFamilies.has(word) || bareWeak.has(word)

/** How many tokens from `from` on are written large and may belong to a name. */
const runLength = ({ tokens }: Walk, from: number, max: number): number => {
  let length = 0
  for (let at = from; at < tokens.length && length < max; at += 1) {
    const token = tokens[at]
    if (!token?.isLarge || (at > from && !token.isNext)) break
    // "Minh Anh" is a name; "Minh anh" would be somebody else's title.
    const isMiddle = at > from && at < tokens.length - 1 && middles.has(token.word)
    if (stops.has(token.word) && !isMiddle && !(at > from && token.word === 'anh')) break
    // "Công an", "Hội đồng": a stop is one when small letters follow; "Công" and "Thanh" within a name are not.
    if (isMiddle && stops.has(token.word) && tokens[at + 1]?.isLarge !== true) break
    length += 1
  }
  return length
}

const found = ({ tokens }: Walk, from: number, length: number): Found | null => {
  const first = tokens[from]
  const last = tokens[from + length - 1]
  return first && last ? { start: first.start, end: last.end, kind: 'name' } : null
}

/** Where a place begins whatever is written large behind it belongs to it, also across "và", a comma, a dash. */
const skipPlace = (walk: Walk, from: number): number => {
  const { tokens, text } = walk
  let at = from + 1
  while (placeWords.has(tokens[at]?.word ?? '') && tokens[at]?.isNext === true) at += 1
  for (;;) {
    let length = 0
    while (tokens[at + length]?.isLarge === true && (length === 0 || tokens[at + length]?.isNext === true)) {
      const isPerson =
        length >= 2 &&
        isFamily(tokens[at + length]?.word ?? '') &&
        ['văn', 'thị', 'van', 'thi'].includes(tokens[at + length + 1]?.word ?? '')
      if (isPerson || length === 6) break
      length += 1
    }
    if (length === 0) return at
    at += length
    const last = tokens[at - 1]
    const next = tokens[at]
    if (!last || !next) return at
    const gap = text.slice(last.end, next.start)
    const isJoined = ['và', 'với', 'giao', 'đến', 'tới'].includes(next.word) && next.isNext
    const after = isJoined ? at + 1 : at
    const other = tokens[after]
    const goesOn = isJoined ? other?.isNext === true : /^\s*[,–/-]\s*$/u.test(gap)
    const isNamed =
      ['văn', 'thị', 'van', 'thi'].includes(tokens[after + 1]?.word ?? '') && (walk.known[after] ?? 0) === 0
    if (!goesOn || other?.isLarge !== true || isNamed || titles.has(other.word)) return at
    at = after
  }
}

const roleTitleAt = ({ tokens }: Walk, at: number): number => {
  for (const role of roleTitles) {
    if (role.every((word, step) => tokens[at + step]?.word === word && (step === 0 || tokens[at + step]?.isNext)))
      return role.length
  }
  return 0
}

type Cue = { readonly kind: 'title' | 'weak'; readonly word: string; readonly next: number }

const cueAt = (walk: Walk, at: number): Cue | null => {
  const { tokens } = walk
  const token = tokens[at]
  if (!token) return null
  const role = roleTitleAt(walk, at)
  if (role > 0) return { kind: 'weak', word: 'role', next: at + role }
  // In the middle of words that are all written large it is one of them: "Mẹ Việt Nam Anh Hùng".
  if (
    token.isLarge &&
    [at - 1, at - 2].every((one) => tokens[one]?.isLarge === true && tokens[one + 1]?.isNext === true)
  ) {
    return null
  }
  const isComrade = token.word === 'c' && tokens[at - 1]?.word === 'đ'
  if (isComrade) return { kind: 'title', word: 'đ/c', next: at + 1 }
  if (isOneOf(titles, bareTitles, token.word)) return { kind: 'title', word: token.word, next: at + 1 }
  return weakTitles.has(token.word) ? { kind: 'weak', word: token.word, next: at + 1 } : null
}

/** From a title past roles and "tên là" to where the name would begin. */
const nameAfter = ({ tokens, text }: Walk, from: number): number => {
  let at = from
  for (let steps = 0; steps < 5; steps += 1) {
    const token = tokens[at]
    const before = tokens[at - 1]
    if (!token || !before || !/^(?:[ \u00a0]+|\s*[:/.]\s*)$/u.test(text.slice(before.end, token.start))) return -1
    const isRole = roles.has(token.word) && !(token.isLarge && isAnyFamily(token.word))
    const isJoint = ['tên', 'là', 'họ', 'và', 'ten', 'la'].includes(token.word) && !token.isLarge
    const isTitle = titles.has(token.word) && (!token.isLarge || tokens[at + 1]?.isLarge === true)
    const isLargeRole = token.isLarge && roles.has(token.word) && tokens[at + 1]?.isLarge === false
    if ((isRole && !token.isLarge) || isJoint || isTitle || isLargeRole) at += 1
    else return at
  }
  return at
}

const takeAfterCue = (walk: Walk, cue: Cue): { found: Found; next: number } | null => {
  const from = nameAfter(walk, cue.next)
  const first = walk.tokens[from]
  if (from < 0 || !first?.isLarge) return null
  const isFamilyFirst = isAnyFamily(first.word)
  const length = runLength(walk, from, isFamilyFirst ? 5 : 3)
  if (length === 0) return null
  const isKnown = (walk.known[from] ?? 0) >= length
  if (isKnown && (cue.kind === 'weak' || honours.has(cue.word) || !isFamilyFirst)) return null
  if (!isKnown && (walk.known[from] ?? 0) > 0 && !isFamilyFirst) return null
  if (cue.kind === 'weak' && !isFamilyFirst && length > 1) return null
  // "bác Hồ", and single syllables behind which a word of small letters goes on ("tên Phố cũ").
  if (cue.word === 'bác' && first.word === 'hồ' && length === 1) return null
  const next = walk.tokens[from + length]
  if (first.word === 'hùng' && ['lao', 'liệt', 'lực', 'llvt'].includes(next?.word ?? '')) return null
  const one = found(walk, from, length)
  return one && { found: one, next: from + length }
}

/** "anh Long và Kiên" */
const takeJoined = (walk: Walk, at: number): { found: Found; next: number } | null => {
  const and = walk.tokens[at]
  const name = walk.tokens[at + 1]
  if (!and?.isNext || !['và', 'với', 'cùng'].includes(and.word) || !name?.isNext || !name.isLarge) return null
  if (titles.has(name.word) || (walk.known[at + 1] ?? 0) > 0) return null
  const length = runLength(walk, at + 1, 4)
  if (length === 0 || (length > 1 && !isAnyFamily(name.word))) return null
  const one = found(walk, at + 1, length)
  return one && { found: one, next: at + 1 + length }
}

const placeBefore = new Set([
  'ở',
  'tại',
  'trên',
  'dọc',
  'đoạn',
  'đầu',
  'cuối',
  'ra',
  'vào',
  'gần',
  'cạnh',
  'quanh',
  'qua',
])

const takeFullName = (walk: Walk, from: number): { found: Found; next: number } | null => {
  const { tokens, text, known } = walk
  const first = tokens[from]
  if (!first || !first.isLarge || !isAnyFamily(first.word) || stops.has(first.word)) return null
  const length = runLength(walk, from, 4)
  const second = tokens[from + 1]?.word ?? ''
  const isMiddle = middles.has(second) || bareMiddles.has(second)
  if (length < 2 || (known[from] ?? 0) >= length) return null
  // "Hồ Hoàn Kiếm", "Từ Hoàng Mai"
  if (!isMiddle && weakFamilies.has(first.word) && (known[from + 1] ?? 0) >= length - 1) return null
  if (!isFamily(first.word) || (weakFamilies.has(first.word) && !isMiddle)) {
    if (length < 3 && !isMiddle) return null
  }
  if (length === 2 && !families.has(first.word) && !bareFamilies.has(first.word)) return null
  const isHerself = second === 'thị' || second === 'thi'
  const before = tokens[from - 1]
  if (!isHerself && before && first.isNext && placeBefore.has(before.word)) return null
  // "45 Nguyễn Trãi" is a house in a street; "tổ 5 Nguyễn Văn Hùng" is not.
  const lead = text.slice(Math.max(0, first.start - 24), first.start)
  const isAddress =
    /(?:^|[^\d.])\d{1,4}[a-z]?(?:\/\d+)*\s+$/iu.test(lead) &&
    !/(?:tổ|to|tdp|thôn|khu|phòng|xóm|khối)\s+(?:số\s+)?\d+\s+$/iu.test(lead)
  if (isAddress && !isHerself) return null
  const one = found(walk, from, length)
  return one && { found: one, next: from + length }
}

/** Names of persons: after a title or a role, or by a family name; also in small letters where it is safe. */
export const findNames = (text: string): Found[] => {
  const tokens = tokensOf(text)
  const walk: Walk = { text, tokens, known: markKnown(tokens) }
  const names: Found[] = []
  let at = 0
  while (at < tokens.length) {
    const token = tokens[at]
    if (!token) break
    const taken = takeNameAt(walk, at)
    if (taken) {
      names.push(taken.found)
      const joined = takeJoined(walk, taken.next)
      if (joined) names.push(joined.found)
      at = joined?.next ?? taken.next
    } else if (placeWords.has(token.word) && !(token.isLarge && onlySmall.has(token.word))) {
      at = Math.max(at + 1, skipPlace(walk, at))
    } else at += Math.max(1, walk.known[at] ?? 0)
  }
  return [...names, ...findSmallNames(tokens)]
}

const takeNameAt = (walk: Walk, at: number): { found: Found; next: number } | null => {
  if ((walk.known[at] ?? 0) > 1 && foldVietnamese(walk.tokens[at]?.word ?? '') !== '') {
    const full = takeFullName(walk, at)
    if (full) return full
    if (walk.tokens[at]?.isLarge) return null
  }
  const cue = cueAt(walk, at)
  const afterCue = cue && takeAfterCue(walk, cue)
  if (afterCue) return afterCue
  return takeFullName(walk, at)
}
