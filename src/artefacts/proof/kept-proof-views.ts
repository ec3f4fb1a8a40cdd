import { and, desc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { auditEntries } from '../../database/tables/audit.ts'

/** The proofs that were drawn up of a session, the newest first: when, and the digest that stands in the audit chain. */
export const keptProofs = async (
  db: Queryable,
  dialogueId: string,
): Promise<{ readonly at: Date; readonly digest: string }[]> =>
  await db
    .select({ at: auditEntries.at, digest: sql<string>`${auditEntries.details} ->> 'digest'` })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.action, 'notice_proof.made'),
        eq(auditEntries.subjectKind, 'dialogue'),
        eq(auditEntries.subjectId, dialogueId),
      ),
    )
    .orderBy(desc(auditEntries.number))
