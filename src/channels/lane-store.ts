import { sql } from 'drizzle-orm'
import type { Database, Queryable } from '../database/index.ts'

/** Seconds without a beat after which a process counts as dead, and its lanes and turns are free. */
export const leaseSeconds = 4
/** Who has not beaten for so long gets no share of the lanes: it may have ended, and its share would be nobody's. */
const sharingSeconds = 2
/** A lane whose holder has died is anybody's when it was not taken for so long by whoever has room in their share. */
const orphanedSeconds = 0.5

// Leases compare moments of several machines, so they use the database's clock, never ours.

/** What that clock says, for whoever must lay ours beside it or ask who beat lately. */
export const leaseTime = async (database: Queryable): Promise<Date> => {
  const [row] = await database.execute<{ ms: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as ms`)
  return new Date(Number(row?.ms))
}

export const beat = async (database: Database, processId: string, version: string): Promise<void> => {
  await database.$client`
    insert into processes (id, started_at, beat_at, version) values (${processId}, clock_timestamp(), clock_timestamp(), ${version})
    on conflict (id) do update set beat_at = clock_timestamp()`
}

export const leave = async (database: Database, processId: string): Promise<void> => {
  await database.$client`update lanes set owner = null, expires_at = clock_timestamp() where owner = ${processId}`
  await database.$client`delete from processes where id = ${processId} or beat_at < clock_timestamp() - interval '1 day'`
}

export type HeldLane = {
  readonly id: string
  readonly epoch: number
  readonly pausedUntil: Date | null
  /** Another process has let go of it within the last seconds, having sent until then. */
  readonly isHandedOver: boolean
}

type LaneRow = { readonly id: string; readonly epoch: string; readonly paused_until: string | null }

const asLane = (row: LaneRow & { readonly handed_over?: boolean }): HeldLane => ({
  id: row.id,
  epoch: Number(row.epoch),
  pausedUntil: row.paused_until ? new Date(row.paused_until) : null,
  isHandedOver: row.handed_over ?? false,
})

export const renewLanes = async (database: Database, processId: string): Promise<HeldLane[]> => {
  const rows = await database.$client<LaneRow[]>`
    update lanes set expires_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where owner = ${processId} and expires_at > clock_timestamp()
    returning id, epoch, paused_until::text`
  return rows.map(asLane)
}

/**
 * Takes free lanes up to this process's fair share, and beyond it those of a dead holder that nobody takes; each taking
 * raises the epoch, which ends the former holder's claims.
 */
export const acquireLanes = async (database: Database, processId: string): Promise<HeldLane[]> => {
  const rows = await database.$client<(LaneRow & { readonly handed_over: boolean })[]>`
    with share as (
      select ceil((select count(*) from lanes)::numeric / greatest(1, (
        select count(*) from processes where beat_at > clock_timestamp() - make_interval(secs => ${sharingSeconds}))))::int
        - (select count(*) from lanes where owner = ${processId} and expires_at > clock_timestamp())::int as free
    ), orphaned as (
      select id from lanes
      where owner is not null and expires_at < clock_timestamp() - make_interval(secs => ${orphanedSeconds})
    ), takeable as (
      select id, owner is null and coalesce(expires_at > clock_timestamp() - interval '10 seconds', false) as handed_over
      from lanes where owner is null or expires_at < clock_timestamp()
      order by id in (select id from orphaned) desc, id
      limit greatest((select free from share), (select count(*) from orphaned), 0) for update skip locked
    )
    update lanes l set owner = ${processId}, epoch = l.epoch + 1,
      expires_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from takeable t where l.id = t.id
    returning l.id, l.epoch, l.paused_until::text, t.handed_over`
  return rows.map(asLane)
}

/**
 * Milliseconds until the first lease of another process ends unless it is renewed, not above zero when it has ended and
 * nobody has taken the lane; null when no other process has one.
 */
export const untilLeaseEnds = async (database: Database, processId: string): Promise<number | null> => {
  const [row] = await database.$client<{ ms: number | null }[]>`
    select (extract(epoch from min(expires_at) - clock_timestamp()) * 1000)::float as ms from lanes
    where owner <> ${processId}`
  return row?.ms ?? null
}

/** How many lanes this process holds beyond its fair share, now that others are alive. */
export const countSurplus = async (database: Database, processId: string): Promise<number> => {
  const [row] = await database.$client<{ surplus: number }[]>`
    select greatest(0, (select count(*) from lanes where owner = ${processId})::int - ceil((select count(*) from lanes)::numeric
      / greatest(1, (select count(*) from processes
        where beat_at > clock_timestamp() - make_interval(secs => ${sharingSeconds}))))::int) as surplus`
  return row?.surplus ?? 0
}

export const releaseLane = async (database: Database, processId: string, lane: string): Promise<void> => {
  await database.$client`
    update lanes set owner = null, expires_at = clock_timestamp() where id = ${lane} and owner = ${processId}`
}

export const pauseLane = async (database: Queryable, lane: string, until: Date, why: string): Promise<void> => {
  await database.execute(sql`
    update lanes set paused_until = ${until.toISOString()}::timestamptz, paused_why = ${why} where id = ${lane}`)
}

/** An account sends again: what an operator had to mend is mended. What its tokens need is theirs to say. */
export const endTrouble = async (database: Queryable, accountId: string): Promise<void> => {
  await database.execute(sql`
    update accounts set trouble = null where id = ${accountId} and trouble not like 'refresh-%'`)
}

export const pauseAccount = async (
  database: Queryable,
  accountId: string,
  until: Date,
  trouble: string | null,
): Promise<void> => {
  await database.execute(sql`
    update accounts set paused_until = ${until.toISOString()}::timestamptz, trouble = coalesce(${trouble}, trouble)
    where id = ${accountId}`)
}
