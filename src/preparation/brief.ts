import type { Dialogue } from '../dialogues/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Item } from '../questions/index.ts'
import type { Area, FormerSession } from './brief-views.ts'
import type { CarriedTask } from './carried-tasks.ts'
import type { ClassBalance } from './lacking-class.ts'
import type { Participant } from './participant.ts'
import type { AnswerRequest } from './request.ts'

export type BriefTopic = {
  /** '' for matters without a topic. */
  readonly topicId: string
  readonly name: { readonly vi: string; readonly en: string } | null
  readonly isSensitive: boolean
  readonly isHotSpot: boolean
  readonly isRisk: boolean
  readonly weight: number
  readonly opinions: number
  readonly persons: number
  readonly unknown: number
  readonly supports: number
  readonly areas: readonly Area[]
  /** The weightiest matters of the topic. */
  readonly matters: readonly Item[]
  readonly matterCount: number
  /** Typical wordings, masked; names of nobody. */
  readonly wordings: readonly string[]
}

export type FormerState = FormerSession & {
  /** Last day for its result by law; null where no rule is switched on. */
  readonly resultDay: PlainDate | null
  readonly isLate: boolean
}

/** Who has to say something of which matters, because they are competent. */
export type CompetentBody = {
  readonly competence: Item['competence']
  readonly body: string | null
  readonly numbers: readonly number[]
}

export type Brief = {
  readonly dialogue: Dialogue
  readonly unitName: string
  readonly madeAt: Date
  readonly received: number
  readonly waiting: number
  readonly kept: number
  readonly supports: number
  readonly matterCount: number
  readonly topics: readonly BriefTopic[]
  /** Topics beyond those shown, and their opinions. */
  readonly furtherTopics: number
  readonly furtherOpinions: number
  readonly classes: readonly ClassBalance[]
  readonly former: FormerState | null
  /** What earlier sessions concluded and is still open, the late ones first. */
  readonly carried: readonly CarriedTask[]
  readonly competent: readonly CompetentBody[]
  readonly participants: readonly Participant[]
  readonly requests: readonly AnswerRequest[]
}

/** The most that a brief shows; brief-size.ts says what of it fits on two pages. */
export const topicsShown = 8
export const mattersShown = 3
export const wordingsShown = 2
/** The bodies that are competent, those outside the commune by name, each with the numbers of the matters. */
export const competentBodies = (items: readonly Item[]): CompetentBody[] =>
  [...Map.groupBy(items, ({ competence, competentBody }) => `${competence}|${competentBody ?? ''}`)].flatMap(
    ([, group]) => {
      const [first] = group
      if (!first) return []
      return [
        {
          competence: first.competence,
          body: first.competentBody,
          numbers: group.map(({ number }) => number).toSorted((one, other) => one - other),
        },
      ]
    },
  )
