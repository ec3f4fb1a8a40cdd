ALTER TABLE "broadcast_contents" ADD COLUMN "written_by" text NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "facts" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "former_facts" jsonb;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "content_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "rejected_why" text;--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "told" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "broadcasts_one_draft" ON "broadcasts" USING btree ("dialogue_id","kind") WHERE "broadcasts"."state" in ('draft', 'rejected');