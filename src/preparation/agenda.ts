import type { Item } from '../questions/index.ts'
import { allotMinutes, shortest } from './allot-minutes.ts'
import { pickItems } from './pick-items.ts'
import type { Preparation } from './preparation.ts'

export type AgendaPlace = 'hall' | 'written'

export type AgendaLine = {
  readonly id: string
  readonly position: number
  /** Null: a line that an officer wrote. */
  readonly itemId: string | null
  readonly topicId: string | null
  /** What an earlier session concluded and is late. */
  readonly taskId: string | null
  readonly title: string
  /** Who answers. */
  readonly who: string | null
  readonly place: AgendaPlace
  readonly minutes: number
  readonly isPinned: boolean
  /** Counted in the hall; null before. */
  readonly usedSeconds: number | null
}

export type NewLine = Omit<AgendaLine, 'id' | 'position' | 'usedSeconds' | 'taskId'> & {
  readonly id?: string
  readonly taskId?: string | null
}

export const lineTitleMax = 200
export const whoMax = 120
export const linesMax = 200

/** What an agenda is drafted from: a matter with its name and where its opinions come from. */
export type Matter = Pick<Item, 'id' | 'topicId' | 'opinionClass' | 'weight' | 'competentBody'> & {
  readonly name: string
  readonly areas: readonly string[]
}

/** How many matters fit at the average that the officers set. */
export const placesIn = (minutes: number, plan: Pick<Preparation, 'minutesEach'>): number =>
  Math.floor(minutes / plan.minutesEach)

/** Which matters the rule brings into the hall. */
export const pickedByRule = (
  matters: readonly Matter[],
  plan: Pick<Preparation, 'rule' | 'minutesEach'>,
  minutes: number,
): string[] => pickItems(plan.rule, matters, placesIn(minutes, plan))

/** Weightier topics first, and within each the weightier matter: the hall speaks of one thing at a time. */
const byTopic = (matters: readonly Matter[]): Matter[] =>
  [...Map.groupBy(matters, ({ topicId }) => topicId)]
    .map(([, group]) => ({ group, weight: group.reduce((sum, one) => sum + one.weight, 0) }))
    .toSorted((one, other) => other.weight - one.weight)
    .flatMap(({ group }) => group)

/** Minutes shared out anew among the lines in the hall; those for which there is no time are answered in writing. */
export const shareOut = (
  lines: readonly NewLine[],
  weightOfItem: (itemId: string | null) => number,
  minutes: number,
): NewLine[] => {
  const inHall = lines.filter(({ place }) => place === 'hall')
  const given = allotMinutes(
    minutes,
    inHall.map((line) => ({ weight: weightOfItem(line.itemId), ...(line.isPinned ? { pinned: line.minutes } : {}) })),
    shortest,
  )
  return lines.map((line) => {
    if (line.place === 'written') return { ...line, minutes: 0 }
    const share = given[inHall.indexOf(line)] ?? null
    return share === null ? { ...line, place: 'written', minutes: 0 } : { ...line, minutes: share }
  })
}

/** A first agenda from what came in: by the rule, with the time there is; the rest is answered in writing. */
export const draftAgenda = (
  matters: readonly Matter[],
  plan: Pick<Preparation, 'rule' | 'minutesEach'>,
  minutes: number,
): NewLine[] => {
  const picked = new Set(pickedByRule(matters, plan, minutes))
  const hall = byTopic(matters.filter(({ id }) => picked.has(id)))
  const written = matters.filter(({ id }) => !picked.has(id))
  const asLine =
    (place: AgendaPlace) =>
    (one: Matter): NewLine => ({
      itemId: one.id,
      topicId: one.topicId,
      title: one.name,
      who: one.competentBody,
      place,
      minutes: 0,
      isPinned: false,
    })
  const weights = new Map(matters.map(({ id, weight }) => [id, weight]))
  return shareOut(
    [...hall.map(asLine('hall')), ...written.map(asLine('written'))].slice(0, linesMax),
    (id) => weights.get(id ?? '') ?? 0,
    minutes,
  )
}

/** Where an agenda departs from the rule: brought in or left out against it. */
export const departures = (
  lines: readonly Pick<NewLine, 'itemId' | 'place'>[],
  picked: readonly string[],
): { readonly added: readonly string[]; readonly missing: readonly string[] } => {
  const inHall = lines.flatMap(({ itemId, place }) => (itemId !== null && place === 'hall' ? [itemId] : []))
  return {
    added: inHall.filter((id) => !picked.includes(id)),
    missing: picked.filter((id) => !inHall.includes(id)),
  }
}
