import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { opinionAuthors, opinionRefusals, opinionRemovedFiles, opinions } from '../../database/tables/questions.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { openCode } from '../sealed-columns.ts'
import { openRefusal, type RefusalReason } from './refusal.ts'

/** What an author is told of triage. */
export type TriageNews = {
  readonly opinionId: string
  readonly residentId: string
  readonly code: string
  readonly receivedAt: Date
  readonly at: Date
} & (
  | { readonly kind: 'refused'; readonly seq: number; readonly why: RefusalReason; readonly words: string | null }
  | {
      readonly kind: 'decided'
      readonly seq: number
      readonly why: RefusalReason
      readonly outcome: 'upheld' | 'reopened'
    }
  | { readonly kind: 'photo'; readonly attachmentId: string }
)

export type NewsQuery = {
  /** Only what was done between these. */
  readonly since: Date
  readonly until: Date
  readonly residentId?: string
  readonly limit: number
}

const author = {
  opinionId: opinions.id,
  residentId: opinionAuthors.residentId,
  code: opinions.code,
  receivedAt: opinions.receivedAt,
}
const theirs = ({ residentId }: NewsQuery): SQL | undefined =>
  residentId === undefined ? undefined : eq(opinionAuthors.residentId, residentId)

const coded = <Row extends { readonly opinionId: string; readonly code: Uint8Array | null }>(
  keyring: Keyring,
  rows: readonly Row[],
): (Omit<Row, 'code'> & { code: string })[] =>
  rows.flatMap((row) => {
    const code = openCode(keyring, row.opinionId, row.code)
    return code === null ? [] : [{ ...row, code }]
  })

/** Refusals of which nobody has told the author yet, oldest first; locked, so that each is told once. */
export const untoldRefusals = async (tx: Transaction, keyring: Keyring, query: NewsQuery): Promise<TriageNews[]> => {
  const rows = await tx
    .select({
      ...author,
      seq: opinionRefusals.seq,
      why: opinionRefusals.why,
      words: opinionRefusals.words,
      at: opinionRefusals.refusedAt,
    })
    .from(opinionRefusals)
    .innerJoin(
      opinions,
      and(eq(opinions.id, opinionRefusals.opinionId), eq(opinions.state, 'received'), eq(opinions.triage, 'refused')),
    )
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(
      and(
        isNull(opinionRefusals.toldAt),
        isNull(opinionRefusals.undoneAt),
        gt(opinionRefusals.refusedAt, query.since),
        lte(opinionRefusals.refusedAt, query.until),
        theirs(query),
      ),
    )
    .orderBy(asc(opinionRefusals.refusedAt), asc(opinions.id))
    .limit(query.limit)
    .for('update', { of: opinionRefusals, skipLocked: true })
  return coded(keyring, rows).map((row) => ({
    ...row,
    kind: 'refused',
    why: row.why as RefusalReason,
    words: openRefusal(keyring, row, row.words),
  }))
}

/** Contests that were decided, and whose author has not been told. */
export const untoldOutcomes = async (tx: Transaction, keyring: Keyring, query: NewsQuery): Promise<TriageNews[]> => {
  const rows = await tx
    .select({
      ...author,
      seq: opinionRefusals.seq,
      why: opinionRefusals.why,
      outcome: opinionRefusals.outcome,
      at: opinionRefusals.decidedAt,
    })
    .from(opinionRefusals)
    .innerJoin(opinions, and(eq(opinions.id, opinionRefusals.opinionId), eq(opinions.state, 'received')))
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(
      and(
        isNotNull(opinionRefusals.decidedAt),
        isNull(opinionRefusals.outcomeToldAt),
        gt(opinionRefusals.decidedAt, query.since),
        theirs(query),
      ),
    )
    .orderBy(asc(opinionRefusals.decidedAt), asc(opinions.id))
    .limit(query.limit)
    .for('update', { of: opinionRefusals, skipLocked: true })
  return coded(keyring, rows).flatMap((row) =>
    row.outcome === null || row.at === null
      ? []
      : [
          {
            ...row,
            at: row.at,
            kind: 'decided' as const,
            why: row.why as RefusalReason,
            outcome: row.outcome as 'upheld' | 'reopened',
          },
        ],
  )
}

/** Pictures of identity papers that were deleted, and whose sender has not been told. */
export const untoldPhotos = async (tx: Transaction, keyring: Keyring, query: NewsQuery): Promise<TriageNews[]> => {
  const rows = await tx
    .select({ ...author, attachmentId: opinionRemovedFiles.attachmentId, at: opinionRemovedFiles.removedAt })
    .from(opinionRemovedFiles)
    .innerJoin(opinions, eq(opinions.id, opinionRemovedFiles.opinionId))
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(and(isNull(opinionRemovedFiles.toldAt), gt(opinionRemovedFiles.removedAt, query.since), theirs(query)))
    .orderBy(asc(opinionRemovedFiles.removedAt), asc(opinions.id))
    .limit(query.limit)
    .for('update', { of: opinionRemovedFiles, skipLocked: true })
  return coded(keyring, rows).map((row) => ({ ...row, kind: 'photo' }))
}

/** Their authors have been told. */
export const markNewsTold = async (tx: Transaction, news: readonly TriageNews[], at: Date): Promise<void> => {
  for (const one of news) {
    if (one.kind === 'photo') continue
    const changes = one.kind === 'refused' ? { toldAt: at } : { outcomeToldAt: at }
    await tx
      .update(opinionRefusals)
      .set(changes)
      .where(and(eq(opinionRefusals.opinionId, one.opinionId), eq(opinionRefusals.seq, one.seq)))
  }
  const photos = news.flatMap((one) => (one.kind === 'photo' ? [one] : []))
  if (photos.length === 0) return
  await tx
    .update(opinionRemovedFiles)
    .set({ toldAt: at })
    .where(
      and(
        inArray(
          opinionRemovedFiles.attachmentId,
          photos.map((one) => one.attachmentId),
        ),
        or(...photos.map((one) => eq(opinionRemovedFiles.opinionId, one.opinionId))),
      ),
    )
}
