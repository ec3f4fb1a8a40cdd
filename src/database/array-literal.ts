type Element = string | number | boolean | Date | Uint8Array | null

const literal = (value: Element): string => {
  if (value === null) return 'NULL'
  if (value instanceof Date) return `"${value.toISOString()}"`
  if (value instanceof Uint8Array)
    return `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}"`
  if (typeof value === 'string') return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
  return String(value)
}

/**
 * An array parameter as PostgreSQL writes one, to be cast where it is used (`${arrayLiteral(ids)}::bigint[]`). The
 * driver guesses the type of an array from its first element, which fails for bytes, nulls and empty lists.
 */
export const arrayLiteral = (values: readonly Element[]): string => `{${values.map(literal).join(',')}}`
