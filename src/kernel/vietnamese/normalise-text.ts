import { capMarks } from './cap-marks.ts'

const NEWLINES = /\r\n|[\r\u0085\u2028\u2029\v\f]/g
// Everything that shows nothing, or makes text show in another order than it was written.
const TRICKS = new RegExp(
  [
    String.raw`[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f]`,
    String.raw`[\ufeff\ufff0-\ufffb\ufffe\uffff\u115f\u1160\u3164\uffa0\u17b4\u17b5]|\u034f`,
    String.raw`[\u{e0100}-\u{e01ef}]`,
  ].join('|'),
  'gu',
)
const LOOSE_JOINER =
  /(?<!\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu
const LOOSE_SELECTOR = /(?<![\p{Extended_Pictographic}0-9#*])[\ufe00-\ufe0f]/gu
// Tag characters hide whole sentences; only the flags of England, Scotland and Wales use them.
const TAGS = /(\u{1f3f4}[\u{e0061}-\u{e007a}]{2,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu

/**
 * The text as we store it: NFC, one kind of newline, without NUL, control characters (tab and newline stay), bidi
 * overrides, zero-width characters and lone surrogates. Wording, inner spaces, emoji and their joiners stay as typed.
 * Doing it twice changes nothing more.
 */
export const normaliseText = (text: string): string => {
  const visible = text
    .toWellFormed()
    .replace(NEWLINES, '\n')
    .replace(TRICKS, '')
    .replace(TAGS, '$1')
    .replace(LOOSE_SELECTOR, '')
    .replace(LOOSE_JOINER, '')
  // A few marks of other scripts come apart in NFC, hence the second cut.
  return capMarks(capMarks(visible).normalize('NFC'))
}
