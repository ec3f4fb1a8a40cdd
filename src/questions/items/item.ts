import type { OpinionClass } from '../opinion.ts'

/** Ý kiến or kiến nghị: only the latter starts an answer clock of voter contact, both are reported. */
export const opinionKinds = ['opinion', 'petition'] as const
export type OpinionKind = (typeof opinionKinds)[number]

/** How far a matter reaches: one person, some households, a village or ward group, the commune, beyond it. */
export const reaches = ['person', 'households', 'group', 'commune', 'beyond'] as const
export type Reach = (typeof reaches)[number]

/** Who may decide on a matter: the commune itself, the province or city, the centre, somebody else (a company, a court). */
export const competences = ['commune', 'province', 'central', 'other'] as const
export type Competence = (typeof competences)[number]

/** `merged`: another item has taken its opinions over. `empty`: all of its opinions were withdrawn, erased or refused. */
export type ItemState = 'open' | 'merged' | 'empty'

export const titleMax = 200
export const bodyMax = 120
export const householdsMax = 100_000

/** Degree of influence (R36, R38): what decides the order of queue, brief and agenda. */
export type Influence = {
  readonly reach: Reach
  /** Counted or estimated by an officer; null where nobody has. */
  readonly households: number | null
  /** Danger to life, health or property. */
  readonly isRisk: boolean
  /** Điểm nóng: many people are upset and it may grow. */
  readonly isHotSpot: boolean
}

export type ItemHead = Influence & {
  readonly opinionClass: OpinionClass
  readonly kind: OpinionKind
  readonly topicId: string | null
  readonly competence: Competence
  readonly competentBody: string | null
}

const reachWeight: Readonly<Record<Reach, number>> = { person: 0, households: 10, group: 25, commune: 50, beyond: 60 }
const riskWeight = 40
const hotSpotWeight = 60
const mostForVoices = 100

/**
 * The weight of a matter, 0 to 260: how far it reaches, whether it is dangerous or a hot spot, and how many voices it
 * has: opinions, supports or the households named, eight points for each doubling, so that a campaign buries no danger.
 */
export const weightOf = (
  influence: Influence,
  voices: { readonly opinions: number; readonly supports: number },
): number => {
  const crowd = Math.max(voices.opinions + voices.supports, influence.households ?? 0)
  const fromVoices = Math.min(mostForVoices, Math.round(8 * Math.log2(Math.max(1, crowd))))
  return (
    reachWeight[influence.reach] +
    (influence.isRisk ? riskWeight : 0) +
    (influence.isHotSpot ? hotSpotWeight : 0) +
    fromVoices
  )
}

/** The head of an item as another one takes it over. */
export const copyHead = <Head extends Omit<ItemHead, 'opinionClass' | 'kind' | 'reach' | 'competence'>>({
  topicId,
  households,
  isRisk,
  isHotSpot,
  competentBody,
  ...rest
}: Head & { readonly reach: string; readonly competence: string }) => ({
  topicId,
  households,
  isRisk,
  isHotSpot,
  competentBody,
  reach: rest.reach,
  competence: rest.competence,
})
