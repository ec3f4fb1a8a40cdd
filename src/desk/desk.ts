import type { Role } from '../kernel/actor.ts'

/** Poked when a thread has changed, so that open pages look again. */
export const deskTopic = 'desk'

/** Who reads and answers the shared inbox of a unit. */
export const deskRoles: readonly Role[] = ['front_officer', 'approver', 'supervisor']
export const answeringRoles: readonly Role[] = ['front_officer', 'approver']

/** UTF-16 units; what fits one message on every platform, with its opening line. */
export const longestReply = 1800
