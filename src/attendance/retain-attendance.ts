import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { loosenAnswers, wipeInvitees } from './retention-store.ts'

const dayMs = 86_400_000

/**
 * How long names stay after a session, in days. Ours to decide and to say: the law on personal data asks to keep no
 * longer than the purpose needs (Luật Bảo vệ dữ liệu cá nhân 2025). The report of a session is due within weeks, and
 * the next yearly session asks who came to the last one.
 */
export const attendanceRetention = { invitees: 90, answers: 400 } as const

const before = (scope: Scope, days: number): Date => new Date(scope.clock.now().getTime() - days * dayMs)

/** A job of every night: names of who was invited leave so many days after the session. Returns how many. */
export const retainInvitees = async (scope: Scope, days: number): Promise<number> => {
  requireSystem(scope.actor)
  return await wipeInvitees(scope.tx, before(scope, days))
}

/** The same for who answered; what they answered stays as a number. */
export const retainAnswers = async (scope: Scope, days: number): Promise<number> => {
  requireSystem(scope.actor)
  return await loosenAnswers(scope.tx, before(scope, days))
}

/** Both, with the days that the house comes with. */
export const retainAttendance = async (scope: Scope): Promise<number> =>
  (await retainInvitees(scope, attendanceRetention.invitees)) +
  (await retainAnswers(scope, attendanceRetention.answers))
