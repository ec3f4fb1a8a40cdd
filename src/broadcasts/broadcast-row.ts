import { AppError } from '../kernel/errors.ts'
import type { Broadcast } from './broadcast.ts'

type Row = Omit<Broadcast, 'kind' | 'state' | 'facts' | 'formerFacts' | 'circle' | 'dialogueId' | 'dialogueVersion'> & {
  readonly kind: string
  readonly state: string
  readonly facts: unknown
  readonly formerFacts: unknown
  readonly circle: unknown
  readonly dialogueId: string | null
  readonly dialogueVersion: number | null
}

/** A row as the room knows it; every broadcast of today belongs to a session. */
export const asBroadcast = (row: Row): Broadcast => {
  if (row.dialogueId === null || row.dialogueVersion === null) {
    throw new AppError('INTERNAL', `broadcast ${row.id} belongs to no session`)
  }
  return row as Broadcast
}
