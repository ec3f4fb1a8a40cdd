import { asc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { sessionParticipants } from '../database/tables/preparation.ts'
import { units } from '../database/tables/units.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { participantRoles, type Attends, type Participant, type ParticipantRole } from './participant.ts'

export const contactPlace = (id: string): string => `session_participants.contact:${id}`

/** Who takes part by office: the chair first, then role by role as they were entered. */
export const listParticipants = async (database: Queryable, dialogueId: string): Promise<Participant[]> => {
  const rows = await database
    .select()
    .from(sessionParticipants)
    .where(eq(sessionParticipants.dialogueId, dialogueId))
    .orderBy(asc(sessionParticipants.createdAt), asc(sessionParticipants.id))
  const wanted = [...new Set(rows.flatMap(({ areaUnits }) => areaUnits))]
  const names =
    wanted.length === 0
      ? []
      : await database.select({ id: units.id, name: units.fullName }).from(units).where(inArray(units.id, wanted))
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return rows
    .map((row) => ({
      id: row.id,
      role: row.role as ParticipantRole,
      name: row.name,
      title: row.title,
      body: row.body,
      areaUnits: row.areaUnits,
      areaNames: row.areaUnits.map((id) => nameOf.get(id) ?? id),
      hasContact: row.contact !== null,
      attends: row.attends as Attends,
      version: row.version,
    }))
    .toSorted((one, other) => participantRoles.indexOf(one.role) - participantRoles.indexOf(other.role))
}

/** How to reach the participants of a session, for those who prepare it. */
export const contactsOf = async (
  database: Queryable,
  keyring: Keyring,
  dialogueId: string,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await database
    .select({ id: sessionParticipants.id, contact: sessionParticipants.contact })
    .from(sessionParticipants)
    .where(eq(sessionParticipants.dialogueId, dialogueId))
  return new Map(
    rows.flatMap(({ id, contact }) =>
      contact === null ? [] : [[id, keyring.openText('contact', contact, contactPlace(id))] as const],
    ),
  )
}
