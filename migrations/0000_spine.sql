CREATE TABLE "account_tokens" (
	"account_id" text PRIMARY KEY NOT NULL,
	"access_token" "bytea" NOT NULL,
	"refresh_token" "bytea" NOT NULL,
	"previous_refresh_token" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL,
	"attempt_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"lane" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"capabilities" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"credentials" "bytea",
	"trouble" text,
	"paused_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_platform" CHECK ("accounts"."platform" in ('zalo', 'telegram', 'web')),
	CONSTRAINT "accounts_state" CHECK ("accounts"."state" in ('active', 'needs_consent', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chats_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lookup" uuid NOT NULL,
	"account_id" text NOT NULL,
	"address" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_inbound_at" timestamp with time zone,
	"window_opened_at" timestamp with time zone,
	"reachability" text DEFAULT 'reachable' NOT NULL,
	"unreachable_why" text,
	"erase_at" timestamp with time zone,
	CONSTRAINT "chats_lookup_unique" UNIQUE("lookup"),
	CONSTRAINT "chats_reachability" CHECK ("chats"."reachability" in ('reachable', 'blocked', 'gone', 'no_relation'))
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" uuid,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"paused_why" text
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"beat_at" timestamp with time zone NOT NULL,
	"version" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" text NOT NULL,
	"chat_lookup" uuid NOT NULL,
	"key" uuid NOT NULL,
	"platform_at" timestamp with time zone NOT NULL,
	"platform_seq" bigint NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"faults" integer DEFAULT 0 NOT NULL,
	"taken_by" uuid,
	"fault" text,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "inbox_state" CHECK ("inbox"."state" in ('waiting', 'parked'))
);
--> statement-breakpoint
CREATE TABLE "inbox_seen" (
	"key" uuid PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" text NOT NULL,
	"account_id" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"priority" smallint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"dedupe_key" text,
	"slot" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"epoch" bigint,
	"uncertain" boolean DEFAULT false NOT NULL,
	"on_uncertain" text DEFAULT 'resend' NOT NULL,
	"ref" text,
	"created_at" timestamp with time zone NOT NULL,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "outbox_dedupe_key_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "outbox_state" CHECK ("outbox"."state" in ('waiting', 'attempting')),
	CONSTRAINT "outbox_priority" CHECK ("outbox"."priority" between 0 and 2),
	CONSTRAINT "outbox_on_uncertain" CHECK ("outbox"."on_uncertain" in ('resend', 'leave'))
);
--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chats_account" ON "chats" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "inbox_next" ON "inbox" USING btree ("platform_at","id");--> statement-breakpoint
CREATE INDEX "inbox_chat" ON "inbox" USING btree ("chat_lookup","platform_at","platform_seq","id");--> statement-breakpoint
CREATE INDEX "inbox_seen_at" ON "inbox_seen" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "outbox_next" ON "outbox" USING btree ("lane","account_id","priority","due_at","id");--> statement-breakpoint
CREATE INDEX "outbox_chat" ON "outbox" USING btree ("chat_id","id");--> statement-breakpoint
CREATE INDEX "outbox_attempting" ON "outbox" USING btree ("lane","epoch") WHERE "outbox"."state" = 'attempting';--> statement-breakpoint
CREATE INDEX "outbox_ref" ON "outbox" USING btree ("ref") WHERE "outbox"."ref" is not null;