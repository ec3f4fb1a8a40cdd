import { and, asc, eq, gt, inArray, isNotNull, ne, not, or, sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../../database/index.ts'
import { dialogues } from '../../database/tables/dialogues.ts'
import { opinionAuthors, opinions, triageLooks } from '../../database/tables/questions.ts'
import { residents } from '../../database/tables/residents.ts'
import { units } from '../../database/tables/units.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { GuardMark, OpinionClass } from '../opinion.ts'
import { readQuestion, type Question } from '../question-views.ts'

export type QueueFilter = {
  readonly dialogueId?: string
  readonly unitId?: string
  readonly opinionClass?: OpinionClass
  /** Only what the guard or a rule has marked, or what presses. */
  readonly marked?: boolean
}

/** An opinion that waits, as the officer decides on it. */
export type Waiting = Question & {
  readonly unitPath: readonly string[]
  readonly dialogueTitle: string | null
  readonly guardMark: GuardMark | null
  readonly pressing: 'danger' | 'sensitive' | null
  readonly statedClass: OpinionClass | null
  readonly version: number
  /** Whether its author can be told and muted: known to the house, though to no reader. */
  readonly hasAuthor: boolean
  readonly isMuted: boolean
}

/** Another officer who has had it open for less than this is not disturbed. */
export const lookMs = 60_000

const countedMax = 1_000

const isMarked = (): SQL | undefined =>
  or(isNotNull(opinions.guardMark), isNotNull(opinions.pressing), isNotNull(opinions.heldWhy))

const waiting = (unitIds: readonly string[], filter: QueueFilter): SQL | undefined =>
  and(
    eq(opinions.triage, 'waiting'),
    eq(opinions.state, 'received'),
    // An opinion of an unknown unit is nobody's: it has no path.
    sql`${units.path} && ${arrayLiteral(unitIds)}::text[]`,
    filter.dialogueId === undefined ? undefined : eq(opinions.dialogueId, filter.dialogueId),
    filter.unitId === undefined ? undefined : sql`${units.path} @> array[${filter.unitId}]::text[]`,
    filter.opinionClass === undefined ? undefined : eq(opinions.opinionClass, filter.opinionClass),
    filter.marked === true ? isMarked() : undefined,
  )

/** Danger first, then what has to be looked at with care, then by age. */
const rank = sql`case
  when ${opinions.guardMark} = 'emergency' or ${opinions.pressing} = 'danger' then 0
  when ${opinions.guardMark} is not null or ${opinions.pressing} = 'sensitive' then 1
  else 2 end`

/** How many wait; 1,000 stands for more. */
export const countWaiting = async (
  database: Queryable,
  unitIds: readonly string[],
  filter: QueueFilter = {},
): Promise<number> => {
  const some = database
    .select({ id: opinions.id })
    .from(opinions)
    .innerJoin(units, eq(units.id, opinions.unitId))
    .where(waiting(unitIds, filter))
    .limit(countedMax)
    .as('some')
  const [row] = await database.select({ n: sql<number>`count(*)::int` }).from(some)
  return row?.n ?? 0
}

export type NextWaiting = {
  /** Units on which the officer works; what lies below them belongs to it. */
  readonly unitIds: readonly string[]
  readonly filter?: QueueFilter
  /** Left for later by this officer. */
  readonly skipped?: readonly string[]
  readonly officerId: string
  readonly now: Date
}

/**
 * The next one to decide on: what presses first, then the oldest, and what another officer has open now only when
 * nothing else is left.
 */
export const nextWaitingId = async (database: Queryable, input: NextWaiting): Promise<string | undefined> => {
  const since = new Date(input.now.getTime() - lookMs)
  const skipped = input.skipped ?? []
  const [row] = await database
    .select({ id: opinions.id })
    .from(opinions)
    .innerJoin(units, eq(units.id, opinions.unitId))
    .leftJoin(
      triageLooks,
      and(
        eq(triageLooks.opinionId, opinions.id),
        ne(triageLooks.officerId, input.officerId),
        gt(triageLooks.at, since),
      ),
    )
    .where(
      and(
        waiting(input.unitIds, input.filter ?? {}),
        skipped.length === 0 ? undefined : not(inArray(opinions.id, [...skipped])),
      ),
    )
    .orderBy(sql`${triageLooks.opinionId} is not null`, rank, asc(opinions.receivedAt), asc(opinions.id))
    .limit(1)
  return row?.id
}

/** One opinion with what triage needs to know of it; whether or not it still waits. */
export const readWaiting = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly id: string; readonly reader: Actor; readonly now: Date },
): Promise<Waiting | undefined> => {
  const question = await readQuestion(database, keyring, input)
  if (!question) return undefined
  const [row] = await database
    .select({
      opinion: opinions,
      path: units.path,
      dialogueTitle: dialogues.title,
      authorId: opinionAuthors.residentId,
      mutedUntil: residents.mutedUntil,
    })
    .from(opinions)
    .leftJoin(units, eq(units.id, opinions.unitId))
    .leftJoin(dialogues, eq(dialogues.id, opinions.dialogueId))
    .leftJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .leftJoin(residents, eq(residents.id, opinionAuthors.residentId))
    .where(eq(opinions.id, input.id))
  if (!row) return undefined
  const { opinion } = row
  return {
    ...question,
    unitPath: row.path ?? [opinion.unitId],
    dialogueTitle: row.dialogueTitle,
    guardMark: opinion.guardMark as GuardMark | null,
    pressing: opinion.pressing as Waiting['pressing'],
    statedClass: opinion.statedClass as OpinionClass | null,
    version: opinion.version,
    hasAuthor: row.authorId !== null,
    isMuted: row.mutedUntil !== null && row.mutedUntil > input.now,
  }
}
