import type { PlainDate } from '../kernel/calendar/plain-date.ts'

export type ConclusionState = 'draft' | 'asked' | 'approved' | 'published'
/** Posted at the office, handed to the heads of groups, read over the loudspeakers, put on the portal. */
export const publicationWays = ['posted', 'groups', 'loudspeaker', 'portal'] as const
export type PublicationWay = (typeof publicationWays)[number]

export type Conclusion = {
  readonly id: string
  readonly dialogueId: string
  readonly unitId: string
  readonly summary: string
  readonly state: ConclusionState
  readonly ways: readonly PublicationWay[]
  readonly publishedOn: PlainDate | null
  readonly writtenBy: string
  readonly approvedAt: Date | null
  readonly sentBackWhy: string | null
  readonly version: number
}

export type TaskState = 'open' | 'done' | 'dropped'

export type TaskFields = {
  readonly words: string
  /** By post; one person may hold two. */
  readonly ownerPost: string
  readonly ownerName: string
  readonly areaMember: string
  readonly dueOn: PlainDate
  /** An account of the owner, who is then reminded in their chat. */
  readonly ownerOfficerId?: string | null
}

/** What is asked to be saved of a task: its fields, and the matters it came of, whose askers hear how it goes on. */
export type TaskInput = TaskFields & { readonly itemIds?: readonly string[] }

export type Task = TaskFields & {
  readonly id: string
  readonly conclusionId: string
  readonly number: number
  readonly state: TaskState
  readonly closedOn: PlainDate | null
  readonly closedWhy: string | null
  readonly ownerOfficerId: string | null
}

export type Step = { readonly id: string; readonly words: string; readonly notedBy: string; readonly notedAt: Date }

export type Remark = {
  readonly id: string
  readonly taskId: string | null
  readonly words: string
  readonly answerBy: PlainDate
  readonly remarkedAt: Date
  readonly answer: string | null
  readonly answeredAt: Date | null
}

/** Characters. */
export const lengths = {
  summary: 8_000,
  words: 1_000,
  post: 160,
  name: 120,
  step: 1_000,
  why: 600,
  remark: 1_000,
} as const
export const tasksMax = 60
/** Days: an owner is reminded so long before the day, and once a week from the day after. */
export const remindBefore = 3
export const remindEvery = 7
/** The level above hears of what is late for longer. */
export const aboveAfter = 14

/** Past its day and not closed. */
export const isOverdue = ({ state, dueOn }: Pick<Task, 'state' | 'dueOn'>, today: PlainDate): boolean =>
  state === 'open' && dueOn < today
