import { and, eq, isNull, ne, sql, type SQL } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { numberEntries } from '../database/tables/residents.ts'
import type { Keyring } from '../kernel/keyring.ts'

export type NumberEntryRow = typeof numberEntries.$inferSelect

export const takerPlace = (entryId: string): string => `number_entries.taken_by:${entryId}`

export const sealTaker = (keyring: Keyring, entryId: string, name: string): Buffer =>
  keyring.seal('resident', name, takerPlace(entryId))

/** When an entry came to its end: an officer took it back, or the person stopped or withdrew after it. */
export const entryEnd: SQL = sql`greatest(
  e.withdrawn_at,
  (select r.notices_stopped_at from residents r where r.id = e.resident_id and r.notices_stopped_at >= e.entered_at),
  (select last.at from (
    select c.state, c.at from consents c where c.resident_id = e.resident_id and c.purpose = 'notices'
    order by c.at desc, c.id desc limit 1
  ) last where last.state = 'withdrawn' and last.at >= e.entered_at)
)`

export type EntryOfPerson = {
  readonly id: string
  readonly unitId: string
  readonly effect: 'met' | 'place' | 'none'
  readonly endedAt: Date | null
}

/** Every unit's entry of one person, the first one first. Only verbs may see them side by side. */
export const entriesOfPerson = async (tx: Transaction, residentId: string): Promise<EntryOfPerson[]> => {
  const rows = await tx.execute<{
    id: string
    unit_id: string
    effect: EntryOfPerson['effect']
    ended_at: string | null
  }>(
    sql`select e.id, e.unit_id, e.effect, ${entryEnd} as ended_at from number_entries e
      where e.resident_id = ${residentId} order by e.entered_at, e.id`,
  )
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    effect: row.effect,
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
  }))
}

/** A unit enters a number once; entered again after its end, the line begins anew. Returns its id. */
export const saveEntry = async (
  tx: Transaction,
  entry: Omit<typeof numberEntries.$inferInsert, 'greetedAt' | 'withdrawnAt' | 'withdrawnBy'>,
): Promise<void> => {
  const { residentId: _person, unitId: _place, ...fresh } = entry
  await tx
    .insert(numberEntries)
    .values(entry)
    .onConflictDoUpdate({
      target: [numberEntries.residentId, numberEntries.unitId],
      set: { ...fresh, greetedAt: null, withdrawnAt: null, withdrawnBy: null },
    })
}

export const lockEntry = async (tx: Transaction, id: string): Promise<NumberEntryRow | undefined> =>
  (await tx.select().from(numberEntries).where(eq(numberEntries.id, id)).for('update'))[0]

export const changeEntry = async (
  tx: Transaction,
  id: string,
  change: Partial<Pick<NumberEntryRow, 'effect' | 'greetedAt' | 'withdrawnAt' | 'withdrawnBy'>>,
): Promise<void> => {
  await tx.update(numberEntries).set(change).where(eq(numberEntries.id, id))
}

/** The person agreed anew elsewhere: what ended before stays at its end. */
export const endOtherEntries = async (tx: Transaction, residentId: string, id: string, at: Date): Promise<void> => {
  await tx
    .update(numberEntries)
    .set({ withdrawnAt: at })
    .where(and(eq(numberEntries.residentId, residentId), ne(numberEntries.id, id), isNull(numberEntries.withdrawnAt)))
}

/** Two people turn out to be one, who acts for themselves: entries tell of them and change nothing any more. */
export const moveEntries = async (tx: Transaction, fromId: string, toId: string): Promise<void> => {
  await tx.execute(sql`
    delete from number_entries e using number_entries o
    where e.resident_id = ${fromId} and o.resident_id = ${toId} and o.unit_id = e.unit_id`)
  await tx.execute(sql`
    update number_entries set resident_id = ${toId}, effect = 'none' where resident_id in (${fromId}, ${toId})`)
}
