import { and, eq, gt, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { officerChatCodes, officerChats, officers, officerSignInLinks } from '../database/tables/officers.ts'

type Chat = { readonly chatId: number; readonly accountId: string }

/** One code an officer; a newer one ends the older. False when another officer has just got the same digits. */
export const replaceChatCode = async (
  tx: Transaction,
  row: { readonly officerId: string; readonly codeHash: string; readonly expiresAt: Date },
): Promise<boolean> => {
  await tx.delete(officerChatCodes).where(eq(officerChatCodes.officerId, row.officerId))
  const made = await tx.insert(officerChatCodes).values(row).onConflictDoNothing().returning()
  return made.length > 0
}

export const lockChatCode = async (tx: Transaction, codeHash: string, now: Date) => {
  const [row] = await tx
    .select({ code: officerChatCodes, name: officers.name })
    .from(officerChatCodes)
    .innerJoin(officers, eq(officers.id, officerChatCodes.officerId))
    .where(
      and(
        eq(officerChatCodes.codeHash, codeHash),
        gt(officerChatCodes.expiresAt, now),
        isNull(officerChatCodes.chatId),
        isNull(officers.disabledAt),
      ),
    )
    .for('update', { of: officerChatCodes })
  return row
}

export const claimCode = async (tx: Transaction, officerId: string, chat: Chat, now: Date): Promise<void> => {
  await tx
    .update(officerChatCodes)
    .set({ ...chat, claimedAt: now })
    .where(eq(officerChatCodes.officerId, officerId))
}

export const deleteChatCode = async (tx: Transaction, officerId: string): Promise<void> => {
  await tx.delete(officerChatCodes).where(eq(officerChatCodes.officerId, officerId))
}

/** A chat belongs to one officer, and an officer has one chat: the newest holds. */
export const replaceChat = async (tx: Transaction, officerId: string, chat: Chat, now: Date): Promise<void> => {
  await tx.delete(officerChats).where(or(eq(officerChats.officerId, officerId), eq(officerChats.chatId, chat.chatId)))
  await tx.insert(officerChats).values({ officerId, ...chat, linkedAt: now })
}

/** False when none was linked. Links that are under way die with it. */
export const deleteChat = async (tx: Transaction, officerId: string): Promise<boolean> => {
  await deleteChatCode(tx, officerId)
  await tx
    .delete(officerSignInLinks)
    .where(and(eq(officerSignInLinks.officerId, officerId), isNull(officerSignInLinks.usedAt)))
  const gone = await tx.delete(officerChats).where(eq(officerChats.officerId, officerId)).returning()
  return gone.length > 0
}

export type LinkedChat = Chat & { readonly linkedAt: Date }

export const chatOfOfficer = async (db: Queryable, officerId: string): Promise<LinkedChat | undefined> => {
  const [row] = await db.select().from(officerChats).where(eq(officerChats.officerId, officerId))
  return row
}

/** A chat that has said yes and waits for its officer's yes. */
export const claimedChatOf = async (
  db: Queryable,
  officerId: string,
  now: Date,
): Promise<(Chat & { readonly claimedAt: Date }) | undefined> => {
  const [row] = await db
    .select()
    .from(officerChatCodes)
    .where(
      and(
        eq(officerChatCodes.officerId, officerId),
        gt(officerChatCodes.expiresAt, now),
        isNotNull(officerChatCodes.chatId),
      ),
    )
  if (!row || row.chatId === null || row.accountId === null || row.claimedAt === null) return undefined
  return { chatId: row.chatId, accountId: row.accountId, claimedAt: row.claimedAt }
}

/** Makes a link the only open one of its officer. */
export const replaceSignInLink = async (
  tx: Transaction,
  row: typeof officerSignInLinks.$inferInsert,
): Promise<void> => {
  const own = and(eq(officerSignInLinks.officerId, row.officerId), isNull(officerSignInLinks.usedAt))
  await tx.delete(officerSignInLinks).where(own)
  await tx.insert(officerSignInLinks).values(row)
}

/** True for exactly one of those who try: the link is open, and this is the browser that asked. */
export const spendSignInLink = async (
  tx: Transaction,
  link: { readonly tokenHash: string; readonly browserHash: string },
  now: Date,
): Promise<string | undefined> => {
  const [row] = await tx
    .update(officerSignInLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(officerSignInLinks.tokenHash, link.tokenHash),
        eq(officerSignInLinks.browserHash, link.browserHash),
        gt(officerSignInLinks.expiresAt, now),
        isNull(officerSignInLinks.usedAt),
      ),
    )
    .returning({ officerId: officerSignInLinks.officerId })
  return row?.officerId
}

/** Links and codes that ran out before. */
export const deleteOldSignInLinks = async (tx: Transaction, before: Date): Promise<number> => {
  const links = await tx.delete(officerSignInLinks).where(lt(officerSignInLinks.expiresAt, before)).returning()
  const codes = await tx.delete(officerChatCodes).where(lt(officerChatCodes.expiresAt, before)).returning()
  return links.length + codes.length
}
