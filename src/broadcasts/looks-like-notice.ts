import { findCodes } from '../kernel/codes.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'

// What notices have and people's own questions rarely have together.
const marks = [
  /\b(?:thoi gian|time)\b/,
  /\b(?:dia diem|place)\b/,
  /\b(?:duong day nong|hotline)\b/,
  /\b(?:ma thong bao|notice code)\b/,
  /\b(?:khong bao gio hoi tien|never asks? for money)\b/,
  /\b(?:kinh moi|moi ong ba|invites you)\b/,
  /\b(?:chu tri|hosts)\b/,
  /\b(?:thong bao|da huy|thay doi|announcement|cancelled)\b/,
  /\bkiemtra \d/,
]

/** Whether a text is a pasted or forwarded notice rather than somebody's own words: a code, and three of its marks. */
export const looksLikeNotice = (text: string): boolean => {
  if (text.length < 60 || !findCodes(text).some((code) => code.kind === 'notice')) return false
  const folded = foldVietnamese(text.slice(0, 10_000))
  return marks.filter((mark) => mark.test(folded)).length >= 3
}
