import { and, count, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { diversions, items, opinions } from '../database/tables/questions.ts'
import { units } from '../database/tables/units.ts'
import { opinionClasses, type OpinionClass, type OpinionState, type TriageState } from './opinion.ts'
import { belongsTo, type QuestionsOf } from './question-views.ts'
import { diversionKinds, type Diversion } from './guard.ts'
import { tallies, type Tally } from './tally-views.ts'

export type QuestionCounts = {
  /** In the list now: neither withdrawn nor erased nor held. */
  readonly listed: number
  readonly held: number
  readonly byClass: Readonly<Record<OpinionClass, number>>
  /** Listed ones on which nobody has decided yet. */
  readonly waiting: number
}

const filled = <Key extends string>(
  keys: readonly Key[],
  rows: readonly { readonly key: string; readonly n: number }[],
): Record<Key, number> => {
  const found = new Map(rows.map((row) => [row.key, row.n]))
  return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? 0])) as Record<Key, number>
}

const sumOf = (some: readonly Tally[]): number => some.reduce((total, row) => total + row.count, 0)

/** What a list and the figures beside it show, from the tallies of a unit or a session. */
export const countsFrom = (rows: readonly Tally[]): QuestionCounts => {
  const received = rows.filter((row) => row.state === 'received')
  const listed = received.filter((row) => !row.isHeld)
  const byClass = [...Map.groupBy(listed, (row) => row.opinionClass)]
  return {
    listed: sumOf(listed),
    held: sumOf(received) - sumOf(listed),
    byClass: filled(
      opinionClasses,
      byClass.map(([key, group]) => ({ key, n: sumOf(group) })),
    ),
    waiting: sumOf(listed.filter((row) => row.triage === 'waiting')),
  }
}

/** Counts for an officer's page: by class of what stands in the list, and how much waits for a look. */
export const countQuestions = async (database: Queryable, of: QuestionsOf): Promise<QuestionCounts> => {
  const id = 'dialogueId' in of ? of.dialogueId : (of.unitPath.at(-1) ?? '')
  const found = await tallies(database, 'dialogueId' in of ? { dialogueIds: [id] } : { unitIds: [id] })
  return countsFrom(found.get(id) ?? [])
}

export type Balance = {
  readonly received: number
  readonly withdrawn: number
  readonly erased: number
  /** Not taken in, each with a reason that its author got. */
  readonly refused: number
  /** Neither answered nor gone: those that wait for a decision, held ones among them, and those that are worked on. */
  readonly pending: number
  /** Of the pending: those that stand in one matter with others. Counted as wordings, never by their matters. */
  readonly merged: number
  /** Of the pending: those that are a matter of their own. */
  readonly alone: number
  /** Who supports a matter without words of their own: beside the balance, never in it. */
  readonly supports: number
  readonly addsUp: boolean
}

/**
 * The balance of a collection, each wording counted once, whatever is joined with what; held against what its matters
 * count themselves. No report is issued from one that does not add up.
 */
export const balanceOf = async (database: Queryable, dialogueId: string): Promise<Balance> => {
  const rows = await database
    .select({
      state: opinions.state,
      triage: opinions.triage,
      isJoined: sql<boolean>`coalesce(${items.opinionCount} > 1, false)`,
      n: count(),
    })
    .from(opinions)
    .leftJoin(items, eq(items.id, opinions.itemId))
    .where(eq(opinions.dialogueId, dialogueId))
    .groupBy(opinions.state, opinions.triage, sql`3`)
  const [total] = await database.select({ n: count() }).from(opinions).where(eq(opinions.dialogueId, dialogueId))
  const [matters] = await database
    .select({
      opinions: sql<number>`coalesce(sum(${items.opinionCount}), 0)::int`,
      supports: sql<number>`coalesce(sum(${items.supportCount}), 0)::int`,
    })
    .from(items)
    .where(eq(items.dialogueId, dialogueId))
  const sum = (fits: (row: (typeof rows)[number]) => boolean): number =>
    rows.reduce((all, row) => all + (fits(row) ? row.n : 0), 0)
  const of = (state: OpinionState, triage?: TriageState): number =>
    sum((row) => row.state === state && (triage === undefined || row.triage === triage))
  const [withdrawn, erased, refused] = [of('withdrawn'), of('erased'), of('received', 'refused')]
  const kept = of('received', 'kept')
  const merged = sum((row) => row.state === 'received' && row.triage === 'kept' && row.isJoined)
  const pending = of('received', 'waiting') + kept
  const received = total?.n ?? 0
  return {
    received,
    withdrawn,
    erased,
    refused,
    pending,
    merged,
    alone: kept - merged,
    supports: matters?.supports ?? 0,
    addsUp: received === withdrawn + erased + refused + pending && kept === (matters?.opinions ?? 0),
  }
}

/** How often a unit's residents were shown another door, from one day to another (both included, `YYYY-MM-DD`). */
export const countDiversions = async (
  database: Queryable,
  input: { readonly unitPath: readonly string[]; readonly from: string; readonly until: string },
): Promise<Readonly<Record<Diversion, number>>> => {
  const rows = await database
    .select({ key: diversions.kind, n: sql<number>`sum(${diversions.count})::int` })
    .from(diversions)
    .innerJoin(units, eq(units.id, diversions.unitId))
    .where(
      and(
        belongsTo({ unitPath: input.unitPath }),
        sql`${diversions.day} between ${input.from}::date and ${input.until}::date`,
      ),
    )
    .groupBy(diversions.kind)
  return filled(diversionKinds, rows)
}
