import { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { officerRoles, officers } from '../database/tables/officers.ts'
import { sealedEnvelopes, sealedHandovers, sealedLog, sealedReaders, sealedWindows } from '../database/tables/sealed.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Envelope } from './crypto.ts'
import { openSynthesis } from './sealed-columns.ts'
import type { Reader, SealedWindow } from './window.ts'

const {
  key: _key,
  synthesis: _synthesis,
  approvalNote: _note,
  createdAt: _at,
  ...columns
} = getTableColumns(sealedWindows)

export const findWindow = async (database: Queryable, id: string): Promise<SealedWindow | undefined> => {
  const [row] = await database.select(columns).from(sealedWindows).where(eq(sealedWindows.id, id))
  return row as SealedWindow | undefined
}

export const findWindowByCode = async (database: Queryable, code: string): Promise<SealedWindow | undefined> => {
  const [row] = await database.select(columns).from(sealedWindows).where(eq(sealedWindows.code, code))
  return row as SealedWindow | undefined
}

/** The windows of these units, the newest first. */
export const listWindows = async (
  database: Queryable,
  { unitIds, limit }: { readonly unitIds: readonly string[]; readonly limit: number },
): Promise<readonly SealedWindow[]> => {
  if (unitIds.length === 0) return []
  const rows = await database
    .select(columns)
    .from(sealedWindows)
    .where(inArray(sealedWindows.unitId, [...unitIds]))
    .orderBy(desc(sealedWindows.createdAt))
    .limit(limit)
  return rows as unknown as SealedWindow[]
}

/** Windows that somebody reads in. */
export const windowsOfReader = async (database: Queryable, officerId: string): Promise<readonly SealedWindow[]> => {
  const rows = await database
    .select(columns)
    .from(sealedWindows)
    .innerJoin(sealedReaders, eq(sealedReaders.windowId, sealedWindows.id))
    .where(eq(sealedReaders.officerId, officerId))
    .orderBy(desc(sealedWindows.createdAt))
  return rows as unknown as SealedWindow[]
}

/** Windows that take opinions now, of any of these units. */
export const openWindowsOf = async (
  database: Queryable,
  { unitIds, now }: { readonly unitIds: readonly string[]; readonly now: Date },
): Promise<readonly SealedWindow[]> => {
  if (unitIds.length === 0) return []
  const rows = await database
    .select(columns)
    .from(sealedWindows)
    .where(
      and(
        inArray(sealedWindows.unitId, [...unitIds]),
        eq(sealedWindows.state, 'open'),
        lte(sealedWindows.opensAt, now),
        gt(sealedWindows.closesAt, now),
      ),
    )
    .orderBy(asc(sealedWindows.closesAt))
  return rows as unknown as SealedWindow[]
}

export const readersOf = async (database: Queryable, windowId: string): Promise<readonly Reader[]> =>
  await database
    .select({
      officerId: sealedReaders.officerId,
      name: officers.name,
      recipient: sealedReaders.recipient,
      checkedAt: sealedReaders.checkedAt,
    })
    .from(sealedReaders)
    .innerJoin(officers, eq(officers.id, sealedReaders.officerId))
    .where(eq(sealedReaders.windowId, windowId))
    .orderBy(asc(officers.name), asc(sealedReaders.officerId))

export type StoredEnvelope = Envelope & { readonly id: string }

export const envelopesOf = async (database: Queryable, windowId: string): Promise<readonly StoredEnvelope[]> => {
  const rows = await database
    .select()
    .from(sealedEnvelopes)
    .where(eq(sealedEnvelopes.windowId, windowId))
    .orderBy(asc(sealedEnvelopes.id))
  return rows.map(({ id, body, shares, salt }) => ({ id, body, salt, shares: shares as Envelope['shares'] }))
}

/** What others have handed to a reader. */
export const handedTo = async (
  database: Queryable,
  { windowId, officerId }: { readonly windowId: string; readonly officerId: string },
): Promise<readonly { readonly fromOfficer: string; readonly bundle: string }[]> =>
  await database
    .select({ fromOfficer: sealedHandovers.fromOfficer, bundle: sealedHandovers.bundle })
    .from(sealedHandovers)
    .where(and(eq(sealedHandovers.windowId, windowId), eq(sealedHandovers.toOfficer, officerId)))

export const readSynthesis = async (database: Queryable, keyring: Keyring, id: string): Promise<string | null> => {
  const [row] = await database
    .select({ synthesis: sealedWindows.synthesis })
    .from(sealedWindows)
    .where(eq(sealedWindows.id, id))
  return row?.synthesis ? openSynthesis(keyring, id, row.synthesis) : null
}

/** The window's log as it was fixed at the closing. */
export const readLog = async (
  database: Queryable,
  windowId: string,
): Promise<readonly { readonly position: number; readonly leaf: string; readonly head: string }[]> =>
  await database
    .select({ position: sealedLog.position, leaf: sealedLog.leaf, head: sealedLog.head })
    .from(sealedLog)
    .where(eq(sealedLog.windowId, windowId))
    .orderBy(asc(sealedLog.position))

export type SealedReceipt = {
  readonly state: 'received' | 'closed' | 'released'
  readonly unitId: string
  /** The leaf that stands in the log; null while the window is open. */
  readonly leaf: string | null
}

/** Where a sealed opinion stands, by the code that its author was given. */
export const findSealedReceipt = async (database: Queryable, code: string): Promise<SealedReceipt | undefined> => {
  const [row] = await database.execute<{ state: string; unit_id: string; leaf: string | null }>(sql`
    select w.state, w.unit_id, l.leaf from (
      select window_id from sealed_envelopes where code = ${code}
      union select window_id from sealed_log where code = ${code}
    ) f join sealed_windows w on w.id = f.window_id
    left join sealed_log l on l.window_id = w.id and l.code = ${code}`)
  if (!row) return undefined
  const state = row.state === 'released' ? 'released' : row.state === 'open' ? 'received' : 'closed'
  return { state, unitId: row.unit_id, leaf: row.leaf }
}

export const dueToClose = async (database: Queryable, now: Date): Promise<readonly string[]> => {
  const rows = await database
    .select({ id: sealedWindows.id })
    .from(sealedWindows)
    .where(and(eq(sealedWindows.state, 'open'), lte(sealedWindows.closesAt, now)))
    .limit(20)
  return rows.map((row) => row.id)
}

/** Officers of the Front on a unit or above it; leaders and agencies are none. */
export const possibleReaders = async (
  database: Queryable,
  unitPath: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  await database
    .selectDistinct({ id: officers.id, name: officers.name })
    .from(officers)
    .innerJoin(officerRoles, eq(officerRoles.officerId, officers.id))
    .where(
      and(
        isNull(officers.disabledAt),
        isNull(officerRoles.revokedAt),
        inArray(officerRoles.role, ['front_officer', 'approver']),
        inArray(officerRoles.unitId, [...unitPath]),
      ),
    )
    .orderBy(asc(officers.name))
