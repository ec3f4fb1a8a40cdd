import { sql } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { refOf } from '../../broadcasts/index.ts'
import type { WayCounts } from './proof.ts'

export type Outcomes = {
  readonly ways: readonly WayCounts[]
  readonly firstSentAt: Date | null
  readonly lastSentAt: Date | null
}

// Blocked on the country's networks since 2025, so it never counts as the notice that the law asks for.
const unlawful = new Set(['telegram'])

/** What became of one broadcast's messages, by the way that was chosen for each person; counted, never listed. */
export const outcomesOf = async (db: Queryable, broadcastId: string): Promise<Outcomes> => {
  const ref = refOf(broadcastId)
  const rows = await db.execute<Record<string, string | null>>(sql`
    with last as (
      select distinct on (h.chat_id) h.chat_id, h.outcome, h.finished_at, h.seen_at
      from outbox_history h where h.ref = ${ref}
      order by h.chat_id, (h.outcome = 'sent') desc, h.finished_at desc
    )
    select r.way, count(*) as persons,
      count(*) filter (where l.outcome = 'sent') as sent,
      count(*) filter (where l.outcome = 'sent' and l.seen_at is not null) as seen,
      count(*) filter (where l.outcome = 'refused') as refused,
      count(*) filter (where l.outcome = 'unreachable') as unreachable,
      count(*) filter (where l.outcome = 'uncertain') as uncertain,
      min(l.finished_at) filter (where l.outcome = 'sent') as first_sent,
      max(l.finished_at) filter (where l.outcome = 'sent') as last_sent
    from broadcast_recipients r left join last l on l.chat_id = r.chat_id
    where r.broadcast_id = ${broadcastId}::uuid group by r.way order by r.way`)
  const ways = rows.map((row): WayCounts => {
    const count = (name: string): number => Number(row[name] ?? 0)
    const counts = {
      persons: count('persons'),
      sent: count('sent'),
      refused: count('refused'),
      unreachable: count('unreachable'),
      uncertain: count('uncertain'),
    }
    const { persons, sent, refused, unreachable, uncertain } = counts
    const way = row['way'] ?? ''
    const unsent = persons - sent - refused - unreachable - uncertain
    return { way, isLawful: !unlawful.has(way), ...counts, seen: count('seen'), unsent }
  })
  // A way that the law does not count makes no beginning of a notice either.
  const lawful = rows.filter((row) => !unlawful.has(row['way'] ?? ''))
  const moments = (name: string): Date[] => lawful.flatMap((row) => (row[name] ? [new Date(row[name])] : []))
  const [first] = moments('first_sent').toSorted((one, other) => Number(one) - Number(other))
  const last = moments('last_sent')
    .toSorted((one, other) => Number(one) - Number(other))
    .at(-1)
  return { ways, firstSentAt: first ?? null, lastSentAt: last ?? null }
}
