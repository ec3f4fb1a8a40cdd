import { and, eq, isNotNull, or, sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../../database/index.ts'
import { dialogues } from '../../database/tables/dialogues.ts'
import { opinionAuthors, opinions } from '../../database/tables/questions.ts'
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

/** Units at or below those of the officer, and of the filter, in which something waits. */
const waitingUnits = async (
  database: Queryable,
  unitIds: readonly string[],
  filter: QueueFilter,
): Promise<readonly string[]> => {
  const rows = await database.execute<{ id: string }>(sql`
    select u.id from units u where u.path && ${arrayLiteral(unitIds)}::text[]
      ${filter.unitId === undefined ? sql`` : sql`and u.path @> array[${filter.unitId}]::text[]`}
      and exists (select 1 from ${opinions}
        where opinions.unit_id = u.id and opinions.triage = 'waiting' and opinions.state = 'received')`)
  return rows.map(({ id }) => id)
}

const within = (unitIds: readonly string[]): SQL => sql`opinions.unit_id = any(${arrayLiteral(unitIds)}::text[])`

const waiting = (filter: QueueFilter): SQL =>
  and(
    // Written out, so that the index of what waits serves every plan.
    sql`opinions.triage = 'waiting' and opinions.state = 'received'`,
    filter.dialogueId === undefined ? undefined : eq(opinions.dialogueId, filter.dialogueId),
    filter.opinionClass === undefined ? undefined : eq(opinions.opinionClass, filter.opinionClass),
    filter.marked === true ? isMarked() : undefined,
  ) ?? sql`true`

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
  const [row] = await database.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from ${opinions} where ${within(await waitingUnits(database, unitIds, filter))}
        and ${waiting(filter)} limit ${countedMax}
    ) counted`)
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

// How many of a unit are looked at besides those that were left for later; enough for all officers of a ward at once.
const candidatesMax = 30

/**
 * The next one to decide on: what presses first, then the oldest, and what another officer has open now only when
 * nothing else is left. What presses is few and has an index; of the rest each unit shows its oldest.
 */
export const nextWaitingId = async (database: Queryable, input: NextWaiting): Promise<string | undefined> => {
  const since = new Date(input.now.getTime() - lookMs).toISOString()
  const skipped = sql`${arrayLiteral(input.skipped ?? [])}::uuid[]`
  const filter = input.filter ?? {}
  const places = await waitingUnits(database, input.unitIds, filter)
  const fits = sql`${waiting(filter)} and opinions.id <> all(${skipped})`
  const [row] = await database.execute<{ id: string }>(sql`
    with pressing as (
      select opinions.id from ${opinions} where ${within(places)} and ${fits}
        and (opinions.guard_mark is not null or opinions.pressing is not null)
      limit ${countedMax}
    ), oldest as (
      select o.id from unnest(${arrayLiteral(places)}::text[]) as place(id),
        lateral (select opinions.id from ${opinions} where opinions.unit_id = place.id and ${fits}
          order by opinions.received_at, opinions.id limit ${candidatesMax}) o
    )
    select opinions.id from ${opinions}
    left join triage_looks l on l.opinion_id = opinions.id and l.officer_id <> ${input.officerId}::uuid
      and l.at > ${since}::timestamptz
    where opinions.id in (select id from pressing union all select id from oldest)
    order by l.opinion_id is not null, ${rank}, opinions.received_at, opinions.id limit 1`)
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
