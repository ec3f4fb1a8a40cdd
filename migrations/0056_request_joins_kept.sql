ALTER TABLE "dialogue_request_joins" ADD COLUMN "was_voter" boolean;--> statement-breakpoint
CREATE INDEX "dialogue_requests_waiting" ON "dialogue_requests" USING btree ("unit_id") WHERE "dialogue_requests"."state" in ('asked', 'reached');--> statement-breakpoint
insert into retention_rules (kind, days, source, state, is_on, changed_at) values
  ('request-joins', 400, 'Luật Bảo vệ dữ liệu cá nhân 2025: chỉ lưu trong thời gian cần cho mục đích; số ngày do đơn vị vận hành quyết định', 'verified', true, '2026-11-23T00:00:00Z');
