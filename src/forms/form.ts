import type { Actor } from '../kernel/actor.ts'

export const purposes = ['before_dialogue', 'satisfaction', 'community', 'other'] as const
export type FormPurpose = (typeof purposes)[number]

/** `asked`: waits for the second person. */
export const formStates = ['draft', 'asked', 'open', 'closed', 'dropped'] as const
export type FormState = (typeof formStates)[number]

/** Who counts: each person, each household once by whoever comes first, or both side by side. */
export const countings = ['persons', 'households', 'both'] as const
export type FormCounting = (typeof countings)[number]

export const namings = ['anonymous', 'named'] as const
export type FormNaming = (typeof namings)[number]

/** Everybody who lives there; who asked or registered for the session; who holds a printed slip. */
export const audiences = ['unit', 'registered', 'codes'] as const
export type FormAudience = (typeof audiences)[number]

export const sources = ['chat', 'web', 'hall', 'paper'] as const
export type AnswerSource = (typeof sources)[number]

export type FormSettings = {
  readonly purpose: FormPurpose
  readonly dialogueId: string | null
  readonly counts: FormCounting
  readonly naming: FormNaming
  readonly audience: FormAudience
  readonly isLive: boolean
  readonly showsAnswered: boolean
  readonly smallestCell: number
  readonly opensAt: Date
  readonly closesAt: Date
}

export type Form = FormSettings & {
  readonly id: string
  readonly unitId: string
  readonly state: FormState
  /** Six digits. */
  readonly code: string
  readonly closedAt: Date | null
  readonly openVersion: number | null
  /** The newest version, approved or not. */
  readonly newestVersion: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly writtenBy: string
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly sentBackWhy: string | null
  readonly resultsTold: Date | null
  /** For two officers on one form. */
  readonly version: number
}

/** Whether answers are taken at this moment. */
export const takesAnswers = (form: Form, now: Date): boolean =>
  form.state === 'open' && form.opensAt <= now && now < form.closesAt

/** Whether a newer version than the one that is answered waits for its approval. */
export const hasPendingVersion = (form: Form): boolean =>
  form.openVersion !== null && form.newestVersion > form.openVersion

/** Until the closing only who made the form, and who approves, sees how it stands (no interim results). */
export const maySeeInterim = (form: Form, actor: Actor): boolean =>
  actor.kind === 'officer' && (actor.officerId === form.createdBy || actor.officerId === form.writtenBy)
