-- The history is partitioned, which drizzle-kit cannot write. Receipts of templates tell that they arrived, not that they were seen.
alter table outbox_history add column delivered_at timestamptz;
