import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'

// What the operator's check reads, in pages of a stable order.

const pageSize = 2_000

export type LeafRow = { readonly position: number; readonly hash: Buffer; readonly kind: string }

export const logIds = async (database: Queryable): Promise<readonly string[]> =>
  (await database.execute<{ id: string }>(sql`select id from receipt_logs order by id`)).map(({ id }) => id)

export const leavesFrom = async function* (database: Queryable, logId: string): AsyncGenerator<LeafRow> {
  for (let after = -1; ;) {
    const rows = await database.execute<{ position: string; hash: Buffer; kind: string }>(sql`
      select position, hash, kind from receipt_leaves
      where log_id = ${logId}::uuid and position > ${after} order by position limit ${pageSize}`)
    for (const { position, hash, kind } of rows) yield { position: Number(position), hash, kind }
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = Number(last.position)
  }
}

/** Nodes at these places as they are stored; null for one that is not there. */
export const storedNodes = async (
  database: Queryable,
  logId: string,
  nodes: readonly { readonly level: number; readonly index: number }[],
): Promise<readonly (Buffer | null)[]> => {
  if (nodes.length === 0) return []
  const rows = await database.execute<{ hash: Buffer | null }>(sql`
    select m.hash from unnest(${arrayLiteral(nodes.map(({ level }) => level))}::smallint[],
      ${arrayLiteral(nodes.map(({ index }) => index))}::bigint[]) with ordinality as n(level, index, at)
    left join receipt_nodes m on m.log_id = ${logId}::uuid and m.level = n.level and m.index = n.index
    order by n.at`)
  return rows.map(({ hash }) => hash)
}

/** The roots of a log as the audit noted them, by closing. */
export const auditedRoots = async (database: Queryable, logId: string): Promise<ReadonlyMap<number, string>> => {
  const rows = await database.execute<{ seq: number; root: string }>(sql`
    select (details ->> 'seq')::int as seq, details ->> 'root' as root from audit_entries
    where subject_kind = 'receipt_log' and subject_id = ${logId} and action = 'receipts.closed'`)
  return new Map(rows.map(({ seq, root }) => [seq, root]))
}

/** Which of these hashes are in a log or wait for one. */
export const knownHashes = async (database: Queryable, hashes: readonly Buffer[]): Promise<ReadonlySet<string>> => {
  if (hashes.length === 0) return new Set()
  const list = sql`${arrayLiteral(hashes)}::bytea[]`
  const rows = await database.execute<{ hash: Buffer }>(sql`
    select hash from receipt_leaves where hash = any(${list})
    union all select hash from receipt_waiting where hash = any(${list})`)
  return new Set(rows.map(({ hash }) => hash.toString('hex')))
}

/** Of these leaves those that an erasure or a mended paper has released. */
export const releasedHashes = async (database: Queryable, hashes: readonly Buffer[]): Promise<ReadonlySet<string>> => {
  if (hashes.length === 0) return new Set()
  const list = sql`${arrayLiteral(hashes)}::bytea[]`
  const rows = await database.execute<{ hash: Buffer }>(sql`
    select hash from receipt_releases where hash = any(${list})`)
  return new Set(rows.map(({ hash }) => hash.toString('hex')))
}

export type SaltedOpinion = {
  readonly id: string
  readonly wording: number
  readonly hash: Buffer
  readonly kind: 'opinion' | 'correction'
  readonly salt: Buffer | null
  readonly words: Buffer | null
  /** Null where the opinion itself is gone. */
  readonly state: string | null
}

export const saltedOpinions = async function* (database: Queryable): AsyncGenerator<readonly SaltedOpinion[]> {
  for (let after = { id: '00000000-0000-0000-0000-000000000000', wording: -1 }; ;) {
    const rows = await database.execute<SaltedOpinion>(sql`
      select s.subject_id as id, s.wording, s.hash, s.kind, s.salt, w.text as words, o.state
      from receipt_salts s left join opinions o on o.id = s.subject_id
      left join opinion_wordings w on w.opinion_id = s.subject_id and w.seq = s.wording
      where s.subject_kind = 'opinion' and (s.subject_id, s.wording) > (${after.id}::uuid, ${after.wording}::int)
      order by s.subject_id, s.wording limit ${pageSize}`)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last
  }
}

export type SaltedRequest = {
  readonly id: string
  readonly hash: Buffer
  readonly salt: Buffer | null
  readonly words: Buffer | null
  readonly isThere: boolean
}

export const saltedRequests = async function* (database: Queryable): AsyncGenerator<readonly SaltedRequest[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.execute<SaltedRequest>(sql`
      select s.subject_id as id, s.hash, s.salt, r.words, r.id is not null as "isThere"
      from receipt_salts s left join dialogue_requests r on r.id = s.subject_id
      where s.subject_kind = 'request' and s.subject_id > ${after}::uuid order by s.subject_id limit ${pageSize}`)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}

export type FormAnswerRow = {
  readonly id: string
  readonly version: number
  readonly answers: object
  readonly code: string
  readonly salt: Buffer
}

export const formAnswersFrom = async function* (database: Queryable): AsyncGenerator<readonly FormAnswerRow[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.execute<FormAnswerRow>(sql`
      select id, version, answers, code, salt from form_answers where id > ${after}::uuid order by id limit ${pageSize}`)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}

export type FormWordsRow = {
  readonly id: string
  readonly question: string
  readonly words: Buffer | null
  readonly salt: Buffer
  /** The opinion that was made of them, with its first wording. */
  readonly opinionId: string | null
  readonly copy: Buffer | null
}

export const formWordsFrom = async function* (database: Queryable): AsyncGenerator<readonly FormWordsRow[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.execute<FormWordsRow>(sql`
      select f.id, f.question, f.words, f.salt, f.opinion_id as "opinionId", w.text as copy
      from form_words f left join opinion_wordings w on w.opinion_id = f.opinion_id and w.seq = 1
      where f.salt is not null and f.id > ${after}::uuid order by f.id limit ${pageSize}`)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}

/** Of the waiting leaves all hashes. Those of a day, or of an open form. */
export const waitingFrom = async function* (database: Queryable): AsyncGenerator<readonly Buffer[]> {
  for (let after: Buffer = Buffer.alloc(0); ;) {
    const rows = await database.execute<{ hash: Buffer }>(sql`
      select hash from receipt_waiting where hash > ${after} order by hash limit ${pageSize}`)
    if (rows.length > 0) yield rows.map(({ hash }) => hash)
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.hash
  }
}

/** What was handed in and has no leaf at all: wordings of opinions, files without words, requests. */
export const withoutLeaf = async (
  database: Queryable,
  limit: number,
): Promise<readonly { readonly kind: 'opinion' | 'request'; readonly id: string }[]> =>
  await database.execute(sql`
    select * from (
      select 'opinion' as kind, o.id from opinions o
      where o.state <> 'erased' and o.channel <> 'form' and not exists (
        select 1 from receipt_salts s where s.subject_kind = 'opinion' and s.subject_id = o.id and s.wording <= 1)
      union
      select 'opinion', w.opinion_id from opinion_wordings w join opinions o on o.id = w.opinion_id
      where not (o.channel = 'form' and w.seq = 1) and not exists (
        select 1 from receipt_salts s
        where s.subject_kind = 'opinion' and s.subject_id = w.opinion_id and s.wording = w.seq)
      union all
      select 'request', r.id from dialogue_requests r
      where r.words is not null and not exists (
        select 1 from receipt_salts s where s.subject_kind = 'request' and s.subject_id = r.id)
    ) a order by kind, id limit ${limit}`)
