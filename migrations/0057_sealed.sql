CREATE TABLE "sealed_envelopes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"window_id" uuid NOT NULL,
	"code" text NOT NULL,
	"body" text NOT NULL,
	"shares" jsonb NOT NULL,
	"salt" text NOT NULL,
	"leaf" text NOT NULL,
	CONSTRAINT "sealed_envelopes_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "sealed_handovers" (
	"window_id" uuid NOT NULL,
	"from_officer" uuid NOT NULL,
	"to_officer" uuid NOT NULL,
	"bundle" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "sealed_handovers_window_id_from_officer_to_officer_pk" PRIMARY KEY("window_id","from_officer","to_officer")
);
--> statement-breakpoint
CREATE TABLE "sealed_links" (
	"window_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"is_used" boolean DEFAULT false NOT NULL,
	CONSTRAINT "sealed_links_window_id_key_pk" PRIMARY KEY("window_id","key")
);
--> statement-breakpoint
CREATE TABLE "sealed_log" (
	"window_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"leaf" text NOT NULL,
	"code" text NOT NULL,
	"head" text NOT NULL,
	CONSTRAINT "sealed_log_window_id_position_pk" PRIMARY KEY("window_id","position"),
	CONSTRAINT "sealed_log_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "sealed_readers" (
	"window_id" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	"recipient" text,
	"proof" text,
	"checked_at" timestamp with time zone,
	CONSTRAINT "sealed_readers_window_id_officer_id_pk" PRIMARY KEY("window_id","officer_id"),
	CONSTRAINT "sealed_readers_recipient" UNIQUE("window_id","recipient")
);
--> statement-breakpoint
CREATE TABLE "sealed_windows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"code" text NOT NULL,
	"occasion" text NOT NULL,
	"order_number" text NOT NULL,
	"order_date" date NOT NULL,
	"order_issuer" text NOT NULL,
	"use" text NOT NULL,
	"state" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"key" "bytea",
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"written_by" uuid NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"synthesis" "bytea",
	"synthesis_by" uuid,
	"read_count" integer,
	"unreadable_count" integer,
	"released_by" uuid,
	"released_at" timestamp with time zone,
	"log_head" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sealed_windows_code" UNIQUE("code"),
	CONSTRAINT "sealed_windows_occasion" CHECK ("sealed_windows"."occasion" in ('poll', 'vote', 'yearly')),
	CONSTRAINT "sealed_windows_state" CHECK ("sealed_windows"."state" in ('draft', 'asked', 'open', 'closed', 'released', 'dropped')),
	CONSTRAINT "sealed_windows_times" CHECK ("sealed_windows"."opens_at" < "sealed_windows"."closes_at"),
	CONSTRAINT "sealed_windows_key" CHECK ("sealed_windows"."key" is null or "sealed_windows"."state" = 'open')
);
--> statement-breakpoint
CREATE INDEX "sealed_envelopes_window" ON "sealed_envelopes" USING btree ("window_id","id");--> statement-breakpoint
CREATE INDEX "sealed_windows_unit" ON "sealed_windows" USING btree ("unit_id","created_at");--> statement-breakpoint
CREATE INDEX "sealed_windows_open" ON "sealed_windows" USING btree ("closes_at") WHERE state = 'open';