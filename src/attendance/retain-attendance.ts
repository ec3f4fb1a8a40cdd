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

/** A job of every night: names leave by themselves. Returns how many. */
export const retainAttendance = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const before = (days: number): Date => new Date(scope.clock.now().getTime() - days * dayMs)
  const wiped = await wipeInvitees(scope.tx, before(attendanceRetention.invitees))
  return wiped + (await loosenAnswers(scope.tx, before(attendanceRetention.answers)))
}
