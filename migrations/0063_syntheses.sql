CREATE TABLE "syntheses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"council_session" text NOT NULL,
	"mood" text NOT NULL,
	"proposals" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"figures" jsonb,
	"written_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"sent_back_why" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "syntheses_state" CHECK ("syntheses"."state" in ('draft', 'asked', 'approved')),
	CONSTRAINT "syntheses_period" CHECK ("syntheses"."from_on" <= "syntheses"."until_on"),
	CONSTRAINT "syntheses_approved" CHECK (("syntheses"."state" = 'approved') = ("syntheses"."figures" is not null))
);
--> statement-breakpoint
CREATE INDEX "syntheses_unit" ON "syntheses" USING btree ("unit_id","from_on");