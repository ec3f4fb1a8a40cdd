/** What is spoken of: a line of the agenda, or a question from the floor. */
export type About = { readonly kind: 'line' | 'floor'; readonly id: string }

export type Hall = {
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly current: (About & { readonly since: Date }) | null
  /** Added to the current one by the moderator. */
  readonly extraMinutes: number
  readonly isFloorOpen: boolean
  readonly version: number
}

export const floorRefusals = ['unclear', 'off_topic', 'insult', 'repeat', 'other_procedure'] as const
export type FloorRefusal = (typeof floorRefusals)[number]

export type FloorState = 'waiting' | 'accepted' | 'refused' | 'done'

export type FloorQuestion = {
  readonly id: string
  readonly source: 'phone' | 'voice'
  readonly words: string
  readonly askedAt: Date
  readonly state: FloorState
  readonly title: string | null
  readonly refusedWhy: FloorRefusal | null
  readonly usedSeconds: number | null
}

export const noteKinds = ['answer', 'promise', 'decision'] as const
export type NoteKind = (typeof noteKinds)[number]

export type HallNote = {
  readonly id: string
  readonly about: About | null
  readonly kind: NoteKind
  readonly speaker: string | null
  readonly words: string
  readonly at: Date
}

/** Minutes for a question from the floor, unless the moderator adds some. */
export const floorMinutesEach = 3
export const floorWordsMax = 1_000
export const titleMax = 200
export const speakerMax = 120
export const noteMax = 4_000
export const extendMax = 30
/** Questions that wait at once; more would never be reached in one session. */
export const floorWaitingMax = 300

type Act =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'take'; readonly about: About }
  | { readonly kind: 'finish' }
  | { readonly kind: 'extend'; readonly minutes: number }
  | { readonly kind: 'floor'; readonly isOpen: boolean }
  | { readonly kind: 'accept'; readonly id: string; readonly title: string }
  | { readonly kind: 'refuse'; readonly id: string; readonly why: FloorRefusal }
  /** Somebody in the hall said it; the moderator notes it and it stands in the queue at once. */
  | { readonly kind: 'speak'; readonly words: string; readonly title: string }
  | { readonly kind: 'note'; readonly note: NoteKind; readonly speaker: string; readonly words: string }
  | { readonly kind: 'strike'; readonly id: string }

/** Something that the moderator does, with the key and the moment that their phone gave it. */
export type HallAct = Act & { readonly key: string; readonly at?: Date }
export type HallActKind = Act['kind']
