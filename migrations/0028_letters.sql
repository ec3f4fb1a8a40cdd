ALTER TABLE "broadcasts" DROP CONSTRAINT "broadcasts_kind";--> statement-breakpoint
DROP INDEX "broadcasts_one_draft";--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "circle" jsonb;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "per_minute" integer;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "fed_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "broadcasts_one_draft" ON "broadcasts" USING btree ("dialogue_id","kind") WHERE "broadcasts"."state" in ('draft', 'rejected') and "broadcasts"."kind" not in ('message', 'result');--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_circle" CHECK (("broadcasts"."kind" in ('message', 'result')) = ("broadcasts"."circle" is not null));--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_per_minute" CHECK ("broadcasts"."per_minute" between 1 and 100000);--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_kind" CHECK ("broadcasts"."kind" in ('announcement', 'change', 'cancellation', 'message', 'result'));