import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { newTicketCode } from './attendance.ts'
import { ownSession } from './door-session.ts'
import { insertInvitation, strikeInvitation } from './invitation-store.ts'
import { personPlace } from './invitation-views.ts'
import { readInvitees, type Invitee } from './read-invitees.ts'

const add = async (scope: Scope, dialogueId: string, by: string, invitee: Invitee): Promise<boolean> => {
  const { organisation, ...person } = invitee
  const likeness = [dialogueId, ...[person.name, person.title, organisation].map(foldVietnamese)].join('\n')
  for (;;) {
    const id = newId()
    const made = await insertInvitation(scope.tx, {
      id,
      dialogueId,
      person: scope.keyring.seal('contact', JSON.stringify(person), personPlace(id)),
      likeness: scope.keyring.blindIndex('contact', likeness),
      organisation: organisation === '' ? null : organisation,
      code: newTicketCode('invitee'),
      createdBy: by,
      createdAt: scope.clock.now(),
    })
    if (made !== 'code') return made === 'new'
  }
}

/** Puts a pasted list on the session's list of invitations. Who stands on it already is not entered twice. */
export const invite = async (
  scope: Scope,
  input: { readonly dialogueId: string; readonly list: string },
): Promise<{ readonly added: number; readonly known: number }> => {
  const { session, unit, officer } = await ownSession(scope, input.dialogueId)
  if (session.state !== 'draft' && session.state !== 'announced') {
    throw new AppError('PRECONDITION', `session ${session.id} is ${session.state}`, {
      phrase: 'dialogues:cannot.change',
    })
  }
  const invitees = readInvitees(input.list)
  let added = 0
  for (const one of invitees) if (await add(scope, session.id, officer.officerId, one)) added += 1
  await recordAudit(scope, {
    action: 'attendance.invited',
    subject: { kind: 'dialogue', id: session.id },
    unitId: unit.id,
    details: { added, known: invitees.length - added },
  })
  return { added, known: invitees.length - added }
}

/** Strikes somebody from the list; the name is gone at once. */
export const strikeInvitee = async (
  scope: Scope,
  input: { readonly dialogueId: string; readonly id: string },
): Promise<void> => {
  const { session, unit } = await ownSession(scope, input.dialogueId)
  if (!isId(input.id) || !(await strikeInvitation(scope.tx, session.id, input.id))) return
  await recordAudit(scope, {
    action: 'attendance.struck',
    subject: { kind: 'dialogue', id: session.id },
    unitId: unit.id,
  })
}
