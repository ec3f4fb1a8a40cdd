const TELEX_TONES: Readonly<Record<string, string>> = {
  f: '\u0300',
  s: '\u0301',
  x: '\u0303',
  r: '\u0309',
  j: '\u0323',
}
const VNI_TONES: Readonly<Record<string, string>> = { 2: '\u0300', 1: '\u0301', 4: '\u0303', 3: '\u0309', 5: '\u0323' }
const CIRCUMFLEX = '\u0302'
const BREVE = '\u0306'
const HORN = '\u031b'
const LAST_VOWEL = /[aeiouy]\p{M}*(?!.*[aeiouy])/u

const addMark = (letters: string, vowels: RegExp, mark: string): string => letters.replace(vowels, `$&${mark}`)

const undoVni = (token: string): string => {
  const tone = token.replace(/\D/g, '').replace(/\d/g, (key) => VNI_TONES[key] ?? '')
  let letters = token.replace(/\d/g, '')
  if (token.includes('9')) letters = letters.replace('d', 'đ')
  if (token.includes('6')) letters = addMark(letters, /[aeo]/, CIRCUMFLEX)
  if (token.includes('7')) letters = addMark(letters, /u(?=o)|[uo]/g, HORN)
  if (token.includes('8')) letters = addMark(letters, /a/, BREVE)
  return addMark(letters, LAST_VOWEL, tone)
}

const undoTelexKeys = (token: string): string => {
  // No Vietnamese syllable ends in f, s, x, r or j: behind a vowel they are tone keys, wherever they were struck.
  const key = /(?<=[aeiouyw][a-z]*)[fsxrj]/
  const tone = TELEX_TONES[key.exec(token)?.[0] ?? ''] ?? ''
  let letters = token.replace(key, '')
  letters = letters.replace(/^dd/, 'đ').replace(/^d(.*)d$/, 'đ$1')
  letters = letters.replace(/([aeo])\1/, `$1${CIRCUMFLEX}`)
  if (letters.includes('w')) {
    letters = letters.replaceAll('w', '')
    letters = /[uo]/.test(letters) ? addMark(letters, /[uo]/g, HORN) : addMark(letters, /a/, BREVE)
  }
  return addMark(letters, LAST_VOWEL, tone)
}

/**
 * What a Telex or VNI keyboard would have made of plain keystrokes that reached us as typed: "hoir" = "hỏi",
 * "gops ys" = "góp ý", "gop1 y1" = "góp ý". The tone stands on the last vowel. Only for `compareDiacritics` with a
 * known word, where every mark must then be right; on free text it would invent diacritics. Null when no keystroke of either kind is in the text.
 */
export const undoTelex = (text: string): string | null => {
  if (!/^[a-z0-9 ]{2,40}$/i.test(text)) return null
  const plain = text.toLowerCase()
  const tokens = plain.split(' ').filter((token) => token !== '')
  const undone = tokens.map((token) => (/^[a-z]+\d+[a-z0-9]*$/.test(token) ? undoVni(token) : undoTelexKeys(token)))
  const result = undone.join(' ').normalize('NFC')
  return result === tokens.join(' ') ? null : result
}
