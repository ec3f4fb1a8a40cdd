import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { consents, contacts, residents } from '../database/tables/residents.ts'
import type { Keyring } from '../kernel/keyring.ts'

export type ResidentRow = typeof residents.$inferSelect
export type ConsentRow = typeof consents.$inferSelect

export const sealName = (keyring: Keyring, residentId: string, name: string): Buffer =>
  keyring.seal('resident', name, `residents.name:${residentId}`)

export const insertResident = async (
  tx: Transaction,
  resident: { readonly id: string; readonly language: 'vi' | 'en' },
  now: Date,
): Promise<void> => {
  await tx.insert(residents).values({ ...resident, createdAt: now, updatedAt: now })
}

/** Locks the residents in the order of their ids, so that two that meet from opposite sides wait for each other. */
export const lockResidents = async (tx: Transaction, ids: readonly string[]): Promise<ResidentRow[]> =>
  await tx
    .select()
    .from(residents)
    .where(inArray(residents.id, [...ids]))
    .orderBy(asc(residents.id))
    .for('update')

export const lockResident = async (tx: Transaction, id: string): Promise<ResidentRow | undefined> =>
  (await lockResidents(tx, [id]))[0]

export const updateResident = async (
  tx: Transaction,
  id: string,
  change: Partial<Omit<typeof residents.$inferInsert, 'id' | 'createdAt' | 'updatedAt'>>,
  now: Date,
): Promise<void> => {
  await tx
    .update(residents)
    .set({ ...change, updatedAt: now })
    .where(eq(residents.id, id))
}

/** Contacts, consents, codes and questions leave with the row. */
export const deleteResident = async (tx: Transaction, id: string): Promise<void> => {
  await tx.delete(residents).where(eq(residents.id, id))
}

export const insertContact = async (tx: Transaction, contact: typeof contacts.$inferInsert): Promise<void> => {
  await tx.insert(contacts).values(contact)
}

export const findContact = async (tx: Transaction, chatId: number): Promise<typeof contacts.$inferSelect | undefined> =>
  (await tx.select().from(contacts).where(eq(contacts.chatId, chatId)))[0]

export const chatsOf = async (tx: Transaction, residentId: string): Promise<number[]> => {
  const rows = await tx
    .select({ chatId: contacts.chatId })
    .from(contacts)
    .where(eq(contacts.residentId, residentId))
    .orderBy(asc(contacts.chatId))
  return rows.map((row) => row.chatId)
}

/** What one person had becomes another's: contacts, and the acts of consent with their times. */
export const moveToResident = async (tx: Transaction, fromId: string, toId: string): Promise<void> => {
  await tx.update(contacts).set({ residentId: toId }).where(eq(contacts.residentId, fromId))
  await tx.update(consents).set({ residentId: toId }).where(eq(consents.residentId, fromId))
  await tx.execute(sql`
    insert into resident_organisations (resident_id, organisation, at)
    select ${toId}::uuid, organisation, at from resident_organisations where resident_id = ${fromId}::uuid
    on conflict do nothing`)
}

export const insertConsents = async (
  tx: Transaction,
  rows: readonly (typeof consents.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0) await tx.insert(consents).values([...rows])
}

/** Every act of consent, the first one first. */
export const consentActs = async (tx: Transaction, residentId: string): Promise<ConsentRow[]> =>
  await tx
    .select()
    .from(consents)
    .where(eq(consents.residentId, residentId))
    .orderBy(asc(consents.at), asc(consents.id))

/** Whether anything of the same purpose was said later does not matter here: the last act counts. */
export const lastConsent = async (
  tx: Transaction,
  residentId: string,
  purpose: string,
): Promise<'given' | 'withdrawn' | null> => {
  const [row] = await tx.execute<{ state: 'given' | 'withdrawn' }>(sql`
    select state from consents where resident_id = ${residentId} and purpose = ${purpose}
    order by at desc, id desc limit 1`)
  return row?.state ?? null
}
