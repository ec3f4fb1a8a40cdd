import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { conclusionDeliveries, conclusionReminders } from '../database/tables/conclusions.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'

/** An open task of an approved conclusion, with where it belongs. */
export type OwedTask = {
  readonly id: string
  readonly conclusionId: string
  readonly number: number
  readonly words: string
  readonly ownerPost: string
  readonly ownerOfficerId: string | null
  readonly dueOn: PlainDate
  readonly unitId: string
  readonly unitName: string
  /** The unit above; null for the country. */
  readonly aboveId: string | null
  readonly session: string
}

/** Open tasks that are due until a day, in the order of their days. */
export const tasksToRemind = async (database: Queryable, until: PlainDate): Promise<OwedTask[]> => {
  const rows = await database.execute(sql`
    select t.id, t.conclusion_id as "conclusionId", t.number, t.words, t.owner_post as "ownerPost",
      t.owner_officer_id as "ownerOfficerId", t.due_on::text as "dueOn", c.unit_id as "unitId",
      u.full_name as "unitName", u.parent_id as "aboveId", d.title as session
    from conclusion_tasks t join conclusions c on c.id = t.conclusion_id and c.state in ('approved', 'published')
    join dialogues d on d.id = c.dialogue_id join units u on u.id = c.unit_id
    where t.state = 'open' and t.due_on <= ${until}::date order by t.due_on, t.id`)
  return rows as unknown as OwedTask[]
}

export type SentReminder = {
  readonly taskId: string
  readonly kind: 'soon' | 'late' | 'above'
  readonly remindedAt: Date
  readonly reached: number
}

/** The reminders of these tasks, in their order. */
export const remindersOf = async (
  database: Queryable,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SentReminder[]>> => {
  if (taskIds.length === 0) return new Map()
  const rows = await database
    .select()
    .from(conclusionReminders)
    .where(inArray(conclusionReminders.taskId, [...taskIds]))
    .orderBy(asc(conclusionReminders.remindedAt), asc(conclusionReminders.kind))
  return Map.groupBy(rows as SentReminder[], ({ taskId }) => taskId)
}

/** To whom a conclusion was given, and on which day. */
export const deliveriesOf = async (
  database: Queryable,
  conclusionId: string,
): Promise<ReadonlyMap<string, PlainDate>> => {
  const rows = await database
    .select({ recipient: conclusionDeliveries.recipient, givenOn: conclusionDeliveries.givenOn })
    .from(conclusionDeliveries)
    .where(eq(conclusionDeliveries.conclusionId, conclusionId))
  return new Map(rows.map(({ recipient, givenOn }) => [recipient, givenOn as PlainDate]))
}
