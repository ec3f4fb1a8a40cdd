import { sql } from 'drizzle-orm'
import type { Transaction } from './connect.ts'

/** The role that the service works as. Migrations run as the owner of the schema. */
export const serviceRole = 'nhip_cau_service'

/** Written once: the service may add rows to these, and neither change nor remove any. */
const appendOnly = [
  'audit_entries',
  'audit_chain',
  'receipt_logs',
  'receipt_leaves',
  'receipt_nodes',
  'receipt_closings',
]

/**
 * Gives the service's role what it needs and takes from it what it must not have. Runs after every migration. Roles
 * belong to the whole server, so two databases that start at once may both try to make it. Returns false where the
 * server does not let its user make roles: then the service runs as the owner, and `doctor` says so.
 */
export const ensureServiceRole = async (tx: Transaction): Promise<boolean> => {
  const [row] = await tx.execute<{ may: boolean }>(sql`
    select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user`)
  const [known] = await tx.execute(sql`select 1 from pg_roles where rolname = ${serviceRole}`)
  if (!known && !row?.may) return false
  await tx.execute(sql`select pg_advisory_xact_lock(7402118)`)
  await tx.execute(
    sql.raw(`
    do $$ begin
      create role ${serviceRole} nologin;
    exception when duplicate_object or unique_violation then null;
    end $$`),
  )
  await tx.execute(
    sql.raw(`
    do $$ begin
      execute format('grant ${serviceRole} to %I', current_user);
    exception when others then null;
    end $$`),
  )
  await tx.execute(sql.raw(`grant usage, create on schema public to ${serviceRole}`))
  await tx.execute(sql.raw(`grant usage on schema drizzle to ${serviceRole}`))
  await tx.execute(sql.raw(`grant select on all tables in schema drizzle to ${serviceRole}`))
  await tx.execute(sql.raw(`grant select, insert, update, delete on all tables in schema public to ${serviceRole}`))
  await tx.execute(sql.raw(`grant usage, select on all sequences in schema public to ${serviceRole}`))
  await tx.execute(sql.raw(`revoke update, delete, truncate on ${appendOnly.join(', ')} from ${serviceRole}`))
  return true
}
