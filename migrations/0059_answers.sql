CREATE TABLE "answer_ratings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"answer_id" uuid NOT NULL,
	"resident_id" uuid,
	"opinion_key" text,
	"score" text NOT NULL,
	"reason" text,
	"words" "bytea",
	"rated_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone,
	CONSTRAINT "answer_ratings_resident" UNIQUE("answer_id","resident_id"),
	CONSTRAINT "answer_ratings_opinion" UNIQUE("answer_id","opinion_key"),
	CONSTRAINT "answer_ratings_one" CHECK (("answer_ratings"."resident_id" is null) <> ("answer_ratings"."opinion_key" is null)),
	CONSTRAINT "answer_ratings_score" CHECK ("answer_ratings"."score" in ('satisfied', 'partly', 'not')),
	CONSTRAINT "answer_ratings_reason" CHECK ("answer_ratings"."reason" in ('general', 'wrong_body', 'not_done', 'late', 'unclear', 'other'))
);
--> statement-breakpoint
CREATE TABLE "answer_tellings" (
	"answer_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "answer_tellings_answer_id_resident_id_pk" PRIMARY KEY("answer_id","resident_id")
);
--> statement-breakpoint
CREATE TABLE "item_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"seq" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"decision" text NOT NULL,
	"words" "bytea" NOT NULL,
	"basis" text NOT NULL,
	"responsible" text DEFAULT '' NOT NULL,
	"due_on" date,
	"done_on" date,
	"what_is_new" text DEFAULT '' NOT NULL,
	"answering_body" text NOT NULL,
	"post" text NOT NULL,
	"person_name" text,
	"answered_on" date NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"sent_back_by" uuid,
	"sent_back_why" text,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"alone_because" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "item_answers_seq" UNIQUE("item_id","seq"),
	CONSTRAINT "item_answers_state" CHECK ("item_answers"."state" in ('draft', 'asked', 'sent_back', 'approved')),
	CONSTRAINT "item_answers_decision" CHECK ("item_answers"."decision" in ('accepted', 'explained', 'resolved', 'transferred', 'declined')),
	CONSTRAINT "item_answers_approved" CHECK (("item_answers"."state" = 'approved') = ("item_answers"."approved_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "item_reopenings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"answer_id" uuid NOT NULL,
	"resident_id" uuid,
	"opinion_key" text,
	"words" "bytea",
	"reopened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "item_reopenings_resident" UNIQUE("item_id","resident_id"),
	CONSTRAINT "item_reopenings_opinion" UNIQUE("item_id","opinion_key")
);
--> statement-breakpoint
ALTER TABLE "answer_ratings" ADD CONSTRAINT "answer_ratings_answer_id_item_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."item_answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_tellings" ADD CONSTRAINT "answer_tellings_answer_id_item_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."item_answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_reopenings" ADD CONSTRAINT "item_reopenings_answer_id_item_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."item_answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_ratings_resident_only" ON "answer_ratings" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "answer_tellings_resident" ON "answer_tellings" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "answer_tellings_untold" ON "answer_tellings" USING btree ("answer_id") WHERE "answer_tellings"."told_at" is null;--> statement-breakpoint
CREATE INDEX "item_answers_unit" ON "item_answers" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "item_answers_approved_at" ON "item_answers" USING btree ("approved_at");--> statement-breakpoint
CREATE INDEX "item_reopenings_answer" ON "item_reopenings" USING btree ("answer_id");--> statement-breakpoint
CREATE INDEX "item_reopenings_resident_only" ON "item_reopenings" USING btree ("resident_id");