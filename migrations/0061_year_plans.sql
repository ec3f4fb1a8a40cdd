CREATE TABLE "session_reviews" (
	"dialogue_id" uuid PRIMARY KEY NOT NULL,
	"marks" jsonb NOT NULL,
	"good" text NOT NULL,
	"weak" text NOT NULL,
	"lessons" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "year_plan_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"month" integer NOT NULL,
	"level" text NOT NULL,
	"type" text NOT NULL,
	"topic" text NOT NULL,
	"host" text NOT NULL,
	"place" text NOT NULL,
	"cost" bigint,
	"dialogue_id" uuid,
	CONSTRAINT "year_plan_lines_dialogue" UNIQUE("dialogue_id"),
	CONSTRAINT "year_plan_lines_month" CHECK ("year_plan_lines"."month" between 1 and 12),
	CONSTRAINT "year_plan_lines_level" CHECK ("year_plan_lines"."level" in ('province', 'commune', 'group')),
	CONSTRAINT "year_plan_lines_type" CHECK ("year_plan_lines"."type" in ('dialogue', 'voter_contact')),
	CONSTRAINT "year_plan_lines_cost" CHECK ("year_plan_lines"."cost" >= 0)
);
--> statement-breakpoint
CREATE TABLE "year_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"year" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"family" text NOT NULL,
	"superior" text NOT NULL,
	"issuer" text NOT NULL,
	"number" text NOT NULL,
	"dated" date,
	"drafted_with" text NOT NULL,
	"purpose" text NOT NULL,
	"lessons" text NOT NULL,
	"recipients" text NOT NULL,
	"authority" text NOT NULL,
	"post" text NOT NULL,
	"signer" text NOT NULL,
	"written_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"sent_back_why" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "year_plans_year" UNIQUE("unit_id","year"),
	CONSTRAINT "year_plans_state" CHECK ("year_plans"."state" in ('draft', 'asked', 'approved')),
	CONSTRAINT "year_plans_family" CHECK ("year_plans"."family" in ('state', 'party', 'front')),
	CONSTRAINT "year_plans_approved" CHECK (("year_plans"."state" = 'approved') = ("year_plans"."approved_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "year_plan_lines" ADD CONSTRAINT "year_plan_lines_plan_id_year_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."year_plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "year_plan_lines_plan" ON "year_plan_lines" USING btree ("plan_id","month","id");