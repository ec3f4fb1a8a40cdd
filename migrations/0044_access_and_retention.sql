CREATE TABLE "officer_chat_codes" (
	"officer_id" uuid PRIMARY KEY NOT NULL,
	"code_hash" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"chat_id" bigint,
	"account_id" text,
	"claimed_at" timestamp with time zone,
	CONSTRAINT "officer_chat_codes_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "officer_chats" (
	"officer_id" uuid PRIMARY KEY NOT NULL,
	"chat_id" bigint NOT NULL,
	"account_id" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officer_chats_chat_id_unique" UNIQUE("chat_id")
);
--> statement-breakpoint
CREATE TABLE "officer_identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"officer_id" uuid NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officer_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "officer_sign_in_links" (
	"token_hash" uuid PRIMARY KEY NOT NULL,
	"officer_id" uuid NOT NULL,
	"browser_hash" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"kind" text PRIMARY KEY NOT NULL,
	"days" integer NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"is_on" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "retention_rules_days" CHECK ("retention_rules"."days" > 0),
	CONSTRAINT "retention_rules_state" CHECK ("retention_rules"."state" in ('verified', 'unverified'))
);
--> statement-breakpoint
ALTER TABLE "officer_chat_codes" ADD CONSTRAINT "officer_chat_codes_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_chat_codes" ADD CONSTRAINT "officer_chat_codes_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_chats" ADD CONSTRAINT "officer_chats_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_chats" ADD CONSTRAINT "officer_chats_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_identities" ADD CONSTRAINT "officer_identities_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_sign_in_links" ADD CONSTRAINT "officer_sign_in_links_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "officer_identities_officer" ON "officer_identities" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "officer_sign_in_links_officer" ON "officer_sign_in_links" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("action","id");--> statement-breakpoint
-- Drops the months of a history table that ended before a moment; the service's role may not drop tables by itself.
create function drop_history_months(parent text, before timestamptz) returns integer language plpgsql security definer set search_path = public as $$
declare
  part text;
  dropped integer := 0;
begin
  if parent not in ('inbox_history', 'outbox_history') then
    raise exception 'no history table is called %', parent;
  end if;
  perform pg_advisory_xact_lock(7402117);
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass and c.relname ~ ('^' || parent || '_[0-9]{6}$')
      and (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month')::timestamp at time zone 'UTC' <= before
    order by c.relname
  loop
    execute format('drop table %I', part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
--> statement-breakpoint
insert into retention_rules (kind, days, source, state, is_on, changed_at) values
  ('opinion-authors', 1095, 'Luật Bảo vệ dữ liệu cá nhân 2025: chỉ lưu trong thời gian cần cho mục đích; số ngày do đơn vị vận hành quyết định', 'verified', true, '2026-11-23T00:00:00Z'),
  ('attendance-invitees', 90, 'Luật Bảo vệ dữ liệu cá nhân 2025; báo cáo của buổi đối thoại xong trong vài tuần', 'verified', true, '2026-11-23T00:00:00Z'),
  ('attendance-answers', 400, 'Luật Bảo vệ dữ liệu cá nhân 2025; buổi đối thoại hằng năm sau đó hỏi ai đã dự buổi trước', 'verified', true, '2026-11-23T00:00:00Z'),
  ('message-history', 400, 'Quyết định của hệ thống: đủ một năm để đối chiếu kết quả gửi, không giữ nội dung', 'verified', true, '2026-11-23T00:00:00Z'),
  ('inbox-seen', 7, 'Telegram gửi lại trong một ngày, Zalo trong hai giờ; thêm thời gian cho sự cố của máy chủ', 'verified', true, '2026-11-23T00:00:00Z'),
  ('held-texts', 1, 'Quy tắc của hệ thống: lời gửi trước khi đồng ý được xóa sau 24 giờ', 'verified', true, '2026-11-23T00:00:00Z'),
  ('unclaimed-files', 1, 'Quy tắc của hệ thống: tệp không gắn với việc nào được xóa sau 24 giờ', 'verified', true, '2026-11-23T00:00:00Z'),
  ('web-pages', 7, 'Quy tắc của hệ thống: trang trò chuyện giữ lời đã xem trong một tuần', 'verified', true, '2026-11-23T00:00:00Z'),
  ('sign-in-traces', 30, 'Quyết định của hệ thống: liên kết, mã và phiên đăng nhập đã hết hạn', 'verified', true, '2026-11-23T00:00:00Z');
