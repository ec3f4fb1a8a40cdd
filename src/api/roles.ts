import type { Role } from '../kernel/actor.ts'

/** Who reads sessions, notices and questions of a unit. */
export const readers = ['front_officer', 'approver', 'leader', 'supervisor'] as const satisfies readonly Role[]
/** Who calls sessions and drafts notices. */
export const writers = ['front_officer'] as const satisfies readonly Role[]
export const approvers = ['approver'] as const satisfies readonly Role[]
/** Who may pause, resume and stop a notice, or give it other words. */
export const staff = ['front_officer', 'approver'] as const satisfies readonly Role[]
/** Who may enter what somebody said, called or wrote on paper. */
export const enterers = ['front_officer', 'group_head'] as const satisfies readonly Role[]
