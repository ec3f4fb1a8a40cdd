-- A message that came back because a way had closed, and whose person goes another way or is held.
alter table outbox_history drop constraint outbox_history_outcome_check;--> statement-breakpoint
alter table outbox_history add constraint outbox_history_outcome_check
  check (outcome in ('sent', 'refused', 'unreachable', 'expired', 'uncertain', 'replaced', 'moved'));
