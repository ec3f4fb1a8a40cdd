CREATE TABLE "handover_dossiers" (
	"handover_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"why" text NOT NULL,
	"digest" text NOT NULL,
	"content" "bytea",
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "handover_dossiers_handover_id_revision_pk" PRIMARY KEY("handover_id","revision"),
	CONSTRAINT "handover_dossiers_why" CHECK ("handover_dossiers"."why" in ('frozen', 'erased'))
);
--> statement-breakpoint
CREATE TABLE "handover_items" (
	"handover_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"outcome" text,
	"outcome_words" text,
	"outcome_at" timestamp with time zone,
	CONSTRAINT "handover_items_handover_id_item_id_pk" PRIMARY KEY("handover_id","item_id"),
	CONSTRAINT "handover_items_outcome" CHECK ("handover_items"."outcome" in ('resolved', 'explained', 'declined', 'forwarded'))
);
--> statement-breakpoint
CREATE TABLE "handover_opinions" (
	"handover_id" uuid NOT NULL,
	"opinion_id" uuid NOT NULL,
	CONSTRAINT "handover_opinions_handover_id_opinion_id_pk" PRIMARY KEY("handover_id","opinion_id")
);
--> statement-breakpoint
CREATE TABLE "handover_parties" (
	"handover_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"unit_id" text,
	"body" text NOT NULL,
	"received_at" timestamp with time zone,
	"received_by" uuid,
	"received_name" text,
	"received_post" text,
	"returned_at" timestamp with time zone,
	"return_reason" text,
	"competent_body" text,
	"return_words" text,
	"link_hash" text,
	"link_expires_at" timestamp with time zone,
	CONSTRAINT "handover_parties_handover_id_seq_pk" PRIMARY KEY("handover_id","seq"),
	CONSTRAINT "handover_parties_link" UNIQUE("link_hash"),
	CONSTRAINT "handover_parties_one" CHECK (("handover_parties"."unit_id" is null) = ("handover_parties"."body" <> '')),
	CONSTRAINT "handover_parties_reason" CHECK ("handover_parties"."return_reason" in ('not_competent', 'incomplete', 'duplicate', 'other')),
	CONSTRAINT "handover_parties_returned" CHECK (("handover_parties"."returned_at" is null) = ("handover_parties"."return_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"dialogue_id" uuid,
	"state" text DEFAULT 'draft' NOT NULL,
	"number" text NOT NULL,
	"dated" date,
	"note" text NOT NULL,
	"written_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"sent_at" timestamp with time zone,
	"approval_note" text,
	"sent_back_why" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "handovers_state" CHECK ("handovers"."state" in ('draft', 'asked', 'sent', 'received', 'returned', 'done', 'dropped')),
	CONSTRAINT "handovers_sent" CHECK (("handovers"."sent_at" is not null) = ("handovers"."state" in ('sent', 'received', 'returned', 'done')))
);
--> statement-breakpoint
ALTER TABLE "handover_dossiers" ADD CONSTRAINT "handover_dossiers_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_items" ADD CONSTRAINT "handover_items_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_opinions" ADD CONSTRAINT "handover_opinions_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_parties" ADD CONSTRAINT "handover_parties_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "handover_items_item" ON "handover_items" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "handover_opinions_opinion" ON "handover_opinions" USING btree ("opinion_id");--> statement-breakpoint
CREATE INDEX "handover_parties_unit" ON "handover_parties" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "handovers_unit" ON "handovers" USING btree ("unit_id","created_at");