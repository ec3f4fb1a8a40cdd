import { asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import {
  conclusionRemarks,
  conclusions,
  conclusionSteps,
  conclusionTaskItems,
  conclusionTasks,
} from '../database/tables/conclusions.ts'
import { readPlainDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import type { Conclusion, Remark, Step, Task } from './conclusion.ts'

export const conclusionOf = async (database: Queryable, dialogueId: string): Promise<Conclusion | undefined> => {
  if (!isId(dialogueId)) return undefined
  const [row] = await database.select().from(conclusions).where(eq(conclusions.dialogueId, dialogueId))
  return row as Conclusion | undefined
}

/** A task that may be followed, with the unit that it belongs to. */
export const taskPlace = async (
  database: Queryable,
  taskId: string,
): Promise<{ readonly dialogueId: string; readonly unitId: string } | undefined> => {
  if (!isId(taskId)) return undefined
  const [row] = await database
    .select({ dialogueId: conclusions.dialogueId, unitId: conclusions.unitId })
    .from(conclusionTasks)
    .innerJoin(conclusions, eq(conclusions.id, conclusionTasks.conclusionId))
    .where(eq(conclusionTasks.id, taskId))
  return row
}

export const tasksOf = async (database: Queryable, conclusionId: string): Promise<Task[]> =>
  (await database
    .select()
    .from(conclusionTasks)
    .where(eq(conclusionTasks.conclusionId, conclusionId))
    .orderBy(asc(conclusionTasks.number))) as Task[]

/** The matters that each of these tasks came of. */
export const itemsOfTasks = async (
  database: Queryable,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (taskIds.length === 0) return new Map()
  const rows = await database
    .select()
    .from(conclusionTaskItems)
    .where(inArray(conclusionTaskItems.taskId, [...taskIds]))
    .orderBy(asc(conclusionTaskItems.itemId))
  const byTask = Map.groupBy(rows, ({ taskId }) => taskId)
  return new Map([...byTask].map(([taskId, links]) => [taskId, links.map(({ itemId }) => itemId)]))
}

/** What was done for each of these tasks, in order. */
export const stepsOf = async (
  database: Queryable,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Step[]>> => {
  if (taskIds.length === 0) return new Map()
  const rows = await database
    .select()
    .from(conclusionSteps)
    .where(inArray(conclusionSteps.taskId, [...taskIds]))
    .orderBy(asc(conclusionSteps.notedAt), asc(conclusionSteps.id))
  return Map.groupBy(rows, ({ taskId }) => taskId)
}

export const remarksOf = async (database: Queryable, conclusionId: string): Promise<Remark[]> =>
  (await database
    .select()
    .from(conclusionRemarks)
    .where(eq(conclusionRemarks.conclusionId, conclusionId))
    .orderBy(asc(conclusionRemarks.remarkedAt), asc(conclusionRemarks.id))) as Remark[]

/** A task in the ledger, with the session it was concluded at. */
export type LedgerTask = Task & {
  readonly unitName: string
  readonly dialogueId: string
  readonly session: string
  readonly startsAt: Date
  readonly lastStep: string | null
}

type Asked = {
  readonly unitIds: readonly string[]
  readonly of: 'open' | 'overdue' | 'closed'
  readonly today: PlainDate
  readonly limit: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** Where a page of the ledger ended: the day by which it is sorted, and the task. */
type Place = { readonly day: PlainDate; readonly id: string }

const cursorAfter = ({ day, id }: Place): string => Buffer.from(`${day} ${id}`, 'utf8').toString('base64url')

const readCursor = (cursor: string): Place => {
  const [typed = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  const day = readPlainDate(typed)
  if (day !== null && isId(id)) return { day, id }
  throw new AppError('INVALID', 'a cursor that is none of ours', { phrase: 'errors:invalid', field: 'cursor' })
}

const of = (row: Record<string, unknown>): LedgerTask =>
  ({ ...row, startsAt: new Date(String(row['startsAt'])) }) as unknown as LedgerTask

const selected = sql`t.id, t.conclusion_id as "conclusionId", t.number, t.words, t.owner_post as "ownerPost",
  t.owner_name as "ownerName", t.area_member as "areaMember", t.due_on::text as "dueOn", t.state,
  t.closed_on::text as "closedOn", t.closed_why as "closedWhy", u.full_name as "unitName",
  d.id as "dialogueId", d.title as session, d.starts_at as "startsAt",
  (select s.words from conclusion_steps s where s.task_id = t.id order by s.noted_at desc, s.id desc limit 1) as "lastStep"`

const from = sql`conclusion_tasks t join conclusions c on c.id = t.conclusion_id and c.state in ('approved', 'published')
  join dialogues d on d.id = c.dialogue_id join units u on u.id = c.unit_id`

const placeAfter = (of: Asked['of'], { day, id }: Place): SQL =>
  of === 'closed'
    ? sql`(t.closed_on, t.id) < (${day}::date, ${id}::uuid)`
    : sql`(t.due_on, t.id) > (${day}::date, ${id}::uuid)`

/** Tasks of approved conclusions of these units and all below: what is late first, then by the day it is due. */
export const ledger = async (database: Queryable, asked: Asked): Promise<LedgerTask[]> => {
  const wanted = {
    open: sql`t.state = 'open'`,
    overdue: sql`t.state = 'open' and t.due_on < ${asked.today}::date`,
    closed: sql`t.state <> 'open'`,
  }[asked.of]
  const order = asked.of === 'closed' ? sql`t.closed_on desc, t.id desc` : sql`t.due_on, t.id`
  const place = asked.cursor === undefined ? null : readCursor(asked.cursor)
  const after = place === null ? sql`true` : placeAfter(asked.of, place)
  const rows = await database.execute(sql`
    select ${selected} from ${from}
    where ${wanted} and ${after} and u.path && ${arrayLiteral(asked.unitIds)}::text[] order by ${order} limit ${asked.limit}`)
  return rows.map(of)
}

/** A page of the ledger, with what leads to the next one. */
export const ledgerPage = async (
  database: Queryable,
  asked: Asked,
): Promise<{ readonly items: LedgerTask[]; readonly next: string | null }> => {
  const found = await ledger(database, { ...asked, limit: asked.limit + 1 })
  const items = found.slice(0, asked.limit)
  const last = items.at(-1)
  const day = asked.of === 'closed' ? last?.closedOn : last?.dueOn
  return { items, next: found.length > items.length && last && day ? cursorAfter({ day, id: last.id }) : null }
}

export type FoundTask = Pick<
  LedgerTask,
  'id' | 'words' | 'ownerPost' | 'dueOn' | 'state' | 'unitName' | 'dialogueId' | 'session'
>

/** Tasks of approved conclusions, in no order. */
export const tasksByIds = async (database: Queryable, ids: readonly string[]): Promise<FoundTask[]> => {
  if (ids.length === 0) return []
  return (
    await database.execute(sql`
    select ${selected} from ${from} where t.id = any(${arrayLiteral(ids)}::uuid[])`)
  ).map(of)
}

/** What earlier sessions of a unit concluded and is still open: it stands first on the next agenda. */
export const openBefore = async (
  database: Queryable,
  { unitId, before }: { readonly unitId: string; readonly before: Date },
): Promise<LedgerTask[]> => {
  const rows = await database.execute(sql`
    select ${selected} from ${from}
    where t.state = 'open' and c.unit_id = ${unitId} and d.starts_at < ${before.toISOString()}::timestamptz
    order by t.due_on, t.id limit 100`)
  return rows.map(of)
}
