import { createHash } from 'node:crypto'

/** An entry as it is read back for hashing. */
export type HashedEntry = {
  readonly id: string
  readonly at: Date
  readonly actorKind: string
  readonly actorId: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly unitId: string | null
  readonly details: unknown
}

/** JSON with keys in one order, so that the same value always gives the same bytes. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** The hash before the first entry. */
export const chainStart = Buffer.alloc(32)

/** SHA-256 over the hash before, the place in the chain and the whole entry. */
export const hashEntry = (before: Uint8Array, seq: number, entry: HashedEntry): Buffer => {
  const { id, at, actorKind, actorId, action, subjectKind, subjectId, unitId, details } = entry
  const line = canonical([
    seq,
    id,
    at.toISOString(),
    actorKind,
    actorId,
    action,
    subjectKind,
    subjectId,
    unitId,
    details,
  ])
  return createHash('sha256').update(before).update(line).digest()
}
