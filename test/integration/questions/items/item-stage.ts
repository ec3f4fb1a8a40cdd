import { sql } from 'drizzle-orm'
import type { OfficerActor } from '../../../../src/kernel/actor.ts'
import {
  keepOpinion,
  mergeItems,
  objectToMerge,
  readItem,
  readQuestion,
  splitOff,
  supportItem,
  undoMerge,
  type HandIn,
  type Item,
  type Keep,
  type Merge,
} from '../../../../src/questions/index.ts'
import { officer, openQuestionHouse, ward, type Person } from '../question-house.ts'

export const plainHead = {
  opinionClass: 'livelihood',
  kind: 'petition',
  topicId: null,
  reach: 'person',
  households: null,
  isRisk: false,
  isHotSpot: false,
  competence: 'commune',
  competentBody: null,
} as const

export type Kept = {
  readonly person: Person
  readonly opinionId: string
  readonly code: string
  readonly itemId: string
  readonly number: number
}

/** Opinions that an officer has kept, each an item of its own, and the acts that join and part them. */
export const openItemStage = async () => {
  const stage = await openQuestionHouse()
  const front = officer('front_officer', ward)
  const { database, keyring } = stage.house

  const keep = async (given: Partial<HandIn> = {}, head: Partial<Keep> = {}, person?: Person): Promise<Kept> => {
    const author = person ?? (await stage.meet())
    const { opinionId, code } = await stage.handIn(author, given)
    const { itemId, number } = await stage.as(
      front,
      async (scope) => await keepOpinion(scope, { ...plainHead, opinionId, ...head }),
    )
    return { person: author, opinionId, code, itemId, number }
  }
  const item = async (id: string): Promise<Item> => {
    const found = await readItem(database, id)
    if (!found) throw new Error(`no item ${id}`)
    return found
  }
  return {
    ...stage,
    front,
    keep,
    item,
    merge: async (into: string, ids: readonly string[], more: Partial<Merge> = {}, by: OfficerActor = front) =>
      await stage.as(by, async (scope) => await mergeItems(scope, { intoItemId: into, itemIds: ids, ...more })),
    undo: async (batchId: string) => await stage.as(front, async (scope) => await undoMerge(scope, { batchId })),
    split: async (opinionId: string) => await stage.as(front, async (scope) => await splitOff(scope, { opinionId })),
    object: async ({ person, opinionId }: Pick<Kept, 'person' | 'opinionId'>) =>
      await stage.as(person.actor, async (scope) => await objectToMerge(scope, { opinionId })),
    support: async (person: Person, itemId: string) =>
      await stage.as(person.actor, async (scope) => await supportItem(scope, { itemId })),
    words: async (opinionId: string): Promise<string[]> =>
      ((await readQuestion(database, keyring, { id: opinionId, reader: front }))?.wordings ?? []).map(
        (one) => one.text,
      ),
    /** All that decides how opinions, items and supports lie, for comparing before and after. */
    picture: async () => ({
      opinions: await database.execute(sql`select id, item_id, state, triage from opinions order by id`),
      items: await database.execute(
        sql`select id, state, merged_into, title, number, opinion_count, support_count, weight from items order by id`,
      ),
      supports: await database.execute(
        sql`select origin_item_id, item_id, resident_id from item_supports order by 1, 3`,
      ),
    }),
  }
}

export type ItemStage = Awaited<ReturnType<typeof openItemStage>>
