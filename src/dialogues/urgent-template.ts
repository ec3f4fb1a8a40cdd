import { longest } from './check-fields.ts'
import type { DialogueInput } from './dialogue-input.ts'
import { usualHosts } from './usual-hosts.ts'

/** What a hot spot leaves time for; the rest comes from the template and can be changed. */
export type UrgentCall = {
  readonly unitId: string
  /** What it is about: "Rác ùn ứ ở ngõ 12". */
  readonly topic: string
  readonly startsAt: Date
  readonly place: string
  /** By default that of the unit's last session. */
  readonly hotline?: string
  /** By default the unit's People's Committee and its Front committee. */
  readonly hosts?: DialogueInput['hosts']
  readonly audienceUnits?: readonly string[]
  readonly placeUnitId?: string
}

const minute = 60_000

const titleFor = (topic: string): string => {
  const words = topic.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const title = `Đối thoại đột xuất: ${words}`
  if (title.length <= longest.title) return title
  const cut = title.slice(0, longest.title - 1)
  return `${cut.slice(0, cut.lastIndexOf(' '))}…`
}

/** The record of an urgent session: questions are collected from now until it begins. */
export const urgentTemplate = (
  call: UrgentCall & { readonly hotline: string },
  hostName: string,
  now: Date,
): DialogueInput => {
  const { hosts, ...given } = call
  return {
    ...given,
    title: titleFor(call.topic),
    type: 'dialogue',
    rhythm: 'ad_hoc',
    isThematic: true,
    mode: 'in_person',
    legalBasis: 'decision_2200',
    purpose: 'resolve',
    hosts: hosts ?? usualHosts(hostName),
    endsAt: new Date(call.startsAt.getTime() + 120 * minute),
    collectionOpensAt: now,
    collectionClosesAt: call.startsAt,
  }
}
