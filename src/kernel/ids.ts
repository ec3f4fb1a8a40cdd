import { randomUUIDv7 } from 'node:crypto'

/** A new id: UUID version 7 (RFC 9562), so rows made later sort later. Lower-case text, 36 characters. */
export const newId = (): string => randomUUIDv7()

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from outside has the shape of one of our ids; anything else must not reach a query. */
export const isId = (text: string): boolean => uuidPattern.test(text)
