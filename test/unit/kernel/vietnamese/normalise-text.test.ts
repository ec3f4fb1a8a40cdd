import { expect, test } from 'vitest'
import { normaliseText } from '../../../../src/kernel/vietnamese/normalise-text.ts'

test.each([
  ['NFD becomes NFC', 'góp ý'.normalize('NFD'), 'góp ý'],
  ['NUL and control characters go', 'a\u0000b\u0007c\u001b[31md\u009f', 'abc[31md'],
  ['tab and newline stay', 'a\tb\nc', 'a\tb\nc'],
  ['every newline is one kind', 'a\r\nb\rc\u2028d\u2029e\u0085f\vg', 'a\nb\nc\nd\ne\nf\ng'],
  ['bidi overrides go', 'abc\u202efdp.exe\u202c\u2066x\u2069\u200f', 'abcfdp.exex'],
  ['zero-width characters go', 'r\u200bá\u200cc\ufeff\u2060\u00ad', 'rác'],
  ['a joiner between letters goes', 'rá\u200dc', 'rác'],
  ['a family stays a family', '👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
  ['skin tone and joiner stay', '👩🏽‍🌾 ❤️‍🔥', '👩🏽‍🌾 ❤️‍🔥'],
  ['keycaps stay', '1️⃣ #️⃣', '1️⃣ #️⃣'],
  ['selectors behind letters go', 'a\ufe0f\u{e0101}b', 'ab'],
  ['hidden tag letters go', 'rác\u{e0068}\u{e0069}', 'rác'],
  ['the flag of Wales stays', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
  ['a lone surrogate becomes the replacement character', 'a\ud83db', 'a\ufffdb'],
  ['inner spaces and wording stay', '  Rác   nhìu  wá ', '  Rác   nhìu  wá '],
  ['blank letters that show nothing go', '\u3164\u1160\uffa0rác', 'rác'],
  ['a mark that a removed joiner held apart is composed', 'e\u200d\u0302\u0301', 'ế'],
])('%s', (_, text, expected) => {
  expect(normaliseText(text)).toBe(expected)
  expect(normaliseText(expected)).toBe(expected)
})

test('piles of combining marks are cut to four a letter', () => {
  expect(normaliseText(`Z${'\u0335'.repeat(100_000)}`)).toHaveLength(5)
})
