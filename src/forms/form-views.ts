import { and, asc, desc, eq, getTableColumns, gt, inArray, lte, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import {
  formAnswers,
  formArrivals,
  formDays,
  formDrafts,
  formSpent,
  formVersions,
  forms,
} from '../database/tables/forms.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { FormContent } from './content.ts'
import type { Form, FormState } from './form.ts'
import { openDraft, type FormDraft } from './sealed-columns.ts'

const { key: _key, approvalNote: _note, ...plain } = getTableColumns(forms)

const columns = {
  ...plain,
  newestVersion:
    sql<number>`(select coalesce(max(v.number), 0) from form_versions v where v.form_id = ${forms.id})`.mapWith(Number),
}

export const findForm = async (database: Queryable, id: string): Promise<Form | undefined> => {
  const [row] = await database.select(columns).from(forms).where(eq(forms.id, id))
  return row as Form | undefined
}

/** By the six digits of posters and slips. */
export const findFormByCode = async (database: Queryable, code: string): Promise<Form | undefined> => {
  const [row] = await database.select(columns).from(forms).where(eq(forms.code, code))
  return row as Form | undefined
}

export const readContent = async (
  database: Queryable,
  formId: string,
  number: number,
): Promise<FormContent | undefined> => {
  const [row] = await database
    .select({ content: formVersions.content })
    .from(formVersions)
    .where(and(eq(formVersions.formId, formId), eq(formVersions.number, number)))
  return row?.content as FormContent | undefined
}

/** All versions, approved or not, oldest first. */
export const readVersions = async (
  database: Queryable,
  formId: string,
): Promise<readonly { number: number; content: FormContent; approvedAt: Date | null }[]> => {
  const rows = await database
    .select({ number: formVersions.number, content: formVersions.content, approvedAt: formVersions.approvedAt })
    .from(formVersions)
    .where(eq(formVersions.formId, formId))
    .orderBy(asc(formVersions.number))
  return rows.map((row) => ({ ...row, content: row.content as FormContent }))
}

type FormListing = {
  readonly unitIds: readonly string[]
  readonly limit: number
  readonly state?: FormState
  /** The last form of the page before; one that is not there ends the list. */
  readonly after?: string
}

/** Forms of these units and of what lies below, the newest first. */
export const listForms = async (
  database: Queryable,
  { unitIds, limit, state, after }: FormListing,
): Promise<readonly Form[]> => {
  if (unitIds.length === 0) return []
  const rows = await database
    .select(columns)
    .from(forms)
    .where(
      and(
        sql`${forms.unitId} in (select u.id from units u where u.path && ${arrayLiteral([...unitIds])}::text[])`,
        state === undefined ? undefined : eq(forms.state, state),
        after === undefined
          ? undefined
          : sql`(${forms.createdAt}, ${forms.id}) < (select f.created_at, f.id from forms f where f.id = ${after}::uuid)`,
      ),
    )
    .orderBy(desc(forms.createdAt), desc(forms.id))
    .limit(limit)
  return rows as unknown as Form[]
}

/** How many answered on each day, as far as their answers are mixed in; for whoever may know. */
export const answeredByDay = async (
  database: Queryable,
  formId: string,
): Promise<readonly { readonly day: PlainDate; readonly count: number }[]> => {
  const rows = await database
    .select({ day: formDays.day, count: formDays.answers })
    .from(formDays)
    .where(eq(formDays.formId, formId))
    .orderBy(asc(formDays.day))
  return rows.map(({ day, count }) => ({ day: day as PlainDate, count }))
}

export const formsOfDialogue = async (database: Queryable, dialogueId: string): Promise<readonly Form[]> => {
  const rows = await database
    .select(columns)
    .from(forms)
    .where(eq(forms.dialogueId, dialogueId))
    .orderBy(asc(forms.createdAt))
  return rows as unknown as Form[]
}

/** Forms that take answers now, of any of these units, which closes first coming first. */
export const openFormsOf = async (
  database: Queryable,
  { unitIds, now }: { readonly unitIds: readonly string[]; readonly now: Date },
): Promise<readonly Form[]> => {
  if (unitIds.length === 0) return []
  const rows = await database
    .select(columns)
    .from(forms)
    .where(
      and(
        inArray(forms.unitId, [...unitIds]),
        eq(forms.state, 'open'),
        lte(forms.opensAt, now),
        gt(forms.closesAt, now),
      ),
    )
    .orderBy(asc(forms.closesAt), asc(forms.id))
  return rows as unknown as Form[]
}

/** Forms whose time is over and which are still open. */
export const dueToClose = async (database: Queryable, now: Date): Promise<readonly string[]> => {
  const rows = await database
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.state, 'open'), lte(forms.closesAt, now)))
    .limit(50)
  return rows.map((row) => row.id)
}

/** Open forms with answers that were not counted yet, and how many. */
export const waitingArrivals = async (
  database: Queryable,
): Promise<readonly { formId: string; naming: string; waiting: number }[]> =>
  await database
    .select({ formId: formArrivals.formId, naming: forms.naming, waiting: sql<number>`count(*)::int` })
    .from(formArrivals)
    .innerJoin(forms, eq(forms.id, formArrivals.formId))
    .groupBy(formArrivals.formId, forms.naming)

export const findDraft = async (
  database: Queryable,
  keyring: Keyring,
  { formId, chatId }: { readonly formId: string; readonly chatId: number },
): Promise<FormDraft | undefined> => {
  const [row] = await database
    .select()
    .from(formDrafts)
    .where(and(eq(formDrafts.formId, formId), eq(formDrafts.chatId, chatId)))
  return row ? openDraft(keyring, row) : undefined
}

/** Forms that a chat has begun and not sent. */
export const draftsOfChat = async (database: Queryable, chatId: number): Promise<readonly string[]> => {
  const rows = await database
    .select({ formId: formDrafts.formId })
    .from(formDrafts)
    .where(eq(formDrafts.chatId, chatId))
    .orderBy(desc(formDrafts.updatedAt))
  return rows.map((row) => row.formId)
}

/** For `XEM`: answers that somebody gave by name. */
export const countNamedAnswersOf = async (database: Queryable, residentId: string): Promise<number> =>
  (await database.$count(formArrivals, eq(formArrivals.residentId, residentId))) +
  (await database.$count(formAnswers, eq(formAnswers.residentId, residentId)))

/** Whether a key of somebody who answered is there. */
export const isSpent = async (
  database: Queryable,
  { formId, kind, key }: { readonly formId: string; readonly kind: 'person'; readonly key: string },
): Promise<boolean> => {
  const spent = and(eq(formSpent.formId, formId), eq(formSpent.kind, kind), eq(formSpent.key, key))
  return (await database.$count(formSpent, spent)) > 0
}

/** Of a receipt only whether its form still takes answers; undefined when no answer bears the code. */
export const findFormReceipt = async (
  database: Queryable,
  code: string,
): Promise<{ readonly state: 'received' | 'closed' } | undefined> => {
  const [row] = await database.execute<{ state: string }>(sql`
    select f.state from forms f where f.id = coalesce(
      (select a.form_id from form_arrivals a where a.code = ${code}),
      (select a.form_id from form_answers a where a.code = ${code})
    )`)
  return row && { state: row.state === 'closed' ? 'closed' : 'received' }
}
