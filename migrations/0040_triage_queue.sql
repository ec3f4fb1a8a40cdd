CREATE TABLE "opinion_removed_files" (
	"opinion_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"removed_by" uuid NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "opinion_removed_files_opinion_id_attachment_id_pk" PRIMARY KEY("opinion_id","attachment_id")
);
--> statement-breakpoint
CREATE TABLE "triage_looks" (
	"opinion_id" uuid PRIMARY KEY NOT NULL,
	"officer_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "voice_attempts" (
	"attachment_id" uuid PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "opinion_refusals" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "opinion_refusals" ADD COLUMN "outcome_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "pressing" text;--> statement-breakpoint
ALTER TABLE "opinion_removed_files" ADD CONSTRAINT "opinion_removed_files_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triage_looks" ADD CONSTRAINT "triage_looks_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "opinion_removed_files_untold" ON "opinion_removed_files" USING btree ("removed_at") WHERE "opinion_removed_files"."told_at" is null;--> statement-breakpoint
CREATE INDEX "opinion_refusals_untold" ON "opinion_refusals" USING btree ("refused_at") WHERE "opinion_refusals"."told_at" is null and "opinion_refusals"."undone_at" is null;--> statement-breakpoint
CREATE INDEX "opinion_refusals_undecided_told" ON "opinion_refusals" USING btree ("decided_at") WHERE "opinion_refusals"."decided_at" is not null and "opinion_refusals"."outcome_told_at" is null;--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_pressing" CHECK ("opinions"."pressing" in ('danger', 'sensitive'));