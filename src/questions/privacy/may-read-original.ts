import type { Actor } from '../../kernel/actor.ts'

/**
 * Whether somebody reads words as they were sent, and files: Front officers of the unit or above it, and jobs. Not who
 * only administers, leads, approves or supervises; they read masked.
 */
export const mayReadOriginal = (reader: Actor, unitPath: readonly string[]): boolean =>
  reader.kind === 'system' ||
  (reader.kind === 'officer' &&
    reader.grants.some((grant) => grant.role === 'front_officer' && unitPath.includes(grant.unitId)))
