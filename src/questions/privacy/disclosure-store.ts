import { and, asc, desc, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { disclosureReaders, disclosures, opinionAuthors, opinions } from '../../database/tables/questions.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { openCode } from '../sealed-columns.ts'
import { readersOf, type DisclosureRow } from './disclosure-views.ts'
import { openPrivate } from './sealed-privacy.ts'

export const insertDisclosure = async (
  tx: Transaction,
  row: typeof disclosures.$inferInsert,
  readers: readonly string[],
): Promise<void> => {
  await tx.insert(disclosures).values(row)
  await tx.insert(disclosureReaders).values(readers.map((officerId) => ({ disclosureId: row.id, officerId })))
}

/** The one that is asked for or granted, locked; nothing where none is. */
export const lockLiveDisclosure = async (tx: Transaction, opinionId: string): Promise<DisclosureRow | undefined> => {
  const [row] = await tx
    .select()
    .from(disclosures)
    .where(and(eq(disclosures.opinionId, opinionId), inArray(disclosures.state, ['asked', 'granted'])))
    .orderBy(desc(disclosures.askedAt))
    .limit(1)
    .for('update')
  return row
}

export const setDisclosure = async (
  tx: Transaction,
  id: string,
  change: Pick<typeof disclosures.$inferInsert, 'state' | 'answeredAt' | 'identity' | 'endedAt'>,
): Promise<void> => {
  await tx.update(disclosures).set(change).where(eq(disclosures.id, id))
}

/** Wipes who somebody is where the last day is over; gives what ended. */
export const endBefore = async (
  tx: Transaction,
  today: string,
  at: Date,
): Promise<{ readonly id: string; readonly opinionId: string }[]> =>
  await tx
    .update(disclosures)
    .set({ state: 'ended', identity: null, endedAt: at })
    .where(and(inArray(disclosures.state, ['asked', 'granted']), lt(disclosures.until, today)))
    .returning({ id: disclosures.id, opinionId: disclosures.opinionId })

/** What an author is asked, in the words that count. */
export type DisclosureNews = {
  readonly disclosureId: string
  readonly opinionId: string
  readonly residentId: string
  readonly code: string
  readonly purpose: string
  readonly readers: readonly string[]
  readonly until: PlainDate
  readonly askedAt: Date
}

export const untoldDisclosures = async (
  tx: Transaction,
  keyring: Keyring,
  page: { readonly since: Date; readonly residentId?: string; readonly after?: Date; readonly limit: number },
): Promise<DisclosureNews[]> => {
  const rows = await tx
    .select({ one: disclosures, code: opinions.code, residentId: opinionAuthors.residentId })
    .from(disclosures)
    .innerJoin(opinions, and(eq(opinions.id, disclosures.opinionId), eq(opinions.state, 'received')))
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(
      and(
        eq(disclosures.state, 'asked'),
        isNull(disclosures.toldAt),
        gt(disclosures.askedAt, page.after ?? page.since),
        page.residentId === undefined ? undefined : eq(opinionAuthors.residentId, page.residentId),
      ),
    )
    .orderBy(asc(disclosures.askedAt), asc(disclosures.id))
    .limit(page.limit)
    .for('update', { of: disclosures, skipLocked: true })
  const readers = await readersOf(
    tx,
    rows.map(({ one }) => one.id),
  )
  return rows.flatMap(({ one, code, residentId }) => {
    const opened = openCode(keyring, one.opinionId, code)
    if (opened === null) return []
    return [
      {
        disclosureId: one.id,
        opinionId: one.opinionId,
        residentId,
        code: opened,
        purpose: openPrivate(keyring, 'disclosures.purpose', one.id, one.purpose),
        readers: (readers.get(one.id) ?? []).map(({ name }) => name),
        until: one.until as PlainDate,
        askedAt: one.askedAt,
      },
    ]
  })
}

export const markDisclosuresTold = async (tx: Transaction, ids: readonly string[], at: Date): Promise<void> => {
  if (ids.length > 0)
    await tx
      .update(disclosures)
      .set({ toldAt: at })
      .where(inArray(disclosures.id, [...ids]))
}
