export type SmsParts = {
  /** `gsm7` while every character is in the default alphabet of SMS; one Vietnamese letter with a tone makes it `ucs2`. */
  readonly encoding: 'gsm7' | 'ucs2'
  /** Septets of `gsm7`, UTF-16 units of `ucs2`. */
  readonly units: number
  /** How many are charged; 0 for an empty text. */
  readonly parts: number
  /** Units that fit into one part of this text. */
  readonly perPart: number
}

// 3GPP TS 23.038, 6.2.1: the default alphabet, and the characters that take two septets.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extended = new Set('\f^{}\\[~]|€')

/** How much one character takes; nothing is torn apart between two parts, neither an escape nor a surrogate pair. */
const sizesOf = (text: string, isGsm: boolean): number[] =>
  Array.from(text, (character) => (isGsm ? (extended.has(character) ? 2 : 1) : character.length))

const fill = (sizes: readonly number[], perPart: number): number => {
  let parts = 0
  let left = 0
  for (const size of sizes) {
    if (size > left) {
      parts += 1
      left = perPart
    }
    left -= size
  }
  return parts
}

/** A text that fits the narrow alphabet: no tones, plain quotes and dashes. Costs less than half. */
export const withoutTones = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[“”„]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll('…', '...')
    .replaceAll(/[•·]/g, '-')

/**
 * What a text costs as SMS. One part has 160 septets or 70 UTF-16 units; of several each loses some to the header that
 * joins them: 153 and 67 (3GPP TS 23.038 and 23.040). Counts the NFC form, which is what is sent.
 */
export const countSmsParts = (text: string): SmsParts => {
  const sent = text.normalize('NFC')
  const isGsm = Array.from(sent).every((character) => basic.has(character) || extended.has(character))
  const [alone, joined] = isGsm ? ([160, 153] as const) : ([70, 67] as const)
  const sizes = sizesOf(sent, isGsm)
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const isOne = units <= alone
  return {
    encoding: isGsm ? 'gsm7' : 'ucs2',
    units,
    parts: isOne ? Math.min(1, units) : fill(sizes, joined),
    perPart: isOne ? alone : joined,
  }
}
