/** A JSON object as it came from outside: nothing about its fields is known yet. */
export type JsonObject = { readonly [key: string]: unknown }

// A bare integer of 16 digits or more, outside of a string most of the time: the cheap question before the dear one.
const MAY_HOLD_BIG_INTEGER = /(?:^|[:,[])\s*-?\d{16}/

// Strings are matched so that digits inside them are passed over. Linear on valid JSON only, hence the parse before it.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g

const quoteUnsafe = (token: string): string =>
  /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token

/**
 * Parses JSON without losing digits: an integer literal beyond 2^53 becomes a string of the same digits, everything
 * else is what `JSON.parse` gives. Zalo's ids have 19 digits and were seen unquoted by some integrations, although
 * docs.zaloplatforms.com types them as strings.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export const parseLossless = (text: string): unknown => {
  const plain: unknown = JSON.parse(text)
  if (!MAY_HOLD_BIG_INTEGER.test(text)) return plain
  return JSON.parse(text.replace(STRING_OR_NUMBER, quoteUnsafe))
}

const BARE_TIMESTAMP = /"timestamp"\s*:\s*-?\d/
const TIMESTAMP_STRING_OR_NUMBER = new RegExp(
  `("timestamp"\\s*:\\s*)(-?\\d[\\d.eE+-]*)|${STRING_OR_NUMBER.source}`,
  'g',
)

/**
 * `parseLossless` that also keeps an unquoted `timestamp` as the text that was sent, because the signature of a webhook
 * covers those characters and not the number they mean.
 */
export const parseKeepingTimestamp = (text: string): unknown => {
  if (!BARE_TIMESTAMP.test(text)) return parseLossless(text)
  JSON.parse(text)
  const kept = text.replace(TIMESTAMP_STRING_OR_NUMBER, (token: string, name?: string, digits?: string) =>
    name === undefined || digits === undefined ? quoteUnsafe(token) : `${name}"${digits}"`,
  )
  return JSON.parse(kept)
}
