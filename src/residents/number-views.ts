import { sql, type SQL } from 'drizzle-orm'
import { phoneAccountId, phoneEndings } from '../channels/index.ts'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { isId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { ConsentWay } from './entered-number.ts'
import { entryEnd, takerPlace } from './number-store.ts'

/** A line of a unit's register. Of the number only its ending; of the person only what this unit wrote down. */
export type NumberEntry = {
  readonly id: string
  readonly ending: string
  readonly unitId: string
  /** The village or ward group, where one was named. */
  readonly group: string | null
  readonly how: ConsentWay
  readonly consentedOn: string
  readonly takenBy: string
  readonly withRelay: boolean
  readonly enteredAt: Date
  readonly endedAt: Date | null
}

type Row = {
  id: string
  chat_id: string
  unit_id: string
  group: string | null
  how: ConsentWay
  consented_on: string
  taken_by: Buffer
  with_relay: boolean
  entered_at: string
  ended_at: string | null
}

const inUnit = (unitId: string) => sql`e.unit_id in (select id from units where path @> array[${unitId}]::text[])`

const linesWhere = async (db: Queryable, keyring: Keyring, which: SQL, limit: number): Promise<NumberEntry[]> => {
  const rows = await db.execute<Row>(sql`
    select e.id, k.chat_id, e.unit_id, case when u.level = 'group' then u.full_name end as group, e.how,
      e.consented_on::text, e.taken_by, e.with_relay, e.entered_at, ${entryEnd} as ended_at
    from number_entries e join units u on u.id = e.unit_id
    join lateral (select min(chat_id) as chat_id from contacts
      where resident_id = e.resident_id and account_id = ${phoneAccountId}) k on true
    where ${which} and k.chat_id is not null order by e.entered_at desc, e.id desc limit ${limit}`)
  const endings = await phoneEndings(
    db,
    keyring,
    rows.map((row) => Number(row.chat_id)),
  )
  return rows.map((row) => ({
    id: row.id,
    ending: endings.get(Number(row.chat_id)) ?? '',
    unitId: row.unit_id,
    group: row.group,
    how: row.how,
    consentedOn: row.consented_on,
    takenBy: keyring.openText('resident', row.taken_by, takerPlace(row.id)),
    withRelay: row.with_relay,
    enteredAt: new Date(row.entered_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
  }))
}

/** The newest lines of a unit and its groups. */
export const numberEntriesOf = async (
  db: Queryable,
  keyring: Keyring,
  { unitId, limit }: { readonly unitId: string; readonly limit: number },
): Promise<NumberEntry[]> => await linesWhere(db, keyring, inUnit(unitId), limit)

export const numberEntryOf = async (db: Queryable, keyring: Keyring, id: string): Promise<NumberEntry | undefined> =>
  isId(id) ? (await linesWhere(db, keyring, sql`e.id = ${id}`, 1))[0] : undefined

/** How many lines a unit has, how many of them go on, and how many people were not told of it yet. */
export const countNumberEntries = async (
  db: Queryable,
  unitId: string,
): Promise<{ readonly all: number; readonly active: number; readonly untold: number }> => {
  const [row] = await db.execute<{ all: string; active: string; untold: string }>(sql`
    select count(*) as all, count(*) filter (where x.ended_at is null) as active,
      count(*) filter (where x.ended_at is null and x.greeted_at is null) as untold
    from (select e.greeted_at, ${entryEnd} as ended_at from number_entries e where ${inUnit(unitId)}) x`)
  return { all: Number(row?.all ?? 0), active: Number(row?.active ?? 0), untold: Number(row?.untold ?? 0) }
}

/** Which of these numbers, by their keyed hashes, stand in the register of this unit already, and when they ended. */
export const knownInRegister = async (
  db: Queryable,
  unitId: string,
  lookups: readonly string[],
): Promise<Map<string, { readonly endedAt: Date | null }>> => {
  const rows = await db.execute<{ lookup: string; ended_at: string | null }>(sql`
    select c.lookup, ${entryEnd} as ended_at from chats c join contacts k on k.chat_id = c.id
    join number_entries e on e.resident_id = k.resident_id
    where c.lookup = any(${arrayLiteral(lookups)}::uuid[]) and ${inUnit(unitId)}
    order by ended_at nulls last`)
  // One line that goes on says more than another that ended.
  const known = new Map<string, { readonly endedAt: Date | null }>()
  for (const row of rows) {
    known.set(row.lookup, { endedAt: row.ended_at === null ? null : new Date(row.ended_at) })
  }
  return known
}

/** Who has entered a number of this person, for `XEM`. */
export const entriesAbout = async (
  db: Queryable,
  residentId: string,
): Promise<readonly { readonly place: string; readonly enteredAt: Date; readonly consentedOn: string }[]> => {
  const rows = await db.execute<{ place: string; entered_at: string; consented_on: string }>(sql`
    select lower(left(u.full_name, 1)) || substr(u.full_name, 2) as place, e.entered_at, e.consented_on::text from number_entries e join units u on u.id = e.unit_id
    where e.resident_id = ${residentId} order by e.entered_at, e.id`)
  return rows.map((row) => ({
    place: row.place,
    enteredAt: new Date(row.entered_at),
    consentedOn: row.consented_on,
  }))
}
