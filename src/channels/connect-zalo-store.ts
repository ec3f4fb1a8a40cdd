import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

export type PendingConsent = { readonly redirectUri: string; readonly secret: Buffer; readonly createdAt: Date }

export const addConsent = async (
  tx: Transaction,
  consent: PendingConsent & { readonly id: string; readonly officerId: string },
): Promise<void> => {
  await tx.execute(sql`
    insert into account_consents (id, officer_id, redirect_uri, secret, created_at)
    values (${consent.id}::uuid, ${consent.officerId}, ${consent.redirectUri}, ${consent.secret},
      ${consent.createdAt.toISOString()}::timestamptz)`)
}

/** Takes the pending consent of this officer, once; with it goes what others left lying. */
export const takeConsent = async (
  tx: Transaction,
  wanted: { readonly id: string; readonly officerId: string; readonly since: Date },
): Promise<PendingConsent | undefined> => {
  const since = wanted.since.toISOString()
  const [row] = await tx.execute<{ redirect_uri: string; secret: Buffer; created_at: string }>(sql`
    delete from account_consents
    where id = ${wanted.id}::uuid and officer_id = ${wanted.officerId} and created_at >= ${since}::timestamptz
    returning redirect_uri, secret, created_at::text`)
  await tx.execute(sql`delete from account_consents where created_at < ${since}::timestamptz`)
  return row && { redirectUri: row.redirect_uri, secret: row.secret, createdAt: new Date(row.created_at) }
}
