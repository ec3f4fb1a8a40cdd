import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** Where every wording of a collection has gone, each counted once (domain rule of the balance). */
export type CollectionBalance = {
  readonly received: number
  /** By an answer to a matter that holds nothing else. */
  readonly answeredAlone: number
  /** By an answer to a matter that they were joined in. */
  readonly answeredJoined: number
  /** Handed over and not come back, or answered by naming who decides on it. */
  readonly transferred: number
  /** Each with a reason that its author got. */
  readonly refused: number
  readonly withdrawn: number
  readonly erased: number
  readonly pending: number
  /** Who asks the same without words of their own: beside the balance, never in it. */
  readonly supports: number
  /** Of the received, those said on an opinion form: their leaves stand in the log of the form. */
  readonly fromForms: number
  /** Leaves of opinions in the log of the collection, with and without a place. */
  readonly leaves: number
  /** What does not fit; empty where a report may be issued. */
  readonly faults: readonly ('parts' | 'items' | 'leaves')[]
}

/** What was collected: for a session, or as ongoing opinions of a unit and its villages and groups in a period. */
export type Collection =
  | { readonly dialogueId: string }
  | { readonly ongoingOf: string; readonly from: Date; readonly until: Date }

/** The opinions `o` of a collection. */
export const collected = (of: Collection): SQL =>
  'dialogueId' in of
    ? sql`o.dialogue_id = ${of.dialogueId}::uuid`
    : sql`o.dialogue_id is null and o.received_at >= ${of.from.toISOString()}::timestamptz
        and o.received_at < ${of.until.toISOString()}::timestamptz and o.unit_id in (
          select id from units where id = ${of.ongoingOf} or (parent_id = ${of.ongoingOf} and level = 'group'))`

type Group = { readonly state: string; readonly triage: string; readonly fate: string | null; readonly n: number }

/** The matter `i`, or one that was joined with it, was handed over and has not come back. */
const isHandedOver = sql`exists (
  select 1 from handover_items x join items m on m.id = x.item_id and (m.id = i.id or m.merged_into = i.id)
  join handovers h on h.id = x.handover_id and h.state in ('sent', 'received', 'done'))`

/** How many opinions stand where; `fate` is what became of the matter that a kept one belongs to. */
const groupsOf = async (database: Queryable, of: Collection): Promise<readonly Group[]> =>
  await database.execute<Group>(sql`
    with wanted as materialized (select o.state, o.triage, o.item_id from opinions o where ${collected(of)}),
    fates as (
      select i.id, case
        when a.id is null or exists (select 1 from item_reopenings r where r.answer_id = a.id)
          then case when ${isHandedOver} then 'transferred' else 'open' end
        when a.decision = 'transferred' then 'transferred'
        when i.opinion_count > 1 then 'joined' else 'alone' end as fate
      from items i left join lateral (
        select n.id, n.decision from item_answers n
        where n.item_id = i.id and n.state = 'approved' order by n.seq desc limit 1) a on true
      where i.id in (select item_id from wanted)
    )
    select s.state, s.triage, f.fate, count(*)::int as n from wanted s left join fates f on f.id = s.item_id
    group by s.state, s.triage, f.fate`)

export type BalanceParts = Omit<CollectionBalance, 'supports' | 'fromForms' | 'leaves' | 'faults'>

/** Where each wording of a collection stands now. */
export const balanceParts = async (database: Queryable, of: Collection): Promise<BalanceParts> => {
  const groups = await groupsOf(database, of)
  const sum = (fits: (group: Group) => boolean): number =>
    groups.reduce((total, group) => total + (fits(group) ? group.n : 0), 0)
  const kept = (fate: string): number =>
    sum((group) => group.state === 'received' && group.triage === 'kept' && group.fate === fate)
  return {
    received: sum(() => true),
    answeredAlone: kept('alone'),
    answeredJoined: kept('joined'),
    transferred: kept('transferred'),
    refused: sum(({ state, triage }) => state === 'received' && triage === 'refused'),
    withdrawn: sum(({ state }) => state === 'withdrawn'),
    erased: sum(({ state }) => state === 'erased'),
    pending: sum(({ state, triage }) => state === 'received' && triage === 'waiting') + kept('open'),
  }
}

/** Whether the parts make the whole. */
export const addsUp = ({ received, ...parts }: BalanceParts): boolean =>
  Object.values(parts).reduce((total, part) => total + part, 0) === received

const leavesOf = async (database: Queryable, dialogueId: string): Promise<number> => {
  const [row] = await database.execute<{ n: string }>(sql`
    select (select count(*) from receipt_leaves l where l.log_id = g.id and l.kind = 'opinion')
      + (select count(*) from receipt_waiting w where w.log_id = g.id and w.kind = 'opinion') as n
    from receipt_logs g where g.dialogue_id = ${dialogueId}::uuid`)
  return Number(row?.n ?? 0)
}

/**
 * The balance of what a session collected. Three ways are held against each other: where each wording stands now, what
 * the matters count themselves, and how many leaves its log of receipts has.
 */
export const collectionBalance = async (database: Queryable, dialogueId: string): Promise<CollectionBalance> => {
  const parts = await balanceParts(database, { dialogueId })
  const [counted] = await database.execute<{ opinions: number; supports: number }>(sql`
    select coalesce(sum(opinion_count), 0)::int as opinions, coalesce(sum(support_count), 0)::int as supports
    from items where dialogue_id = ${dialogueId}::uuid`)
  const [beside] = await database.execute<{ forms: number; kept: number }>(sql`
    select (count(*) filter (where channel = 'form'))::int as forms,
      (count(*) filter (where state = 'received' and triage = 'kept' and item_id is not null))::int as kept
    from opinions where dialogue_id = ${dialogueId}::uuid`)
  const leaves = await leavesOf(database, dialogueId)
  const fromForms = beside?.forms ?? 0
  return {
    ...parts,
    supports: counted?.supports ?? 0,
    fromForms,
    leaves,
    faults: [
      ...(addsUp(parts) ? [] : (['parts'] as const)),
      ...((counted?.opinions ?? 0) === (beside?.kept ?? 0) ? [] : (['items'] as const)),
      ...(leaves === parts.received - fromForms ? [] : (['leaves'] as const)),
    ],
  }
}
