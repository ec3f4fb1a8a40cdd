import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

const pageSize = 1_000
const lowest = '00000000-0000-0000-0000-000000000000'

export type EarlierWording = {
  readonly id: string
  readonly unitId: string
  readonly dialogueId: string | null
  readonly code: Buffer | null
  readonly receivedAt: string
  /** 0 and no words where only files came. */
  readonly wording: number
  readonly words: Buffer | null
}

/** Every wording of every opinion that was not erased, those out of forms apart. */
export const earlierWordings = async function* (database: Queryable): AsyncGenerator<EarlierWording> {
  for (let after = { id: lowest, wording: -1 }; ;) {
    const rows = await database.execute<EarlierWording>(sql`
      select o.id, o.unit_id as "unitId", o.dialogue_id as "dialogueId", o.code, o.received_at as "receivedAt",
        coalesce(w.seq, 0) as wording, w.text as words
      from opinions o left join opinion_wordings w on w.opinion_id = o.id
      where o.state <> 'erased' and o.channel <> 'form'
        and (o.id, coalesce(w.seq, 0)) > (${after.id}::uuid, ${after.wording}::int)
      order by o.id, 6 limit ${pageSize}`)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last
  }
}

export type EarlierRequest = {
  readonly id: string
  readonly unitId: string
  readonly askedAt: string
  readonly words: Buffer
}

export const earlierRequests = async (database: Queryable): Promise<readonly EarlierRequest[]> =>
  await database.execute<EarlierRequest>(sql`
    select id, unit_id as "unitId", asked_at as "askedAt", words from dialogue_requests
    where words is not null order by id`)

export type EarlierAnswer = {
  readonly formId: string
  readonly unitId: string
  readonly version: number
  readonly answers: object
  readonly code: string
  readonly salt: Buffer
}

export const earlierAnswers = async function* (database: Queryable): AsyncGenerator<readonly EarlierAnswer[]> {
  for (let after = lowest; ;) {
    const rows = await database.execute<EarlierAnswer & { id: string }>(sql`
      select a.id, a.form_id as "formId", f.unit_id as "unitId", a.version, a.answers, a.code, a.salt
      from form_answers a join forms f on f.id = a.form_id
      where a.id > ${after}::uuid order by a.id limit ${pageSize}`)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}
