ALTER TABLE "past_sheets" DROP CONSTRAINT "past_sheets_state";--> statement-breakpoint
ALTER TABLE "past_sheets" DROP CONSTRAINT "past_sheets_approved";--> statement-breakpoint
ALTER TABLE "past_figures" ADD COLUMN "level_words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "past_figures" ADD COLUMN "body_words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "past_sheets" ADD COLUMN "withdrawn_why" text;--> statement-breakpoint
ALTER TABLE "past_sheets" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
ALTER TABLE "past_sheets" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "past_sheets" ADD COLUMN "renews" uuid;--> statement-breakpoint
ALTER TABLE "past_sheets" ADD CONSTRAINT "past_sheets_withdrawn" CHECK (("past_sheets"."state" = 'withdrawn') = ("past_sheets"."withdrawn_at" is not null and "past_sheets"."withdrawn_why" is not null));--> statement-breakpoint
ALTER TABLE "past_sheets" ADD CONSTRAINT "past_sheets_state" CHECK ("past_sheets"."state" in ('draft', 'asked', 'approved', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "past_sheets" ADD CONSTRAINT "past_sheets_approved" CHECK (("past_sheets"."state" in ('approved', 'withdrawn')) = ("past_sheets"."approved_at" is not null));