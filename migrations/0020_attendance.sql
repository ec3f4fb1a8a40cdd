CREATE TABLE "attendance_counts" (
	"key" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"group_unit_id" text,
	"persons" integer NOT NULL,
	"households" integer,
	"at" timestamp with time zone NOT NULL,
	"counted_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "attendance_counts_persons" CHECK ("attendance_counts"."persons" between 1 and 2000),
	CONSTRAINT "attendance_counts_households" CHECK ("attendance_counts"."households" between 0 and "attendance_counts"."persons")
);
--> statement-breakpoint
CREATE TABLE "attendance_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"person" "bytea",
	"likeness" uuid NOT NULL,
	"organisation" text,
	"code" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"arrived_at" timestamp with time zone,
	"arrived_persons" smallint,
	"arrived_by" uuid,
	CONSTRAINT "attendance_invitations_code" UNIQUE("dialogue_id","code"),
	CONSTRAINT "attendance_invitations_once" UNIQUE("dialogue_id","likeness"),
	CONSTRAINT "attendance_invitations_arrived" CHECK (num_nonnulls("attendance_invitations"."arrived_at", "attendance_invitations"."arrived_persons", "attendance_invitations"."arrived_by") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "attendance_reminders" (
	"dialogue_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"fact" text NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "attendance_reminders_dialogue_id_resident_id_fact_pk" PRIMARY KEY("dialogue_id","resident_id","fact"),
	CONSTRAINT "attendance_reminders_outcome" CHECK ("attendance_reminders"."outcome" in ('sent', 'unreachable'))
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"resident_id" uuid,
	"answer" text NOT NULL,
	"companions" smallint DEFAULT 0 NOT NULL,
	"place" text,
	"waits_since" timestamp with time zone,
	"moved_up_at" timestamp with time zone,
	"code" text NOT NULL,
	"group_unit_id" text,
	"channel" text NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"arrived_at" timestamp with time zone,
	"arrived_persons" smallint,
	"arrived_by" uuid,
	CONSTRAINT "attendances_resident" UNIQUE("dialogue_id","resident_id"),
	CONSTRAINT "attendances_code" UNIQUE("dialogue_id","code"),
	CONSTRAINT "attendances_answer" CHECK ("attendances"."answer" in ('yes', 'perhaps', 'no')),
	CONSTRAINT "attendances_companions" CHECK ("attendances"."companions" between 0 and 20),
	CONSTRAINT "attendances_place" CHECK (("attendances"."answer" = 'yes') = ("attendances"."place" is not null)),
	CONSTRAINT "attendances_places" CHECK ("attendances"."place" in ('seat', 'waiting')),
	CONSTRAINT "attendances_waits" CHECK (("attendances"."place" is not distinct from 'waiting') = ("attendances"."waits_since" is not null)),
	CONSTRAINT "attendances_arrived" CHECK (num_nonnulls("attendances"."arrived_at", "attendances"."arrived_persons", "attendances"."arrived_by") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "council_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"body" text NOT NULL,
	"name" text NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"deputies" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "council_sessions_body" CHECK ("council_sessions"."body" in ('national_assembly', 'province', 'commune')),
	CONSTRAINT "council_sessions_days" CHECK ("council_sessions"."closes_on" >= "council_sessions"."opens_on")
);
--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "council_session_id" uuid;--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "capacity" integer;--> statement-breakpoint
CREATE INDEX "attendance_counts_dialogue" ON "attendance_counts" USING btree ("dialogue_id","at");--> statement-breakpoint
CREATE INDEX "attendance_invitations_order" ON "attendance_invitations" USING btree ("dialogue_id","position");--> statement-breakpoint
CREATE INDEX "attendance_reminders_resident" ON "attendance_reminders" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "attendances_by_resident" ON "attendances" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "council_sessions_unit" ON "council_sessions" USING btree ("unit_id","opens_on");--> statement-breakpoint
CREATE INDEX "dialogues_starts" ON "dialogues" USING btree ("starts_at");--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_capacity" CHECK ("dialogues"."capacity" between 1 and 100000);--> statement-breakpoint
-- Whether reminders keep quiet on public holidays is for the Front to decide: switched off until somebody does.
insert into rules (key, days, counting, times_a_year, percent, applies_to, source, source_date, valid_from, state, is_on) values
  ('reminder.quiet_holidays', 1, 'calendar', null, null, 'reminders',
    'Đề xuất của hệ thống, không phải quy định của pháp luật: ngày nghỉ lễ, Tết không nhắn lời nhắc buổi tối', null, '2026-01-01', 'unverified', false);
