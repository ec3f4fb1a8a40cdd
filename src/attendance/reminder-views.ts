import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { AttendAnswer } from './attendance.ts'

/** Somebody who may be reminded of a session. */
export type Concerned = {
  readonly residentId: string
  /** Their oldest chat, by which the ways to them are looked up; null for none. */
  readonly anchor: number | null
  /** Null for who only asked something for the session. */
  readonly answer: AttendAnswer | null
  readonly companions: number
  readonly place: 'seat' | 'waiting' | null
  readonly code: string | null
}

export type ConcernedRow = {
  resident_id: string
  anchor: string | null
  answer: AttendAnswer | null
  companions: number | null
  place: 'seat' | 'waiting' | null
  code: string | null
}

export const asConcerned = (row: ConcernedRow): Concerned => ({
  residentId: row.resident_id,
  anchor: row.anchor === null ? null : Number(row.anchor),
  answer: row.answer,
  companions: row.companions ?? 0,
  place: row.place,
  code: row.code,
})

/** Who said that they come or perhaps, and who asked something for the session and did not say no; since when. */
const people = (dialogueId: string): SQL => sql`
  select a.resident_id, a.answer, a.companions, a.place, a.code, a.answered_at as since, a.moved_up_at from attendances a
  where a.dialogue_id = ${dialogueId}::uuid and a.answer <> 'no' and a.resident_id is not null
  union all
  select w.resident_id, null, null, null, null, min(o.received_at), null from opinions o
  join opinion_authors w on w.opinion_id = o.id
  where o.dialogue_id = ${dialogueId}::uuid and o.state = 'received'
    and not exists (select 1 from attendances a where a.dialogue_id = ${dialogueId}::uuid and a.resident_id = w.resident_id)
  group by w.resident_id`

/** They consented to notices, stopped none, and are not held back. */
export const mayBeWrittenTo = (now: Date): SQL => sql`
  r.notices_stopped_at is null and (r.muted_until is null or r.muted_until <= ${now.toISOString()}::timestamptz)
  and (select c.state from consents c where c.resident_id = r.id and c.purpose = 'notices'
    order by c.at desc, c.id desc limit 1) = 'given'`

// Sent, or perhaps sent, or under way at this moment: those get a change by the broadcast that follows it.
const gotTheNotice = (dialogueId: string): SQL => sql`exists (
  select 1 from broadcasts b join contacts k on k.resident_id = p.resident_id
  join broadcast_recipients t on t.broadcast_id = b.id and t.chat_id = k.chat_id
  where b.dialogue_id = ${dialogueId}::uuid and b.kind = 'announcement' and b.approved_at is not null and (
    exists (select 1 from outbox_history h where h.chat_id = k.chat_id and h.finished_at >= b.approved_at
      and h.ref = 'broadcast:' || b.id and h.outcome in ('sent', 'uncertain'))
    or exists (select 1 from outbox o where o.chat_id = k.chat_id and o.ref = 'broadcast:' || b.id
      and (o.state = 'attempting' or o.uncertain))))`

/** A notice of the session was put in line for them since: it says all that a reminder would. */
export const noticeSince = (dialogueId: string, resident: SQL, since: SQL): SQL => sql`exists (
  select 1 from broadcasts b join contacts k on k.resident_id = ${resident}
  where b.dialogue_id = ${dialogueId}::uuid and b.approved_at is not null
    and b.kind in ('announcement', 'change', 'cancellation') and (
      exists (select 1 from outbox o where o.chat_id = k.chat_id and o.ref = 'broadcast:' || b.id and o.created_at >= ${since})
      or exists (select 1 from outbox_history h where h.chat_id = k.chat_id and h.finished_at >= ${since}
        and h.created_at >= ${since} and h.ref = 'broadcast:' || b.id and h.outcome in ('sent', 'uncertain'))))`

export type Telling = {
  readonly dialogueId: string
  /** Without those who were told of it; null where another mark keeps from telling twice. */
  readonly fact: string | null
  /** Only who answered or asked before this moment: the others knew it then. */
  readonly since: Date
  readonly now: Date
  readonly limit: number
  /** Without those whom the broadcast of a change or cancellation, approved at this moment, reaches. */
  readonly besidesBroadcast?: Date
  /** Only those who moved up from the waiting list. */
  readonly movedUp?: boolean
}

