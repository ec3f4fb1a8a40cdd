import type { Queryable } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { deadline } from '../kernel/calendar/working-days.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { balanceOf, countQuestions, hideMarked, listItems, listQuestions, type Item } from '../questions/index.ts'
import { findRule, workingCalendars } from '../rules/index.ts'
import { findUnit } from '../units/index.ts'
import { areasByTopic, formerSession, peopleByTopic, topicOfOpinions } from './brief-views.ts'
import {
  competentBodies,
  mattersShown,
  topicsShown,
  wordingsShown,
  type Brief,
  type BriefTopic,
  type FormerState,
} from './brief.ts'
import { classBalance } from './lacking-class.ts'
import { listParticipants } from './participant-views.ts'
import { requestsOfSession } from './request-views.ts'
import { carriedTasks } from './carried-tasks.ts'
import { cutWording } from './cut-wording.ts'
import { typicalOf } from './typical-words.ts'

export type BriefReader = {
  readonly reader: Actor
  readonly now: Date
}

/** Of a session with more, the newest are compared: as many as one can open, mask and compare while a page waits. */
const opinionsRead = 60
const pageSize = 60

/** What people wrote, by topic, masked before anything is compared or cut. */
const wordsByTopic = async (
  database: Queryable,
  keyring: Keyring,
  dialogue: Dialogue,
  { reader }: BriefReader,
): Promise<Map<string, string[]>> => {
  const topicOf = await topicOfOpinions(database, dialogue.id)
  const words = new Map<string, string[]>()
  let cursor: string | undefined
  for (let read = 0; read < opinionsRead; read += pageSize) {
    const page = await listQuestions(database, keyring, {
      dialogueId: dialogue.id,
      reader,
      filter: { triage: 'kept' },
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const { id, wordings } of page.items) {
      const topicId = topicOf.get(id)
      const [first] = wordings ?? []
      if (topicId === undefined || !first || first.text === '') continue
      // Nothing is marked where the reader gets it masked.
      words.set(topicId, [...(words.get(topicId) ?? []), hideMarked(first.text, first.marks)])
    }
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  return words
}

const formerState = async (database: Queryable, dialogue: Dialogue, now: Date): Promise<FormerState | null> => {
  const former = await formerSession(database, { unitId: dialogue.unitId, before: dialogue.startsAt })
  if (!former) return null
  const ends = vietnamDate(former.endsAt ?? former.startsAt)
  const rule = await findRule(database, 'dialogue.result', vietnamDate(former.startsAt))
  const resultDay =
    rule?.measure.kind === 'days' && rule.appliesTo === former.legalBasis
      ? deadline(ends, rule.measure.days, rule.measure.counting, await workingCalendars(database)).date
      : null
  const outOn = vietnamDate(former.resultAt ?? now)
  const isOut = former.resultAt !== null || former.state === 'concluded'
  return {
    ...former,
    resultDay,
    isLate: resultDay !== null && outOn > resultDay && (former.resultAt !== null || !isOut),
  }
}

const sum = (items: readonly Item[], of: 'opinionCount' | 'supportCount' | 'weight'): number =>
  items.reduce((total, item) => total + item[of], 0)

/** Everything that a leader reads before a session, from the records as they stand. Names of residents are not in it. */
export const readBrief = async (
  database: Queryable,
  keyring: Keyring,
  dialogue: Dialogue,
  options: BriefReader,
): Promise<Brief> => {
  const { id } = dialogue
  const [items, people, areas, words, counts, balance, former, carried, participants, requests, unit] =
    await Promise.all([
      listItems(database, { dialogueId: id }, { limit: 1_000 }),
      peopleByTopic(database, id),
      areasByTopic(database, id),
      wordsByTopic(database, keyring, dialogue, options),
      countQuestions(database, { dialogueId: id }),
      balanceOf(database, id),
      formerState(database, dialogue, options.now),
      carriedTasks(database, dialogue),
      listParticipants(database, id),
      requestsOfSession(database, id),
      findUnit(database, dialogue.unitId),
    ])
  const topics = [...Map.groupBy(items, ({ topicId }) => topicId ?? '')]
    .map(([topicId, group]): BriefTopic => {
      const texts = words.get(topicId) ?? []
      return {
        topicId,
        name: group[0]?.topic ?? null,
        isSensitive: group.some(({ topic }) => topic?.isSensitive === true),
        isHotSpot: group.some(({ isHotSpot }) => isHotSpot),
        isRisk: group.some(({ isRisk }) => isRisk),
        weight: sum(group, 'weight'),
        opinions: sum(group, 'opinionCount'),
        supports: sum(group, 'supportCount'),
        ...(people.get(topicId) ?? { persons: 0, unknown: 0 }),
        areas: areas.get(topicId) ?? [],
        matters: group.slice(0, mattersShown),
        matterCount: group.length,
        wordings: typicalOf(texts, wordingsShown).map((index) => cutWording(texts[index] ?? '')),
      }
    })
    .toSorted((one, other) => other.weight - one.weight || other.opinions - one.opinions)
  const further = topics.slice(topicsShown)
  return {
    dialogue,
    unitName: unit?.fullName ?? dialogue.unitId,
    madeAt: options.now,
    received: balance.received,
    waiting: counts.waiting,
    kept: sum(items, 'opinionCount'),
    supports: sum(items, 'supportCount'),
    matterCount: items.length,
    topics: topics.slice(0, topicsShown),
    furtherTopics: further.length,
    furtherOpinions: further.reduce((total, one) => total + one.opinions, 0),
    classes: classBalance(dialogue.plannedShares, counts.byClass),
    former,
    carried,
    competent: competentBodies(items),
    participants,
    requests: requests.filter(({ state }) => state !== 'withdrawn'),
  }
}
