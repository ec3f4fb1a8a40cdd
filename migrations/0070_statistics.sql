CREATE TABLE "past_figures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sheet_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"from_year" integer NOT NULL,
	"to_year" integer NOT NULL,
	"level" text,
	"old_unit" text NOT NULL,
	"old_district" text NOT NULL,
	"old_folded" text NOT NULL,
	"district_folded" text NOT NULL,
	"measure" text NOT NULL,
	"type" text,
	"rhythm" text,
	"is_thematic" boolean,
	"elected_body" text,
	"value" integer NOT NULL,
	"qualifier" text NOT NULL,
	"counted_in" text NOT NULL,
	CONSTRAINT "past_figures_seq" UNIQUE("sheet_id","seq"),
	CONSTRAINT "past_figures_years" CHECK ("past_figures"."from_year" between 1945 and 2100 and "past_figures"."to_year" between "past_figures"."from_year" and 2100),
	CONSTRAINT "past_figures_level" CHECK ("past_figures"."level" in ('province', 'district', 'commune', 'village')),
	CONSTRAINT "past_figures_measure" CHECK ("past_figures"."measure" in ('sessions', 'participants', 'opinions', 'answered', 'households')),
	CONSTRAINT "past_figures_type" CHECK ("past_figures"."type" in ('dialogue', 'voter_contact')),
	CONSTRAINT "past_figures_rhythm" CHECK ("past_figures"."rhythm" in ('periodic', 'ad_hoc', 'regular')),
	CONSTRAINT "past_figures_body" CHECK ("past_figures"."elected_body" in ('assembly_and_province', 'assembly', 'province', 'district', 'commune')),
	CONSTRAINT "past_figures_value" CHECK ("past_figures"."value" between 0 and 1000000000),
	CONSTRAINT "past_figures_qualifier" CHECK ("past_figures"."qualifier" in ('exact', 'more_than')),
	CONSTRAINT "past_figures_counted_in" CHECK ("past_figures"."counted_in" in ('conference', 'round', 'occasion', 'person', 'opinion', 'household'))
);
--> statement-breakpoint
CREATE TABLE "past_sheets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"source" text NOT NULL,
	"source_on" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"written_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"sent_back_why" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "past_sheets_state" CHECK ("past_sheets"."state" in ('draft', 'asked', 'approved')),
	CONSTRAINT "past_sheets_approved" CHECK (("past_sheets"."state" = 'approved') = ("past_sheets"."approved_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "document_templates" DROP CONSTRAINT "document_templates_kind";--> statement-breakpoint
ALTER TABLE "syntheses" ADD COLUMN "kind" text DEFAULT 'period' NOT NULL;--> statement-breakpoint
ALTER TABLE "past_figures" ADD CONSTRAINT "past_figures_sheet_id_past_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."past_sheets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "past_figures_old" ON "past_figures" USING btree ("old_folded");--> statement-breakpoint
CREATE INDEX "past_sheets_unit" ON "past_sheets" USING btree ("unit_id","state");--> statement-breakpoint
ALTER TABLE "document_templates" ADD CONSTRAINT "document_templates_kind" CHECK ("document_templates"."kind" in ('notice', 'invitation', 'minutes', 'conclusion', 'session_report', 'synthesis', 'year_report', 'five_year_report', 'reply'));--> statement-breakpoint
ALTER TABLE "syntheses" ADD CONSTRAINT "syntheses_kind" CHECK ("syntheses"."kind" in ('period', 'year', 'five_years'));