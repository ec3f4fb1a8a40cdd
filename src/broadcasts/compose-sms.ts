import { describeTime, type NoticeFacts, type NoticeKind } from '../dialogues/index.ts'
import { formatCode } from '../kernel/codes.ts'
import { phrase } from '../phrases/index.ts'

const plainLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\x20-\x7e]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()

/** A letter as a short message: its Vietnamese words without diacritics, and without the addresses of pages. */
export const letterAsSms = (text: string): string =>
  plainLetters(
    text
      .replace(/(?:https?:\/\/|www\.)\S+/giu, '')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .join('\n')
      // A full stop where a line ended without a sign.
      .replace(/([\p{L}\d)])\n/gu, '$1. ')
      .replaceAll('\n', ' '),
  )

const longestPlace = 60
const longestTitle = 60

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, text.lastIndexOf(' ', longest - 3)).trim()}...`

/**
 * The notice as a short message for telephones of all kinds: without diacritics, because with them a part holds 70 letters
 * instead of 160, without a link, and with all that a notice must carry.
 */
export const composeSms = (
  kind: NoticeKind,
  source: { readonly facts: NoticeFacts; readonly noticeCode: string; readonly unitName: string },
): string => {
  const { facts, noticeCode, unitName } = source
  return plainLetters(
    phrase('vi', `broadcasts:sms.${kind}`, {
      unit: unitName,
      title: cut(facts.title, longestTitle),
      time: describeTime('vi', new Date(facts.startsAt)),
      place: cut(facts.place, longestPlace),
      hotline: facts.hotline,
      code: formatCode(noticeCode),
    })
      // Where a title was cut the sentence has its stop already.
      .replaceAll('....', '...'),
  )
}
