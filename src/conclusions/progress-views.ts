import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { askersBehind } from '../questions/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { TaskState } from './conclusion.ts'

export type Follower = { readonly taskId: string; readonly residentId: string; readonly step: number }

/** How far a task is that came of a matter. */
export type Progress = {
  readonly taskId: string
  readonly words: string
  readonly ownerPost: string
  readonly dueOn: PlainDate
  readonly state: TaskState
  readonly closedOn: PlainDate | null
  /** How often those who asked were to be told. */
  readonly step: number
  /** What was done last; null while nothing was. */
  readonly lastStep: string | null
  readonly session: string
  readonly startsAt: Date
}

// A matter that was joined with another is asked by those who ask the other.
const itemOfLink = sql`join items i on i.id = l.item_id`
const itemId = sql`coalesce(i.merged_into, i.id)`

const links = sql`select n.id as key, k.item_id from news n join conclusion_task_items k on k.task_id = n.id`

type Page = {
  readonly since: Date
  readonly after: Follower | null
  readonly residentId?: string
  readonly limit: number
}

/** Who asked a matter of which a task has come, and has not heard of its newest step. */
export const untoldFollowers = async (database: Queryable, page: Page): Promise<Follower[]> => {
  const { after, residentId } = page
  const beyond =
    after === null ? sql`true` : sql`(f.task_id, f.resident_id) > (${after.taskId}::uuid, ${after.residentId}::uuid)`
  const whose = residentId === undefined ? sql`true` : sql`f.resident_id = ${residentId}::uuid`
  const rows = await database.execute<{ task_id: string; resident_id: string; step: number }>(sql`
    with news as materialized (
      select t.id, t.step from conclusion_tasks t
      where t.step > 0 and t.stepped_at > ${page.since.toISOString()}::timestamptz),
    followers as (
      select n.id as task_id, n.step, a.resident_id from news n join ${askersBehind(links)} a on a.key = n.id)
    select f.task_id, f.resident_id, f.step from followers f
    left join conclusion_tellings k on k.task_id = f.task_id and k.resident_id = f.resident_id
    where coalesce(k.step, 0) < f.step and ${beyond} and ${whose}
    order by f.task_id, f.resident_id limit ${page.limit}`)
  return rows.map((row) => ({ taskId: row.task_id, residentId: row.resident_id, step: row.step }))
}

const progress = async (database: Queryable, where: SQL): Promise<Progress[]> => {
  const rows = await database.execute(sql`
    select t.id as "taskId", t.words, t.owner_post as "ownerPost", t.due_on::text as "dueOn", t.state,
      t.closed_on::text as "closedOn", t.step, d.title as session, d.starts_at as "startsAt",
      (select s.words from conclusion_steps s where s.task_id = t.id order by s.noted_at desc, s.id desc limit 1) as "lastStep"
    from conclusion_tasks t join conclusions c on c.id = t.conclusion_id join dialogues d on d.id = c.dialogue_id
    where ${where} order by d.starts_at, t.number`)
  return rows.map((row) => ({ ...row, startsAt: new Date(String(row['startsAt'])) }) as unknown as Progress)
}

export const progressByTask = async (
  database: Queryable,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, Progress>> => {
  if (taskIds.length === 0) return new Map()
  const found = await progress(database, sql`t.id = any(${arrayLiteral(taskIds)}::uuid[])`)
  return new Map(found.map((one) => [one.taskId, one]))
}

/** What came of a matter, once its conclusion was published. */
export const progressOfItem = async (database: Queryable, item: string): Promise<Progress[]> =>
  await progress(
    database,
    sql`t.step > 0 and exists (select 1 from conclusion_task_items l ${itemOfLink}
      where l.task_id = t.id and ${itemId} = ${item}::uuid)`,
  )
