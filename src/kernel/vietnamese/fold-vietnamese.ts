import { capMarks } from './cap-marks.ts'

// Ð (eth) and Ɖ (African d) look like Đ and come from old fonts and converters.
const DASHED_D = /[đðɖ]/g
const MARKS = /[\u0300-\u036f\ufe00-\ufe0f\u20e3]/g
const INVISIBLE = /[\u200b-\u200f\u2060-\u2064\u00ad\ufeff\u115f\u1160\u3164\uffa0]/g
const APOSTROPHES = /['’‘ʼ`´]/g

/**
 * The text as search and comparison see it: lower case, without diacritics, đ as d, full-width and enclosed digits
 * as plain ones, every other sign as one space, no space at the ends. NFC and NFD give the same. Apostrophes vanish
 * ("Ea H'leo" = "ea hleo"). Letters of other scripts stay.
 */
export const foldVietnamese = (text: string): string =>
  capMarks(text)
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(DASHED_D, 'd')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** The folded syllables of a text, in order, as the full-text search stores and asks for them. */
export const syllables = (text: string): string[] => {
  const folded = foldVietnamese(text)
  return folded === '' ? [] : folded.split(' ')
}
