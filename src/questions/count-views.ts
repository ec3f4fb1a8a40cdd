import { and, count, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { diversions, opinions } from '../database/tables/questions.ts'
import { units } from '../database/tables/units.ts'
import {
  opinionChannels,
  opinionClasses,
  type OpinionChannel,
  type OpinionClass,
  type OpinionState,
} from './opinion.ts'
import { belongsTo, type QuestionsOf } from './question-views.ts'
import type { Diversion } from './guard.ts'

export type QuestionCounts = {
  /** In the list now: neither withdrawn nor erased nor held. */
  readonly listed: number
  readonly held: number
  readonly byClass: Readonly<Record<OpinionClass, number>>
  readonly byChannel: Readonly<Record<OpinionChannel, number>>
}

const filled = <Key extends string>(
  keys: readonly Key[],
  rows: readonly { readonly key: string; readonly n: number }[],
): Record<Key, number> => {
  const found = new Map(rows.map((row) => [row.key, row.n]))
  return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? 0])) as Record<Key, number>
}

/** Counts for an officer's page: by class and by channel of what stands in the list, and how much waits for a look. */
export const countQuestions = async (database: Queryable, of: QuestionsOf): Promise<QuestionCounts> => {
  const rows = await database
    .select({
      opinionClass: opinions.opinionClass,
      channel: opinions.channel,
      isHeld: sql<boolean>`${opinions.heldWhy} is not null`,
      n: count(),
    })
    .from(opinions)
    .leftJoin(units, eq(units.id, opinions.unitId))
    .where(and(belongsTo(of), eq(opinions.state, 'received')))
    .groupBy(opinions.opinionClass, opinions.channel, sql`${opinions.heldWhy} is not null`)
  const listed = rows.filter((row) => !row.isHeld)
  const sum = (some: readonly { readonly n: number }[]): number => some.reduce((total, row) => total + row.n, 0)
  const by = (key: 'opinionClass' | 'channel') =>
    [...Map.groupBy(listed, (row) => row[key])].map(([value, group]) => ({ key: value, n: sum(group) }))
  return {
    listed: sum(listed),
    held: sum(rows) - sum(listed),
    byClass: filled(opinionClasses, by('opinionClass')),
    byChannel: filled(opinionChannels, by('channel')),
  }
}

export type Balance = {
  readonly received: number
  readonly withdrawn: number
  readonly erased: number
  /** Nobody has decided on them yet, those that are held among them. */
  readonly pending: number
  readonly addsUp: boolean
}

/** The balance of a collection, each opinion counted once. No report is issued from one that does not add up. */
export const balanceOf = async (database: Queryable, dialogueId: string): Promise<Balance> => {
  const rows = await database
    .select({ state: opinions.state, n: count() })
    .from(opinions)
    .where(eq(opinions.dialogueId, dialogueId))
    .groupBy(opinions.state)
  const [total] = await database.select({ n: count() }).from(opinions).where(eq(opinions.dialogueId, dialogueId))
  const of = (state: OpinionState): number => rows.find((row) => row.state === state)?.n ?? 0
  const [received, withdrawn, erased, pending] = [total?.n ?? 0, of('withdrawn'), of('erased'), of('received')]
  return { received, withdrawn, erased, pending, addsUp: received === withdrawn + erased + pending }
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
  return filled(['complaint', 'denunciation', 'emergency'], rows)
}
