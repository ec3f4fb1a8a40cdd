import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { auditEntries } from '../database/tables/audit.ts'
import { retentionRules as table } from '../database/tables/rules.ts'
import { isRetentionKind, retentionKinds, type RetentionKind } from './retention-kinds.ts'

export type RetentionRule = {
  readonly kind: RetentionKind
  readonly days: number
  readonly least: number
  readonly most: number
  readonly source: string
  readonly state: 'verified' | 'unverified'
  readonly isOn: boolean
  readonly version: number
  readonly changedBy: string | null
  readonly changedAt: Date
}

const asRule = (row: typeof table.$inferSelect): RetentionRule[] => {
  const { kind } = row
  return isRetentionKind(kind) ? [{ ...row, ...retentionKinds[kind], kind }] : []
}

/** Every kind, in the order in which the house names them. */
export const retentionRules = async (db: Queryable): Promise<RetentionRule[]> => {
  const found = (await db.select().from(table)).flatMap(asRule)
  const order = Object.keys(retentionKinds)
  return found.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

export const findRetention = async (db: Queryable, kind: RetentionKind): Promise<RetentionRule | undefined> => {
  const rows = await db.select().from(table).where(eq(table.kind, kind))
  return rows.flatMap(asRule)[0]
}

export type RetentionRun = { readonly at: Date; readonly count: number }

/** When each kind was gone through last, and how much left. */
export const lastRetentionRuns = async (db: Queryable): Promise<ReadonlyMap<string, RetentionRun>> => {
  const rows = await db
    .selectDistinctOn([auditEntries.subjectId], {
      kind: auditEntries.subjectId,
      at: auditEntries.at,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.action, 'retention.run'),
        eq(auditEntries.subjectKind, 'retention'),
        inArray(auditEntries.subjectId, Object.keys(retentionKinds)),
      ),
    )
    .orderBy(auditEntries.subjectId, desc(auditEntries.at), desc(auditEntries.number))
  return new Map(rows.map(({ kind, at, details }) => [kind, { at, count: Number(details['count'] ?? 0) }]))
}