/** The next people who are to be told a fact and have not been told yet. */
export const peopleToTell = async (db: Queryable, telling: Telling): Promise<Concerned[]> => {
  const { dialogueId, fact, since, now, limit } = telling
  const rows = await db.execute<ConcernedRow>(sql`
    select p.resident_id, p.answer, p.companions, p.place, p.code,
      (select min(k.chat_id) from contacts k where k.resident_id = p.resident_id) as anchor from (${people(dialogueId)}) p
    join residents r on r.id = p.resident_id
    where p.since < ${since.toISOString()}::timestamptz and ${mayBeWrittenTo(now)}
      ${
        fact === null
          ? sql``
          : sql`and not exists (select 1 from attendance_reminders m where m.dialogue_id = ${dialogueId}::uuid
              and m.resident_id = p.resident_id and m.fact = ${fact})`
      }
      ${
        telling.besidesBroadcast
          ? sql`and not ${gotTheNotice(dialogueId)} and not ${noticeSince(dialogueId, sql`p.resident_id`, sql`${telling.besidesBroadcast.toISOString()}::timestamptz`)}`
          : sql``
      }
      ${telling.movedUp ? sql`and p.place = 'seat' and p.moved_up_at is not null` : sql``}
    order by p.resident_id limit ${limit}`)
  return rows.map(asConcerned)
}

/** A change or cancellation that people are being told of, the newest of its session. */
export type ToldChange = {
  readonly broadcastId: string
  readonly dialogueId: string
  readonly kind: 'change' | 'cancellation'
  readonly approvedAt: Date
}

/** Changes of day, hour or place, and cancellations, that were approved since; of each session the last word. */
export const recentChanges = async (db: Queryable, since: Date): Promise<ToldChange[]> => {
  const rows = await db.execute<{ id: string; dialogue_id: string; kind: ToldChange['kind']; approved_at: string }>(sql`
    select distinct on (b.dialogue_id) b.id, b.dialogue_id, b.kind, b.approved_at from broadcasts b
    where b.kind in ('change', 'cancellation') and b.approved_at > ${since.toISOString()}::timestamptz
      and (b.kind = 'cancellation' or exists (select 1 from unnest(array['startsAt', 'place', 'mode', 'joinUrl']) as f(name)
        where b.facts -> f.name is distinct from b.former_facts -> f.name))
    order by b.dialogue_id, b.approved_at desc, b.id desc`)
  return rows.map((row) => ({
    broadcastId: row.id,
    dialogueId: row.dialogue_id,
    kind: row.kind,
    approvedAt: new Date(row.approved_at),
  }))
}

/** Whether what officers approved last for a session may cost something: they saw what it comes to. */
export const mayCostFor = async (db: Queryable, dialogueId: string): Promise<boolean> => {
  const [row] = await db.execute<{ may_cost: boolean }>(sql`
    select may_cost from broadcasts where dialogue_id = ${dialogueId}::uuid and approved_at is not null
      and kind in ('announcement', 'change', 'cancellation') order by approved_at desc, id desc limit 1`)
  return row?.may_cost ?? false
}

/** Announced sessions that begin within a span, by the record or by what people were told: ids only. */
export const sessionsBetween = async (db: Queryable, from: Date, until: Date): Promise<string[]> => {
  const [after, before] = [from.toISOString(), until.toISOString()]
  const rows = await db.execute<{ id: string }>(sql`
    select id from dialogues where state = 'announced' and told is not null
      and (told -> 'facts' ->> 'startsAt')::timestamptz between ${after}::timestamptz and ${before}::timestamptz
      and starts_at > ${after}::timestamptz - interval '60 days' order by starts_at, id`)
  return rows.map((row) => row.id)
}

/** Sessions with somebody in the waiting list, and with somebody who moved up lately. */
export const sessionsWithMoves = async (db: Queryable, since: Date): Promise<string[]> => {
  const rows = await db.execute<{ dialogue_id: string }>(sql`
    select distinct a.dialogue_id from attendances a join dialogues d on d.id = a.dialogue_id and d.state = 'announced'
    where a.place = 'waiting' or a.moved_up_at > ${since.toISOString()}::timestamptz order by a.dialogue_id`)
  return rows.map((row) => row.dialogue_id)
}
