import { eq, sql } from 'drizzle-orm'
import { answeredItems } from '../answers/index.ts'
import type { Queryable } from '../database/index.ts'
import { items, opinions } from '../database/tables/questions.ts'

/** Where every wording of a collection has gone, each counted once (domain rule of the balance). */
export type CollectionBalance = {
  readonly received: number
  /** By an answer to a matter that holds nothing else. */
  readonly answeredAlone: number
  /** By an answer to a matter that they were joined in. */
  readonly answeredJoined: number
  /** Answered by naming who decides on it. */
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

type Group = { readonly state: string; readonly triage: string; readonly itemId: string | null; readonly n: number }

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
  const ofDialogue = eq(opinions.dialogueId, dialogueId)
  const groups: readonly Group[] = await database
    .select({
      state: opinions.state,
      triage: opinions.triage,
      itemId: opinions.itemId,
      n: sql<number>`count(*)::int`,
    })
    .from(opinions)
    .where(ofDialogue)
    .groupBy(opinions.state, opinions.triage, opinions.itemId)
  const counted = await database
    .select({ id: items.id, opinions: items.opinionCount, supports: items.supportCount })
    .from(items)
    .where(eq(items.dialogueId, dialogueId))
  const [all] = await database
    .select({
      received: sql<number>`count(*)::int`,
      fromForms: sql<number>`(count(*) filter (where ${opinions.channel} = 'form'))::int`,
    })
    .from(opinions)
    .where(ofDialogue)
  const { received = 0, fromForms = 0 } = all ?? {}
  const sum = (fits: (group: Group) => boolean): number =>
    groups.reduce((total, group) => total + (fits(group) ? group.n : 0), 0)
  const isKept = ({ state, triage, itemId }: Group): boolean =>
    state === 'received' && triage === 'kept' && itemId !== null
  const answers = await answeredItems(
    database,
    counted.map(({ id }) => id),
  )
  const sizes = new Map(counted.map(({ id, opinions: size }) => [id, size]))
  const fate = ({ itemId }: Group): 'alone' | 'joined' | 'transferred' | 'open' => {
    const answer = answers.get(itemId ?? '')
    if (!answer || answer.isReopened) return 'open'
    if (answer.decision === 'transferred') return 'transferred'
    return (sizes.get(itemId ?? '') ?? 0) > 1 ? 'joined' : 'alone'
  }
  const parts = {
    answeredAlone: sum((group) => isKept(group) && fate(group) === 'alone'),
    answeredJoined: sum((group) => isKept(group) && fate(group) === 'joined'),
    transferred: sum((group) => isKept(group) && fate(group) === 'transferred'),
    refused: sum(({ state, triage }) => state === 'received' && triage === 'refused'),
    withdrawn: sum(({ state }) => state === 'withdrawn'),
    erased: sum(({ state }) => state === 'erased'),
    pending:
      sum(({ state, triage }) => state === 'received' && triage === 'waiting') +
      sum((group) => isKept(group) && fate(group) === 'open'),
  }
  const leaves = await leavesOf(database, dialogueId)
  const whole = Object.values(parts).reduce((total, part) => total + part, 0)
  const inItems = counted.reduce((total, { opinions: size }) => total + size, 0)
  return {
    received,
    ...parts,
    supports: counted.reduce((total, { supports }) => total + supports, 0),
    fromForms,
    leaves,
    faults: [
      ...(whole === received ? [] : (['parts'] as const)),
      ...(inItems === sum(isKept) ? [] : (['items'] as const)),
      ...(leaves === received - fromForms ? [] : (['leaves'] as const)),
    ],
  }
}
