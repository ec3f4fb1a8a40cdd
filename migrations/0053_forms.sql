CREATE TABLE "form_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"resident_id" uuid,
	"code" text NOT NULL,
	"source" text NOT NULL,
	"place_id" text,
	"sex" text,
	"age_band" text,
	"counts_person" boolean NOT NULL,
	"counts_household" boolean NOT NULL,
	"answers" jsonb NOT NULL,
	"salt" "bytea" NOT NULL,
	"entered_by" uuid,
	"paper_number" text,
	"checked_by" uuid,
	"checked_as" text,
	CONSTRAINT "form_answers_code" UNIQUE("code"),
	CONSTRAINT "form_answers_source" CHECK ("form_answers"."source" in ('chat', 'web', 'hall', 'paper')),
	CONSTRAINT "form_answers_checked" CHECK ("form_answers"."checked_as" in ('right', 'mended'))
);
--> statement-breakpoint
CREATE TABLE "form_arrivals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"resident_id" uuid,
	"code" text NOT NULL,
	"source" text NOT NULL,
	"place_id" text,
	"sex" text,
	"age_band" text,
	"counts_person" boolean NOT NULL,
	"counts_household" boolean NOT NULL,
	"answers" jsonb NOT NULL,
	"salt" "bytea" NOT NULL,
	"entered_by" uuid,
	"paper_number" text,
	"words" "bytea",
	CONSTRAINT "form_arrivals_code" UNIQUE("code"),
	CONSTRAINT "form_arrivals_source" CHECK ("form_arrivals"."source" in ('chat', 'web', 'hall', 'paper'))
);
--> statement-breakpoint
CREATE TABLE "form_days" (
	"form_id" uuid NOT NULL,
	"day" date NOT NULL,
	"answers" integer NOT NULL,
	CONSTRAINT "form_days_form_id_day_pk" PRIMARY KEY("form_id","day")
);
--> statement-breakpoint
CREATE TABLE "form_drafts" (
	"form_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"state" "bytea" NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "form_drafts_form_id_chat_id_pk" PRIMARY KEY("form_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "form_slips" (
	"form_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"place_id" text,
	"batch" uuid NOT NULL,
	CONSTRAINT "form_slips_form_id_key_pk" PRIMARY KEY("form_id","key")
);
--> statement-breakpoint
CREATE TABLE "form_spent" (
	"form_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" uuid NOT NULL,
	CONSTRAINT "form_spent_form_id_kind_key_pk" PRIMARY KEY("form_id","kind","key"),
	CONSTRAINT "form_spent_kind" CHECK ("form_spent"."kind" in ('person', 'household', 'device', 'slip'))
);
--> statement-breakpoint
CREATE TABLE "form_tallies" (
	"form_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"question" text NOT NULL,
	"value" text NOT NULL,
	"dimension" text NOT NULL,
	"cell" text NOT NULL,
	"is_paper" boolean NOT NULL,
	"persons" bigint NOT NULL,
	"households" bigint NOT NULL,
	"aside" bigint NOT NULL,
	CONSTRAINT "form_tallies_form_id_question_dimension_cell_version_value_is_paper_pk" PRIMARY KEY("form_id","question","dimension","cell","version","value","is_paper"),
	CONSTRAINT "form_tallies_dimension" CHECK ("form_tallies"."dimension" in ('all', 'place', 'sex', 'age'))
);
--> statement-breakpoint
CREATE TABLE "form_versions" (
	"form_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"written_by" uuid NOT NULL,
	"approved_at" timestamp with time zone,
	CONSTRAINT "form_versions_form_id_number_pk" PRIMARY KEY("form_id","number")
);
--> statement-breakpoint
CREATE TABLE "form_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"question" text NOT NULL,
	"answer_id" uuid,
	"place_id" text,
	"words" "bytea",
	"attachment_ids" uuid[] DEFAULT '{}' NOT NULL,
	"opinion_id" uuid
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"dialogue_id" uuid,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"code" text NOT NULL,
	"counts" text NOT NULL,
	"naming" text NOT NULL,
	"audience" text NOT NULL,
	"is_live" boolean DEFAULT false NOT NULL,
	"shows_answered" boolean DEFAULT false NOT NULL,
	"smallest_cell" smallint DEFAULT 5 NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"key" "bytea",
	"open_version" integer,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"written_by" uuid NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"sent_back_why" text,
	"results_told" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "forms_code" UNIQUE("code"),
	CONSTRAINT "forms_purpose" CHECK ("forms"."purpose" in ('before_dialogue', 'satisfaction', 'community', 'other')),
	CONSTRAINT "forms_state" CHECK ("forms"."state" in ('draft', 'asked', 'open', 'closed', 'dropped')),
	CONSTRAINT "forms_counts" CHECK ("forms"."counts" in ('persons', 'households', 'both')),
	CONSTRAINT "forms_naming" CHECK ("forms"."naming" in ('named', 'anonymous')),
	CONSTRAINT "forms_audience" CHECK ("forms"."audience" in ('unit', 'registered', 'codes')),
	CONSTRAINT "forms_times" CHECK ("forms"."opens_at" < "forms"."closes_at"),
	CONSTRAINT "forms_shows" CHECK (not "forms"."shows_answered" or "forms"."naming" = 'named'),
	CONSTRAINT "forms_key" CHECK ("forms"."key" is null or "forms"."state" <> 'closed'),
	CONSTRAINT "forms_cell" CHECK ("forms"."smallest_cell" between 1 and 50)
);
--> statement-breakpoint
CREATE INDEX "form_answers_form" ON "form_answers" USING btree ("form_id","id");--> statement-breakpoint
CREATE INDEX "form_answers_resident" ON "form_answers" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "form_answers_paper" ON "form_answers" USING btree ("form_id","paper_number") WHERE source = 'paper';--> statement-breakpoint
CREATE INDEX "form_arrivals_form" ON "form_arrivals" USING btree ("form_id");--> statement-breakpoint
CREATE INDEX "form_arrivals_resident" ON "form_arrivals" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "form_drafts_chat" ON "form_drafts" USING btree ("chat_id");--> statement-breakpoint
CREATE INDEX "form_drafts_old" ON "form_drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "form_slips_batch" ON "form_slips" USING btree ("batch");--> statement-breakpoint
CREATE INDEX "form_words_form" ON "form_words" USING btree ("form_id","question","id");--> statement-breakpoint
CREATE INDEX "form_words_answer" ON "form_words" USING btree ("answer_id");--> statement-breakpoint
CREATE INDEX "form_words_untaken" ON "form_words" USING btree ("form_id") WHERE opinion_id is null and words is not null;--> statement-breakpoint
CREATE INDEX "forms_unit" ON "forms" USING btree ("unit_id","created_at");--> statement-breakpoint
CREATE INDEX "forms_dialogue" ON "forms" USING btree ("dialogue_id");--> statement-breakpoint
CREATE INDEX "forms_open" ON "forms" USING btree ("unit_id","closes_at") WHERE state = 'open';