import { eq, gt, isNull, or } from 'drizzle-orm'
import { effectiveRatesOf } from '../channels/index.ts'
import type { Platform } from '../channels/port.ts'
import type { Queryable } from '../database/index.ts'
import { accounts, closedWays } from '../database/tables/channels.ts'
import type { AccountRate } from './plan.ts'

/** What the accounts that can send now offer for one kind of message. */
export type AccountMeans = {
  /** Official Accounts with an approved template for it, and the template's id. */
  readonly templates: ReadonlyMap<string, string>
  /** The account whose template goes to phone numbers. */
  readonly zns: { readonly accountId: string; readonly templateId: string } | null
  readonly hasSms: boolean
  /** Official Accounts whose paid quota is spent. */
  readonly paidClosed: ReadonlySet<string>
  /** Those whose template for it cannot be sent now. */
  readonly templatesClosed: ReadonlySet<string>
  /** No account may send it to phone numbers now, though one is set up for it. */
  readonly znsClosed?: boolean
  readonly rates: ReadonlyMap<string, AccountRate>
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What is closed at this moment, account and way in one word. */
const closedNow = async (db: Queryable, now: Date): Promise<ReadonlySet<string>> => {
  const rows = await db
    .select()
    .from(closedWays)
    .where(or(isNull(closedWays.until), gt(closedWays.until, now)))
  return new Set(rows.map(({ accountId, what }) => `${accountId} ${what}`))
}

/**
 * Reads the capabilities `template:<kind>` and `zns:<kind>` of Official Accounts, `sms` of the phone account, and rates;
 * leaves out what is closed now.
 */
export const accountMeans = async (db: Queryable, kind: string, now: Date): Promise<AccountMeans> => {
  const rows = await db.select().from(accounts).where(eq(accounts.state, 'active')).orderBy(accounts.id)
  const closed = await closedNow(db, now)
  const isOpen = (id: string, templateId: string): boolean =>
    !closed.has(`${id} templates`) && !closed.has(`${id} template:${templateId}`)
  const paidClosed = new Set(rows.flatMap(({ id }) => (closed.has(`${id} paid`) ? [id] : [])))
  const templatesClosed = new Set<string>()
  const templates = new Map<string, string>()
  const rates = new Map<string, AccountRate>()
  let zns: AccountMeans['zns'] = null
  let hasClosedZns = false
  let hasSms = false
  for (const { id, platform, capabilities, lane } of rows) {
    rates.set(id, { lane, ...effectiveRatesOf(platform as Platform, capabilities) })
    const template = asText(capabilities[`template:${kind}`])
    if (template !== undefined && isOpen(id, template)) templates.set(id, template)
    else if (template !== undefined) templatesClosed.add(id)
    const byPhone = asText(capabilities[`zns:${kind}`])
    if (byPhone !== undefined && isOpen(id, byPhone)) zns ??= { accountId: id, templateId: byPhone }
    else if (byPhone !== undefined) hasClosedZns = true
    if (platform === 'phone' && capabilities['sms'] === true) hasSms = true
  }
  return { templates, zns, hasSms, paidClosed, templatesClosed, znsClosed: zns === null && hasClosedZns, rates }
}
