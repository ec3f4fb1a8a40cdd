import { eq } from 'drizzle-orm'
import { effectiveRatesOf } from '../channels/index.ts'
import type { Platform } from '../channels/port.ts'
import type { Queryable } from '../database/index.ts'
import { accounts } from '../database/tables/channels.ts'
import type { AccountRate } from './plan.ts'

/** What the accounts that can send now offer for one kind of message. */
export type AccountMeans = {
  /** Official Accounts with an approved template for it, and the template's id. */
  readonly templates: ReadonlyMap<string, string>
  /** The account whose template goes to phone numbers. */
  readonly zns: { readonly accountId: string; readonly templateId: string } | null
  readonly hasSms: boolean
  readonly rates: ReadonlyMap<string, AccountRate>
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Reads the capabilities `template:<kind>` and `zns:<kind>` of Official Accounts, `sms` of the phone account, and rates. */
export const accountMeans = async (db: Queryable, kind: string): Promise<AccountMeans> => {
  const rows = await db.select().from(accounts).where(eq(accounts.state, 'active')).orderBy(accounts.id)
  const templates = new Map<string, string>()
  const rates = new Map<string, AccountRate>()
  let zns: AccountMeans['zns'] = null
  let hasSms = false
  for (const { id, platform, capabilities, lane } of rows) {
    rates.set(id, { lane, ...effectiveRatesOf(platform as Platform, capabilities) })
    const template = asText(capabilities[`template:${kind}`])
    if (template !== undefined) templates.set(id, template)
    const byPhone = asText(capabilities[`zns:${kind}`])
    if (byPhone !== undefined) zns ??= { accountId: id, templateId: byPhone }
    if (platform === 'phone' && capabilities['sms'] === true) hasSms = true
  }
  return { templates, zns, hasSms, rates }
}
