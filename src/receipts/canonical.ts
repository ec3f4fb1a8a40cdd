type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * JSON in one way only, as RFC 8785 writes it: keys by their UTF-16 units, no spaces, numbers as ECMAScript writes them.
 * Half a surrogate pair becomes U+FFFD first, as it does when words are kept as UTF-8. Keys without a value are left out.
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed())
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`
  const pairs = Object.entries(value as { readonly [key: string]: Json | undefined })
    .filter((pair): pair is [string, Json] => pair[1] !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${pairs.map(([key, held]) => `${canonicalJson(key)}:${canonicalJson(held)}`).join(',')}}`
}
