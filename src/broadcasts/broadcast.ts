import type { Plan } from '../delivery/index.ts'
import type { NoticeFacts, NoticeKind } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import type { Circle } from './circle.ts'

export const broadcastStates = ['draft', 'rejected', 'running', 'paused', 'done', 'stopped'] as const
export type BroadcastState = (typeof broadcastStates)[number]

/**
 * What an officer writes to people of a session beside the notices that are due: a message before it or after it, and its
 * result.
 */
export const letterKinds = ['message', 'result'] as const
export type LetterKind = (typeof letterKinds)[number]
export type BroadcastKind = NoticeKind | LetterKind

export const isLetter = (kind: BroadcastKind): kind is LetterKind => letterKinds.some((one) => one === kind)

/** Something that goes to many: the announcement of a session, its change or cancellation, or a letter about it. */
export type Broadcast = {
  readonly id: string
  readonly kind: BroadcastKind
  readonly dialogueId: string
  readonly unitId: string
  readonly state: BroadcastState
  readonly audienceUnits: readonly string[]
  /** The announcement whose readers this one is for; null for announcements. */
  readonly followsId: string | null
  /** Whom a letter is for; null for the notices. */
  readonly circle: Circle | null
  readonly dialogueVersion: number
  readonly facts: NoticeFacts
  readonly formerFacts: NoticeFacts | null
  readonly contentVersion: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  /** Why one person was enough; null where two acted. */
  readonly approvalNote: string | null
  /** Why it went out later than the law asks; null where it was in time or no rule holds. */
  readonly lateNote: string | null
  readonly audienceBound: Date | null
  /** Where the pages of the audience stand. */
  readonly cursor: number
  readonly recipients: number
  /** Up to which position recipients were put in line. */
  readonly fedUpTo: number
  /** Not before this moment; null for at once. */
  readonly beginsAt: Date | null
  /** Whether ways that cost money may be used. */
  readonly mayCost: boolean
  /** At most so many messages a minute; null for what the channels allow. */
  readonly perMinute: number | null
  /** What becomes of a message of which nobody knows whether it left: sent again, or left and reported. */
  readonly onUncertain: 'resend' | 'leave'
  /** When people were put in line last. */
  readonly fedAt: Date | null
  /** What the planner foresaw when it was approved. */
  readonly plan: Plan | null
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly pausedWhy: string | null
  /** Since when refusals are counted for the pause that comes by itself. */
  readonly watchedFrom: Date | null
  readonly rejectedWhy: string | null
  readonly updatedAt: Date
}

export type NoticeTexts = Readonly<Record<Locale, string>>

/** UTF-16 units: what Zalo, the narrowest of the platforms, takes in one message. */
export const longestNotice = 2000

/** The one table of what may become of a broadcast. A rejected one goes on as a draft when it is edited. */
export const broadcastTransitions: Readonly<Record<BroadcastState, readonly BroadcastState[]>> = {
  draft: ['running', 'rejected', 'stopped'],
  rejected: ['draft', 'stopped'],
  running: ['paused', 'stopped', 'done'],
  paused: ['running', 'stopped'],
  done: [],
  stopped: [],
}

export const requireStep = (broadcast: Pick<Broadcast, 'id' | 'state'>, to: BroadcastState): void => {
  if (broadcastTransitions[broadcast.state].includes(to)) return
  throw new AppError('PRECONDITION', `broadcast ${broadcast.id} is ${broadcast.state} and cannot become ${to}`, {
    phrase: `broadcasts:cannot.${to}`,
  })
}

/** What its messages carry in the outbox, and its outcomes in the history. */
export const refOf = (broadcastId: string): string => `broadcast:${broadcastId}`

/** Poked when something may be sent. */
export const broadcastsTopic = 'broadcasts'
