import type { JsonObject } from './lossless-json.ts'

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object under the key, or an empty one. */
export const objectAt = (from: JsonObject, key: string): JsonObject => {
  const value = from[key]
  return isObject(value) ? value : {}
}

/** The list under the key, or an empty one. */
export const listAt = (from: JsonObject, key: string): readonly unknown[] => {
  const value = from[key]
  return Array.isArray(value) ? value : []
}

export const objectsAt = (from: JsonObject, key: string): readonly JsonObject[] => listAt(from, key).filter(isObject)

const asText = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

/** Text under the key; a number is read as its digits, for Zalo sends both. Null when absent or of another type. */
export const textAt = (from: JsonObject, key: string): string | null => asText(from[key])

/** As `textAt`, but an empty text counts as absent: for ids. */
export const idAt = (from: JsonObject, key: string): string | null => textAt(from, key) || null

export const textsAt = (from: JsonObject, key: string): readonly string[] =>
  listAt(from, key)
    .map(asText)
    .filter((text) => text !== null)

/** A finite number under the key, also when it was sent as text ("90000"). */
export const numberAt = (from: JsonObject, key: string): number | null => {
  const text = textAt(from, key)?.trim()
  if (text === undefined || text === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

export const flagAt = (from: JsonObject, key: string): boolean | null => {
  const value = from[key]
  if (typeof value === 'boolean') return value
  if (value === 1 || value === '1' || value === 'true') return true
  return value === 0 || value === '0' || value === 'false' ? false : null
}
