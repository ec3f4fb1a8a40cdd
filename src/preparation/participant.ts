/** Who takes part by office, in the order in which they are named. */
export const participantRoles = [
  'chair',
  'moderator',
  'secretary',
  'area_member',
  'agency',
  'expert',
  'deputy',
] as const
export type ParticipantRole = (typeof participantRoles)[number]

export const attendances = ['unknown', 'yes', 'no'] as const
export type Attends = (typeof attendances)[number]

export type Participant = {
  readonly id: string
  readonly role: ParticipantRole
  readonly name: string
  readonly title: string | null
  readonly body: string | null
  /** The village and ward groups that an area member follows. */
  readonly areaUnits: readonly string[]
  readonly areaNames: readonly string[]
  readonly hasContact: boolean
  readonly attends: Attends
  readonly version: number
}

export const nameMax = 120
export const titleMax = 120
export const bodyMax = 160
export const contactMax = 120
export const participantsMax = 100
