-- Monthly history. drizzle-kit cannot write partitions, so this file is written by hand.
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists unaccent;
--> statement-breakpoint
create table inbox_history (
  id bigint not null,
  account_id text not null,
  chat_lookup uuid not null,
  received_at timestamptz not null,
  finished_at timestamptz not null,
  attempts integer not null,
  outcome text not null
) partition by range (finished_at);
--> statement-breakpoint
create index inbox_history_chat on inbox_history (chat_lookup, finished_at);
--> statement-breakpoint
create table inbox_history_rest partition of inbox_history default;
--> statement-breakpoint
create table outbox_history (
  id bigint not null,
  lane text not null,
  account_id text not null,
  chat_id bigint not null,
  priority smallint not null,
  outcome text not null check (outcome in ('sent', 'refused', 'unreachable', 'expired', 'replaced', 'uncertain')),
  why text,
  message_lookup uuid,
  attempts integer not null,
  uncertain boolean not null,
  ref text,
  created_at timestamptz not null,
  finished_at timestamptz not null,
  seen_at timestamptz
) partition by range (finished_at);
--> statement-breakpoint
create index outbox_history_chat on outbox_history (chat_id, finished_at);
--> statement-breakpoint
create index outbox_history_ref on outbox_history (ref, outcome) where ref is not null;
--> statement-breakpoint
create index outbox_history_message on outbox_history (message_lookup) where message_lookup is not null;
--> statement-breakpoint
create table outbox_history_rest partition of outbox_history default;
--> statement-breakpoint
-- Makes the month of one history table that holds a moment. Called ahead of time, one table a transaction: a turn writes to
-- both tables, and whoever locked them in another order would meet it in a deadlock.
create function ensure_history_month(parent text, moment timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare
  first date := date_trunc('month', moment at time zone 'UTC')::date;
  part text := parent || '_' || to_char(first, 'YYYYMM');
begin
  if parent not in ('inbox_history', 'outbox_history') then
    raise exception 'no history table is called %', parent;
  end if;
  perform pg_advisory_xact_lock(7402117);
  if to_regclass(part) is null then
    execute format('create table %I partition of %I for values from (%L) to (%L)', part, parent,
      first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
  end if;
end $$;
