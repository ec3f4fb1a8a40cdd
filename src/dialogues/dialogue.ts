import type { AgendaItem, HostBody, InformationPack, Mode, PlannedShares } from './dialogue-parts.ts'
import type { Told } from './told.ts'

/** Đối thoại, tiếp xúc cử tri. */
export const dialogueTypes = ['dialogue', 'voter_contact'] as const
/** Định kỳ, đột xuất, thường xuyên. */
export const rhythms = ['periodic', 'ad_hoc', 'regular'] as const
/** The legal basis selects the rules of the session: the words are those of `Rule.appliesTo`. */
export const legalBases = [
  'communal_dialogue',
  'decision_2200',
  'voter_contact_national_assembly',
  'voter_contact_council',
  'other',
] as const
export const purposes = ['inform', 'consult', 'resolve', 'build', 'voter_contact'] as const
export const states = ['draft', 'announced', 'held', 'concluded', 'cancelled'] as const

export type DialogueType = (typeof dialogueTypes)[number]
export type Rhythm = (typeof rhythms)[number]
export type LegalBasis = (typeof legalBases)[number]
export type Purpose = (typeof purposes)[number]
export type DialogueState = (typeof states)[number]

/** What an officer decides about a session. */
export type DialogueFields = {
  readonly title: string
  readonly type: DialogueType
  readonly rhythm: Rhythm
  readonly isThematic: boolean
  readonly topic: string | null
  readonly mode: Mode
  readonly legalBasis: LegalBasis
  readonly purpose: Purpose
  /** Percent of each opinion class that the session is planned for; adds up to 100, or is empty. */
  readonly plannedShares: PlannedShares
  readonly hosts: readonly HostBody[]
  /** Where it takes place, when that is below the host's own unit. */
  readonly placeUnitId: string | null
  readonly place: string
  readonly joinUrl: string | null
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly collectionOpensAt: Date
  readonly collectionClosesAt: Date
  readonly agenda: readonly AgendaItem[]
  readonly councilSession: string | null
  /** The entry of the calendar of council sessions, where it stands in one. */
  readonly councilSessionId: string | null
  readonly deputies: readonly string[]
  /** Units, each with all that lies below. */
  readonly audienceUnits: readonly string[]
  readonly audienceGroups: readonly string[]
  readonly pack: InformationPack
  readonly hotline: string
  /** Seats; null where nobody counts them. */
  readonly capacity: number | null
}

/** The record of one session. `unitId` is the host's unit. */
export type Dialogue = DialogueFields & {
  readonly id: string
  readonly unitId: string
  readonly state: DialogueState
  readonly cancelledWhy: string | null
  readonly told: Told | null
  /** Six bare digits. */
  readonly noticeCode: string
  readonly version: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly updatedAt: Date
}
