CREATE TABLE "dialogue_request_joins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"resident_id" uuid,
	"slip" integer,
	"sheet_id" uuid,
	"same_resident_id" uuid,
	"joined_at" timestamp with time zone NOT NULL,
	"told_step" integer NOT NULL,
	CONSTRAINT "dialogue_request_joins_resident" UNIQUE("request_id","resident_id"),
	CONSTRAINT "dialogue_request_joins_slip" UNIQUE("request_id","slip"),
	CONSTRAINT "dialogue_request_joins_one" CHECK (num_nonnulls("dialogue_request_joins"."resident_id", "dialogue_request_joins"."slip") = 1),
	CONSTRAINT "dialogue_request_joins_paper" CHECK (("dialogue_request_joins"."slip" is null) = ("dialogue_request_joins"."sheet_id" is null)),
	CONSTRAINT "dialogue_request_joins_same" CHECK ("dialogue_request_joins"."same_resident_id" is null or "dialogue_request_joins"."slip" is not null)
);
--> statement-breakpoint
CREATE TABLE "dialogue_request_letters" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"dated" date NOT NULL,
	"addressee" text NOT NULL,
	"signer" text NOT NULL,
	"words" text NOT NULL,
	"joined" integer NOT NULL,
	"verified" integer NOT NULL,
	"on_paper" integer NOT NULL,
	"voters" integer NOT NULL,
	"voters_source" text NOT NULL,
	"voters_as_of" date NOT NULL,
	"percent" integer NOT NULL,
	"legal_source" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"alone_because" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dialogue_request_sheets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"label" text NOT NULL,
	"collected_on" date NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dialogue_request_sheets_label" UNIQUE("request_id","label")
);
--> statement-breakpoint
CREATE TABLE "dialogue_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"title" text,
	"words" "bytea",
	"author_id" uuid,
	"channel" text NOT NULL,
	"entered_by" uuid,
	"guard_mark" text,
	"state" text DEFAULT 'asked' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"checked_by" uuid,
	"checked_at" timestamp with time zone,
	"open_until" date,
	"reached_at" timestamp with time zone,
	"handed_over_at" timestamp with time zone,
	"reason" text,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	"dialogue_id" uuid,
	"step" integer DEFAULT 0 NOT NULL,
	"stepped_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "dialogue_requests_dialogue" UNIQUE("dialogue_id"),
	CONSTRAINT "dialogue_requests_state" CHECK ("dialogue_requests"."state" in ('asked', 'open', 'reached', 'handed_over', 'called', 'declined', 'refused', 'lapsed', 'withdrawn')),
	CONSTRAINT "dialogue_requests_channel" CHECK ("dialogue_requests"."channel" in ('zalo', 'telegram', 'web', 'desk')),
	CONSTRAINT "dialogue_requests_called" CHECK (("dialogue_requests"."state" = 'called') = ("dialogue_requests"."dialogue_id" is not null)),
	CONSTRAINT "dialogue_requests_checked" CHECK ("dialogue_requests"."state" in ('asked', 'refused', 'withdrawn') or ("dialogue_requests"."title" is not null and "dialogue_requests"."open_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "voter_checks" (
	"resident_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "voter_checks_resident_id_unit_id_pk" PRIMARY KEY("resident_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "voter_counts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"voters" integer NOT NULL,
	"source" text NOT NULL,
	"as_of" date NOT NULL,
	"stated_by" uuid NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "voter_counts_voters" CHECK ("voter_counts"."voters" > 0)
);
--> statement-breakpoint
ALTER TABLE "dialogue_request_joins" ADD CONSTRAINT "dialogue_request_joins_request_id_dialogue_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."dialogue_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogue_request_joins" ADD CONSTRAINT "dialogue_request_joins_sheet_id_dialogue_request_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."dialogue_request_sheets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogue_request_letters" ADD CONSTRAINT "dialogue_request_letters_request_id_dialogue_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."dialogue_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogue_request_sheets" ADD CONSTRAINT "dialogue_request_sheets_request_id_dialogue_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."dialogue_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dialogue_request_joins_person" ON "dialogue_request_joins" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "dialogue_request_joins_same_person" ON "dialogue_request_joins" USING btree ("same_resident_id");--> statement-breakpoint
CREATE INDEX "dialogue_request_joins_told" ON "dialogue_request_joins" USING btree ("request_id","told_step") WHERE "dialogue_request_joins"."resident_id" is not null;--> statement-breakpoint
CREATE INDEX "dialogue_requests_unit" ON "dialogue_requests" USING btree ("unit_id","asked_at","id");--> statement-breakpoint
CREATE INDEX "dialogue_requests_open" ON "dialogue_requests" USING btree ("unit_id","open_until") WHERE "dialogue_requests"."state" in ('open', 'reached');--> statement-breakpoint
CREATE INDEX "dialogue_requests_author" ON "dialogue_requests" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "dialogue_requests_stepped" ON "dialogue_requests" USING btree ("stepped_at");--> statement-breakpoint
CREATE INDEX "voter_counts_unit" ON "voter_counts" USING btree ("unit_id","stated_at");