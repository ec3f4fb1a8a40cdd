/** What programs may be told of. */
export const webhookEvents = [
  'handover.sent',
  'handover.received',
  'handover.returned',
  'handover.outcome',
  'answer.published',
  'conclusion.published',
  'conclusion.task_closed',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What a program sends itself to see whether it is heard. */
export const testEvent = 'test'

export const urlMax = 500
export const endpointsMax = 20

const minute = 60_000
const hour = 60 * minute
/** How long after each failed attempt the next one comes; after the last it is given up, three days later. */
export const retryAfterMs = [
  5_000,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  21 * hour,
]
/** An endpoint that takes nothing for so long is switched off, and its officer is told. */
export const offAfterMs = 5 * 24 * hour
/** What was delivered or given up is kept so long, to be sent again. */
export const keptDays = 30

export type Endpoint = {
  readonly id: string
  readonly unitId: string
  readonly unitName: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly isOn: boolean
  readonly failingSince: Date | null
  readonly offBecause: 'failing' | 'gone' | null
}

export type Delivery = {
  readonly id: string
  readonly event: string
  readonly createdAt: Date
  readonly dueAt: Date
  readonly attempts: number
  readonly deliveredAt: Date | null
  readonly givenUpAt: Date | null
  readonly status: number | null
}
