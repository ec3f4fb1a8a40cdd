import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAppError } from '../../../../src/kernel/errors.ts'
import { newId } from '../../../../src/kernel/ids.ts'
import {
  balanceOf,
  eraseOpinionsOf,
  keepOpinion,
  objectToMerge,
  refuseOpinion,
  undoTriage,
  withdrawOpinion,
  withdrawSupport,
} from '../../../../src/questions/index.ts'
import type { OpinionNaming } from '../../../../src/questions/index.ts'
import { officer, ward, type Person } from '../question-house.ts'
import { openItemStage, plainHead, type ItemStage } from './item-stage.ts'

let stage: ItemStage
beforeAll(async () => {
  stage = await openItemStage()
})
afterAll(async () => await stage.close())

/** The same numbers for the same seed (Mulberry32). */
const randomOf = (seed: number) => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(next() * values.length)]
  return { next, pick }
}

type Sent = {
  readonly id: string
  readonly code: string
  readonly words: string
  readonly person: Person
  readonly naming: OpinionNaming
}

/** Whatever two officers and the residents do at once, in any order. */
const walk = async (seed: number, rounds: number): Promise<{ done: number; refused: number }> => {
  const { next, pick } = randomOf(seed)
  const dialogueId = newId()
  const { database } = stage.house
  const people = await Promise.all(Array.from({ length: 8 }, async () => await stage.meet()))
  const officers = [officer('front_officer', ward), officer('front_officer', ward)] as const
  const sent: Sent[] = []
  const gone = new Set<string>()
  const batches: string[] = []

  const openItems = async (): Promise<string[]> =>
    (
      await database.execute<{ id: string }>(
        sql`select id from items where dialogue_id = ${dialogueId} and state = 'open' order by number`,
      )
    ).map((row) => row.id)

  const handIn = async (): Promise<void> => {
    const person = pick(people)
    if (!person) return
    const words = `Việc thứ ${sent.length + 1} của buổi ${seed}`
    const naming: OpinionNaming = next() < 0.2 ? 'anonymous' : 'sealed'
    const { opinionId, code } = await stage.handIn(person, { text: words, dialogueId, naming })
    sent.push({ id: opinionId, code, words, person, naming })
  }
  const merge = async (by: 0 | 1): Promise<void> => {
    const open = await openItems()
    const into = pick(open)
    if (into === undefined) return
    const ids = [pick(open), pick(open), pick(open)].filter((id) => id !== undefined)
    batches.push((await stage.merge(into, ids, { despiteObjection: next() < 0.5 }, officers[by])).batchId)
  }
  const acts: readonly ((by: 0 | 1) => Promise<unknown>)[] = [
    handIn,
    async (by) => {
      const one = pick(sent)
      if (!one) return
      await stage.as(officers[by], async (scope) => await keepOpinion(scope, { ...plainHead, opinionId: one.id }))
    },
    async (by) => {
      const one = pick(sent)
      if (!one || next() < 0.6) return
      const refusal = { opinionId: one.id, why: 'off_topic', words: '' } as const
      await stage.as(officers[by], async (scope) => await refuseOpinion(scope, refusal))
    },
    merge,
    merge,
    async () => {
      const batch = pick(batches)
      if (batch !== undefined) await stage.undo(batch)
    },
    async () => {
      const one = pick(sent)
      if (one) await stage.split(one.id)
    },
    async () => {
      const one = pick(sent)
      if (!one) return
      const pointed = one.naming === 'anonymous' ? { code: one.code } : { opinionId: one.id }
      await stage.as(one.person.actor, async (scope) => await objectToMerge(scope, pointed))
    },
    async () => {
      const one = pick(sent)
      if (!one || next() < 0.7) return
      const pointed = one.naming === 'anonymous' ? { code: one.code } : { opinionId: one.id }
      await stage.as(one.person.actor, async (scope) => await withdrawOpinion(scope, pointed))
    },
    async () => {
      const person = pick(people)
      if (!person || next() < 0.9) return
      for (const one of sent) if (one.person === person && one.naming !== 'anonymous') gone.add(one.id)
      await stage.as(person.actor, async (scope) => await eraseOpinionsOf(scope, stage.storage, person.residentId))
    },
    async () => {
      const [person, itemId] = [pick(people), pick(await openItems())]
      if (person && itemId !== undefined) await stage.support(person, itemId)
    },
    async () => {
      const [person, itemId] = [pick(people), pick(await openItems())]
      if (!person || itemId === undefined) return
      await stage.as(person.actor, async (scope) => await withdrawSupport(scope, { itemId }))
    },
    async (by) => {
      const one = pick(sent)
      if (one) await stage.as(officers[by], async (scope) => await undoTriage(scope, { opinionId: one.id }))
    },
  ]

  let [done, refused] = [0, 0]
  const attempt = async (by: 0 | 1): Promise<void> => {
    const act = pick(acts)
    try {
      await act?.(by)
      done += 1
    } catch (error) {
      // What may not be is refused with words; anything else is a fault of ours, a deadlock too.
      if (!isAppError(error) || error.code === 'INTERNAL') throw error
      refused += 1
    }
  }

  const check = async (): Promise<void> => {
    const balance = await balanceOf(database, dialogueId)
    expect(balance).toMatchObject({ received: sent.length, addsUp: true })
    const [wrong] = await database.execute<Record<string, number>>(sql`
      select
        (select count(*) from opinions o join items i on i.id = o.item_id
          where o.dialogue_id = ${dialogueId} and o.state = 'received' and o.triage = 'kept' and i.state <> 'open')::int
          as asleep,
        (select count(*) from opinions o where o.dialogue_id = ${dialogueId} and (o.triage = 'kept') <> (o.item_id is not null))::int
          as homeless,
        (select count(*) from items i where i.dialogue_id = ${dialogueId} and i.opinion_count <> (
          select count(*) from opinions o where o.item_id = i.id and o.state = 'received' and o.triage = 'kept'))::int
          as miscounted,
        (select count(*) from item_supports s join items i on i.id = s.item_id
          where i.dialogue_id = ${dialogueId} and i.state = 'merged')::int as lost_supports,
        (select count(*) from items i where i.dialogue_id = ${dialogueId} and i.support_count <> (
          select count(distinct s.resident_id) from item_supports s where s.item_id = i.id and not exists (
            select 1 from opinions o join opinion_authors a on a.opinion_id = o.id
            where o.item_id = i.id and o.state = 'received' and o.triage = 'kept' and a.resident_id = s.resident_id)))::int
          as wrong_supports`)
    expect(wrong).toEqual({ asleep: 0, homeless: 0, miscounted: 0, lost_supports: 0, wrong_supports: 0 })
  }

  for (let at = 0; at < 12; at += 1) await handIn()
  for (let round = 0; round < rounds; round += 1) {
    stage.house.clock.advance(1_000)
    await Promise.all([attempt(0), attempt(1)])
    await check()
  }
  for (const one of sent) {
    const [row] = await database.execute<{ state: string }>(sql`select state from opinions where id = ${one.id}`)
    expect(row?.state === 'erased').toBe(gone.has(one.id))
    if (row?.state === 'received') expect(await stage.words(one.id)).toEqual([one.words])
  }
  return { done, refused }
}

describe('whatever is joined, parted, objected to, withdrawn, erased and refused, by two at once', () => {
  test.each([7, 2026, 4711])(
    'no opinion, word or support is lost, and the balance adds up (seed %i)',
    async (seed) => {
      const { done, refused } = await walk(seed, 80)
      expect(done).toBeGreaterThan(60)
      expect(refused).toBeGreaterThan(5)
    },
    120_000,
  )
})
