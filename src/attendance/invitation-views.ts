import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { attendanceInvitations } from '../database/tables/attendance.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Invitee } from './read-invitees.ts'

export type Invitation = {
  readonly id: string
  readonly position: number
  /** Null once the name has left. */
  readonly invitee: Invitee | null
  readonly code: string
  readonly arrivedAt: Date | null
}

/** Where the sealed name of an invitation stands. */
export const personPlace = (id: string): string => `attendance_invitations.person:${id}`

/** The list of a session in its order, with the names: for officers of its unit only. */
export const listInvitations = async (
  db: Queryable,
  keyring: Keyring,
  dialogueId: string,
  code?: string,
): Promise<Invitation[]> => {
  const rows = await db
    .select()
    .from(attendanceInvitations)
    .where(
      and(
        eq(attendanceInvitations.dialogueId, dialogueId),
        code === undefined ? undefined : eq(attendanceInvitations.code, code),
      ),
    )
    .orderBy(asc(attendanceInvitations.position), asc(attendanceInvitations.id))
  return rows.map(({ id, position, person, organisation, code: own, arrivedAt }) => ({
    id,
    position,
    invitee: person && {
      ...(JSON.parse(keyring.openText('contact', person, personPlace(id))) as Omit<Invitee, 'organisation'>),
      organisation: organisation ?? '',
    },
    code: own,
    arrivedAt,
  }))
}
