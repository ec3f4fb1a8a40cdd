import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { accounts } from '../database/tables/channels.ts'

/** What a chat link needs: the id of the Official Account, the name of the bot; null where there is none at work. */
export const chatAccounts = async (
  db: Queryable,
): Promise<{ readonly zalo: string | null; readonly telegram: string | null }> => {
  const rows = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.state, 'active')))
    .orderBy(asc(accounts.createdAt))
  const bot = rows.find(({ platform, capabilities }) => platform === 'telegram' && capabilities['username'])
  const username = bot?.capabilities['username']
  return {
    zalo: rows.find(({ platform }) => platform === 'zalo')?.externalId ?? null,
    telegram: typeof username === 'string' && /^\w{3,64}$/.test(username) ? username : null,
  }
}
