import { eq, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { officerThrottle } from '../database/tables/officers.ts'

export type ThrottlePolicy = {
  /** Failures that cost nothing. */
  readonly free: number
  /** Wait after the first failure beyond; doubled by each further one. */
  readonly firstWaitSeconds: number
  readonly mostSeconds: number
}

const forgottenAfterMs = 24 * 3_600_000

/**
 * Counts a try before it is made, so that a hundred tries at once are a hundred. Gives the moment until which nobody
 * may try; undefined when this try may go on. A try during the wait is not counted.
 */
export const countTry = async (
  tx: Transaction,
  bucket: string,
  policy: ThrottlePolicy,
  now: Date,
): Promise<Date | undefined> => {
  const at = now.toISOString()
  const forgotten = new Date(now.getTime() - forgottenAfterMs).toISOString()
  const failures = sql`case when t.updated_at < ${forgotten}::timestamptz then 1 else t.failures + 1 end`
  const wait = sql`least(${policy.mostSeconds}::float8,
    ${policy.firstWaitSeconds}::float8 * power(2, least(t.failures + 1 - ${policy.free}::int, 20)))`
  const [counted] = await tx.execute(sql`
    insert into officer_throttle as t (bucket, failures, locked_until, updated_at)
    values (${bucket}, 1, null, ${at}::timestamptz)
    on conflict (bucket) do update set failures = ${failures}, updated_at = ${at}::timestamptz,
      locked_until = case when t.updated_at >= ${forgotten}::timestamptz and t.failures + 1 >= ${policy.free}::int
        then ${at}::timestamptz + make_interval(secs => ${wait}) end
    where t.locked_until is null or t.locked_until <= ${at}::timestamptz
    returning t.failures`)
  if (counted) return undefined
  const [row] = await tx.select().from(officerThrottle).where(eq(officerThrottle.bucket, bucket))
  return row?.lockedUntil ?? now
}

/** The try was right: the bucket is empty again. */
export const clearTries = async (tx: Transaction, bucket: string): Promise<void> => {
  await tx.delete(officerThrottle).where(eq(officerThrottle.bucket, bucket))
}

/** The try was right, but others share the bucket: takes back this one only, and the wait that it began. */
export const takeBackTry = async (tx: Transaction, bucket: string, policy: ThrottlePolicy): Promise<void> => {
  await tx.execute(sql`
    update officer_throttle set failures = greatest(failures - 1, 0),
      locked_until = case when failures - 1 >= ${policy.free}::int then locked_until end where bucket = ${bucket}`)
}

export const forgetTries = async (tx: Transaction, now: Date): Promise<void> => {
  await tx.delete(officerThrottle).where(lt(officerThrottle.updatedAt, new Date(now.getTime() - forgottenAfterMs)))
}
