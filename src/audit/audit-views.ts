import { and, desc, eq, gte, lt, or, sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { auditChain, auditEntries } from '../database/tables/audit.ts'
import { officers } from '../database/tables/officers.ts'
import { units } from '../database/tables/units.ts'
import { isId } from '../kernel/ids.ts'

export type AuditLine = {
  readonly id: string
  readonly at: Date
  readonly actorKind: string
  /** The officer's id; of residents and jobs nothing that leads to them. */
  readonly officerId: string | null
  readonly officerName: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly unitName: string | null
  readonly details: Readonly<Record<string, unknown>>
}

export type AuditFilter = {
  /** Only entries of these units and below; all, those of no unit too, when left out. */
  readonly within?: readonly string[]
  readonly action?: string
  readonly officerId?: string
  readonly subject?: { readonly kind: string; readonly id: string }
  readonly from?: Date
  /** The first moment that is too late. */
  readonly until?: Date
  readonly cursor?: string
  readonly limit: number
}

const readCursor = (cursor: string): { readonly at: Date; readonly id: string } | undefined => {
  const [time = '', id = ''] = cursor.split('~')
  const at = new Date(Number(time))
  return /^\d{1,15}$/.test(time) && isId(id) ? { at, id } : undefined
}

const conditions = (filter: AuditFilter): SQL | undefined => {
  const after = filter.cursor === undefined ? undefined : readCursor(filter.cursor)
  return and(
    filter.within &&
      sql`${auditEntries.unitId} in (select u.id from units u where u.path && ${arrayLiteral(filter.within)}::text[])`,
    filter.action === undefined ? undefined : eq(auditEntries.action, filter.action),
    filter.officerId === undefined
      ? undefined
      : and(eq(auditEntries.actorKind, 'officer'), eq(auditEntries.actorId, filter.officerId)),
    filter.subject &&
      and(eq(auditEntries.subjectKind, filter.subject.kind), eq(auditEntries.subjectId, filter.subject.id)),
    filter.from && gte(auditEntries.at, filter.from),
    filter.until && lt(auditEntries.at, filter.until),
    after && or(lt(auditEntries.at, after.at), and(eq(auditEntries.at, after.at), lt(auditEntries.id, after.id))),
  )
}

/** Entries, the newest first, page by page. */
export const listAudit = async (
  db: Queryable,
  filter: AuditFilter,
): Promise<{ readonly items: readonly AuditLine[]; readonly next: string | null }> => {
  const rows = await db
    .select({ entry: auditEntries, officerName: officers.name, unitName: units.fullName })
    .from(auditEntries)
    .leftJoin(officers, and(eq(auditEntries.actorKind, 'officer'), sql`${officers.id}::text = ${auditEntries.actorId}`))
    .leftJoin(units, eq(units.id, auditEntries.unitId))
    .where(conditions(filter))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(filter.limit + 1)
  const shown = rows.slice(0, filter.limit)
  const last = shown.at(-1)?.entry
  return {
    items: shown.map(({ entry, officerName, unitName }) => ({
      id: entry.id,
      at: entry.at,
      actorKind: entry.actorKind,
      officerId: entry.actorKind === 'officer' ? entry.actorId : null,
      officerName,
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      unitName,
      details: entry.details,
    })),
    next: rows.length > filter.limit && last ? `${last.at.getTime()}~${last.id}` : null,
  }
}

export type AuditHead = { readonly seq: number; readonly hash: string; readonly at: Date }

/** The last link of the chain; undefined while nothing is chained. The hash in hex. */
export const auditHead = async (db: Queryable): Promise<AuditHead | undefined> => {
  const [row] = await db
    .select({ seq: auditChain.seq, hash: auditChain.hash, at: auditEntries.at })
    .from(auditChain)
    .innerJoin(auditEntries, eq(auditEntries.id, auditChain.entryId))
    .orderBy(desc(auditChain.seq))
    .limit(1)
  return row && { ...row, hash: Buffer.from(row.hash).toString('hex') }
}
