import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { unitQuestions } from '../database/tables/residents.ts'

/**
 * Notes the question for residents of a unit that was merged or divided, once for each change; returns whom to ask now.
 * Who said where they live after the change was in force is not concerned.
 */
export const noteUnitQuestions = async (
  tx: Transaction,
  change: { readonly unitId: string; readonly inForceAt: Date },
  now: Date,
  limit: number,
): Promise<string[]> => {
  const { unitId } = change
  const since = change.inForceAt.toISOString()
  const rows = await tx.execute<{ resident_id: string }>(sql`
    insert into unit_questions (resident_id, old_unit_id, asked_at)
    select r.id, ${unitId}, ${now.toISOString()}::timestamptz from residents r
    where (r.unit_id = ${unitId} or r.group_unit_id = ${unitId})
      and coalesce(r.unit_chosen_at, r.created_at) < ${since}::timestamptz
      and not exists (select 1 from unit_questions q where q.resident_id = r.id and q.old_unit_id = ${unitId}
        and q.asked_at >= ${since}::timestamptz)
    order by r.id limit ${limit}
    on conflict (resident_id, old_unit_id) do update set asked_at = excluded.asked_at, answered_at = null
    returning resident_id`)
  return rows.map((row) => row.resident_id)
}

export const answerUnitQuestions = async (tx: Transaction, residentId: string, now: Date): Promise<void> => {
  await tx
    .update(unitQuestions)
    .set({ answeredAt: now })
    .where(and(eq(unitQuestions.residentId, residentId), isNull(unitQuestions.answeredAt)))
}

/** The old unit that a resident was asked about and has not answered for. */
export const openUnitQuestion = async (database: Queryable, residentId: string): Promise<string | null> => {
  const [row] = await database
    .select()
    .from(unitQuestions)
    .where(and(eq(unitQuestions.residentId, residentId), isNull(unitQuestions.answeredAt)))
    .orderBy(desc(unitQuestions.askedAt))
    .limit(1)
  return row?.oldUnitId ?? null
}
