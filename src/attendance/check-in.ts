import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { readTicket } from './attendance.ts'
import { doorSession } from './door-session.ts'
import { arriveInvitee, arriveResident, departTicket } from './door-store.ts'

/** More come on one ticket only as a group, which is counted by hand. */
export const mostOnTicket = 50

export type CheckedIn = {
  readonly code: string
  readonly persons: number
  /** False when the ticket was read before: then nothing was counted again. */
  readonly isFirst: boolean
}

type Input = {
  readonly dialogueId: string
  /** What the camera read or somebody typed. */
  readonly ticket: string
  /** How many came on it, where it differs from what they said. */
  readonly persons?: number
}

const wrong = (what: string): AppError =>
  new AppError('INVALID', `a ticket that does not fit: ${what}`, {
    phrase: `attendance:cannot.${what}`,
    field: 'ticket',
  })

/** Notes that somebody with a ticket or an invitation has come. Twice is once. */
export const checkIn = async (scope: Scope, input: Input): Promise<CheckedIn> => {
  const { session, unit, officer } = await doorSession(scope, input.dialogueId)
  const ticket = readTicket(input.ticket)
  if (!ticket) throw wrong('ticketForm')
  if (ticket.noticeCode !== null && ticket.noticeCode !== session.noticeCode) throw wrong('ticketElsewhere')
  const { persons } = input
  if (persons !== undefined && (!Number.isInteger(persons) || persons < 1 || persons > mostOnTicket)) {
    throw new AppError('INVALID', 'persons on a ticket out of bounds', {
      phrase: 'attendance:cannot.persons',
      values: { max: mostOnTicket },
      field: 'persons',
    })
  }
  const arrive = ticket.code < '5' ? arriveResident : arriveInvitee
  const arrived = await arrive(scope.tx, {
    dialogueId: session.id,
    code: ticket.code,
    persons: persons ?? null,
    by: officer.officerId,
    at: scope.clock.now(),
  })
  if (!arrived) throw wrong('ticketUnknown')
  if (arrived.isFirst || persons !== undefined) {
    await recordAudit(scope, {
      action: arrived.isFirst ? 'attendance.arrived' : 'attendance.corrected',
      subject: { kind: 'dialogue', id: session.id },
      unitId: unit.id,
      details: { persons: arrived.persons },
    })
  }
  return { code: ticket.code, persons: arrived.persons, isFirst: arrived.isFirst }
}

/** Takes back a check-in that was a mistake. */
export const undoCheckIn = async (
  scope: Scope,
  input: { readonly dialogueId: string; readonly code: string },
): Promise<void> => {
  const { session, unit } = await doorSession(scope, input.dialogueId)
  if (!(await departTicket(scope.tx, session.id, input.code))) return
  await recordAudit(scope, {
    action: 'attendance.undone',
    subject: { kind: 'dialogue', id: session.id },
    unitId: unit.id,
  })
}
