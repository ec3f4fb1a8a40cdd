CREATE TABLE "dialogue_sounds" (
	"dialogue_id" uuid PRIMARY KEY NOT NULL,
	"attachment_id" uuid NOT NULL,
	"text_digest" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_link_openings" (
	"token" text NOT NULL,
	"day" date NOT NULL,
	"openings" integer NOT NULL,
	CONSTRAINT "group_link_openings_token_day_pk" PRIMARY KEY("token","day"),
	CONSTRAINT "group_link_openings_some" CHECK ("group_link_openings"."openings" > 0)
);
--> statement-breakpoint
CREATE TABLE "group_links" (
	"token" text PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "group_links_one" UNIQUE("dialogue_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "channel_rule_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"value" double precision NOT NULL,
	"source" text NOT NULL,
	"source_date" date,
	"state" text NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"date" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"source_date" date NOT NULL,
	"state" text NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "holidays_kind" CHECK ("holidays"."kind" in ('off', 'worked')),
	CONSTRAINT "holidays_state" CHECK ("holidays"."state" in ('verified', 'unverified')),
	CONSTRAINT "holidays_worked_weekend" CHECK ("holidays"."kind" = 'off' or extract(isodow from "holidays"."date") > 5)
);
--> statement-breakpoint
CREATE TABLE "unit_networks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"since" date NOT NULL,
	"minutes_number" text NOT NULL,
	"minutes_date" date NOT NULL,
	"ended_on" date,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "unit_networks_kind" CHECK ("unit_networks"."kind" in ('zalo_group', 'telegram_group', 'loudspeaker', 'notice_board', 'house_visits', 'sms', 'other')),
	CONSTRAINT "unit_networks_ended" CHECK ("unit_networks"."ended_on" >= "unit_networks"."since")
);
--> statement-breakpoint
ALTER TABLE "broadcasts" DROP CONSTRAINT "broadcasts_kind";--> statement-breakpoint
ALTER TABLE "dialogue_sounds" ADD CONSTRAINT "dialogue_sounds_dialogue_id_dialogues_id_fk" FOREIGN KEY ("dialogue_id") REFERENCES "public"."dialogues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogue_sounds" ADD CONSTRAINT "dialogue_sounds_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_link_openings" ADD CONSTRAINT "group_link_openings_token_group_links_token_fk" FOREIGN KEY ("token") REFERENCES "public"."group_links"("token") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_links" ADD CONSTRAINT "group_links_dialogue_id_dialogues_id_fk" FOREIGN KEY ("dialogue_id") REFERENCES "public"."dialogues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_rule_history" ADD CONSTRAINT "channel_rule_history_key_channel_rules_key_fk" FOREIGN KEY ("key") REFERENCES "public"."channel_rules"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_networks" ADD CONSTRAINT "unit_networks_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dialogue_sounds_attachment" ON "dialogue_sounds" USING btree ("attachment_id");--> statement-breakpoint
CREATE INDEX "channel_rule_history_key" ON "channel_rule_history" USING btree ("key","replaced_at");--> statement-breakpoint
CREATE INDEX "unit_networks_unit" ON "unit_networks" USING btree ("unit_id");--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_kind" CHECK ("broadcasts"."kind" in ('announcement', 'change', 'cancellation', 'result'));