import { describe, expect, test } from 'vitest'
import {
  countSyllables,
  judgePlainLanguage,
  knownAbbreviations,
  sentenceMax,
} from '../../../../src/kernel/vietnamese/plain-language.ts'

const kinds = (text: string): string[] => judgePlainLanguage(text).map((mark) => `${mark.kind}: ${mark.text}`)
const words = (count: number): string => Array.from({ length: count }, () => 'rác').join(' ')

describe('sentences', () => {
  test('thirty syllables pass, thirty-one are marked with their count', () => {
    expect(judgePlainLanguage(`${words(sentenceMax)}.`)).toEqual([])
    expect(judgePlainLanguage(`${words(sentenceMax + 1)}.`)).toMatchObject([{ kind: 'long', syllables: 31 }])
  })
  test('dates, hours, amounts and numbers of documents count as one each', () => {
    expect(countSyllables('ngày 12/11/2026 lúc 18:30, 1.250.000 đồng, số 512/UBND-KT')).toBe(8)
  })
  test('a line end, a question mark and a semicolon end a sentence; "TP." does not', () => {
    const half = words(20)
    for (const end of ['.', '!', '?', ';', '…', '\n']) expect(judgePlainLanguage(`${half}${end} ${half}`)).toEqual([])
    expect(kinds(`${half} TP. ${half}`)).toHaveLength(1)
  })
  test('decomposed letters are counted like composed ones', () => {
    const text = `${words(31)} thu gom ở ngõ`
    expect(judgePlainLanguage(text.normalize('NFD'))).toEqual(judgePlainLanguage(text))
  })
})

describe('abbreviations', () => {
  test('those that everybody knows are not marked', () => {
    for (const one of knownAbbreviations) expect(kinds(`Xin hỏi ${one} phường`)).toEqual([])
  })
  test('another is marked once, however often it stands there', () => {
    expect(kinds('Ban QLDA làm việc với QLDA quận')).toEqual(['abbreviation: QLDA'])
  })
  test('written out where it stands first it is fine', () => {
    expect(kinds('Ban quản lý dự án (QLDA) đã họp. QLDA trả lời sau 5 ngày')).toEqual([])
  })
  test('numbers of documents, Roman numbers and headings in capitals are no abbreviations', () => {
    expect(kinds('Công văn số 512/UBND-KT, Quyết định 1259/QĐ-TTg, quý IV')).toEqual([])
    expect(kinds('THÔNG BÁO VỀ THU GOM RÁC\nXe vào ngõ lúc 18 giờ.')).toEqual([])
  })
})

describe('words of offices', () => {
  test('each is marked with plainer ones, in the letters that were typed', () => {
    expect(judgePlainLanguage('Trên địa bàn phường đang giải ngân')).toEqual([
      { kind: 'term', text: 'Trên địa bàn', instead: 'ở' },
      { kind: 'term', text: 'giải ngân', instead: 'chi tiền' },
    ])
  })
  test('a part of another word is not marked', () => {
    expect(kinds('Đội chế tàiliệu hỏi bên đôn đốcx')).toEqual([])
  })
})

test('an empty text has no marks, and a text of very many marks is cut off', () => {
  expect(judgePlainLanguage('')).toEqual([])
  const long = Array.from({ length: 80 }, () => `${words(31)}.`).join('\n')
  expect(judgePlainLanguage(long)).toHaveLength(50)
})
