import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { isId, newId } from '../kernel/ids.ts'
import { findUnit } from '../units/index.ts'
import { contactPlace, listParticipants } from './participant-views.ts'
import { deleteParticipant, insertParticipant, updateParticipant } from './participant-store.ts'
import {
  attendances,
  bodyMax,
  contactMax,
  nameMax,
  participantRoles,
  participantsMax,
  titleMax,
  type Attends,
  type ParticipantRole,
} from './participant.ts'
import { readLine, requireLine } from './read-line.ts'
import { takeSession } from './take-session.ts'
import { changedMeanwhile, wrongField } from './wrong-field.ts'

type Fields = {
  readonly role: string
  readonly name: string
  readonly title: string
  readonly body: string
  readonly areaUnits: readonly string[]
  /** Left out: as it was. */
  readonly contact?: string
  readonly attends: string
}
type Input = Fields & {
  readonly dialogueId: string
  /** The one who is changed, and the version that the officer saw; neither for a new one. */
  readonly id?: string
  readonly version?: number
}

const oneOf = <Value extends string>(offered: readonly Value[], value: string, field: string): Value => {
  const found = offered.find((one) => one === value)
  if (found === undefined) throw wrongField(field, 'choose')
  return found
}

const checked = async (scope: Scope, input: Fields, unitId: string) => {
  const role: ParticipantRole = oneOf(participantRoles, input.role, 'role')
  const attends: Attends = oneOf(attendances, input.attends, 'attends')
  const areaUnits = role === 'area_member' ? [...new Set(input.areaUnits)] : []
  for (const id of areaUnits) {
    if (!(await findUnit(scope.tx, id))?.path.includes(unitId)) throw wrongField('areaUnits', 'area')
  }
  return {
    role,
    attends,
    areaUnits,
    name: requireLine(input.name, { field: 'name', max: nameMax }),
    title: readLine(input.title, { field: 'title', max: titleMax }) || null,
    body: readLine(input.body, { field: 'body', max: bodyMax }) || null,
  }
}

/** Enters who takes part by office, or changes it. How to reach them is sealed. */
export const saveParticipant = async (scope: Scope, input: Input): Promise<string> => {
  requireOfficer(scope.actor)
  const { dialogue, unit } = await takeSession(scope, input.dialogueId)
  const fields = await checked(scope, input, unit.id)
  const contact = readLine(input.contact, { field: 'contact', max: contactMax })
  const now = scope.clock.now()
  const id = input.id !== undefined && isId(input.id) ? input.id : newId()
  const sealed =
    input.contact === undefined
      ? {}
      : { contact: contact === '' ? null : scope.keyring.seal('contact', contact, contactPlace(id)) }
  if (input.id === undefined) {
    const before = await listParticipants(scope.tx, dialogue.id)
    if (before.length >= participantsMax)
      throw wrongField('', 'tooMany', { max: participantsMax, length: before.length })
    await insertParticipant(scope.tx, {
      ...fields,
      ...sealed,
      id,
      dialogueId: dialogue.id,
      createdAt: now,
      updatedAt: now,
    })
  } else {
    const place = { id, dialogueId: dialogue.id, version: input.version ?? 0 }
    const isSaved = await updateParticipant(scope.tx, place, { ...fields, ...sealed, updatedAt: now })
    if (!isSaved) throw changedMeanwhile('a participant')
  }
  await recordAudit(scope, {
    action: input.id === undefined ? 'participant.entered' : 'participant.changed',
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: { participantId: id, role: fields.role, attends: fields.attends },
  })
  return id
}

type Removal = { readonly dialogueId: string; readonly id: string; readonly version: number }

export const removeParticipant = async (scope: Scope, input: Removal): Promise<void> => {
  requireOfficer(scope.actor)
  const { dialogue, unit } = await takeSession(scope, input.dialogueId)
  if (!isId(input.id) || !(await deleteParticipant(scope.tx, input))) throw changedMeanwhile('a participant')
  await recordAudit(scope, {
    action: 'participant.removed',
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: { participantId: input.id },
  })
}
