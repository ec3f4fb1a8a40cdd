/** A JSON object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object under a name, if there is one. */
export const fieldsAt = (fields: Fields | undefined, name: string): Fields | undefined => {
  const value = fields && Object.hasOwn(fields, name) ? fields[name] : undefined
  return isFields(value) ? value : undefined
}

/** A text that is not empty. */
export const textAt = (fields: Fields | undefined, name: string): string | undefined => {
  const value = fields && Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const numberAt = (fields: Fields | undefined, name: string): number | undefined => {
  const value = fields && Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** An id: Telegram's have at most 52 significant bits, so every true one is a safe number. */
export const idAt = (fields: Fields | undefined, name: string): number | undefined => {
  const value = numberAt(fields, name)
  return Number.isSafeInteger(value) ? value : undefined
}

/** Bytes to a JSON object; undefined for anything else. */
export const readFields = (raw: Uint8Array): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}
