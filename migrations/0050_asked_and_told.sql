ALTER TABLE "disclosures" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "opinion_asks" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "opinion_attachments" ADD COLUMN "ask_id" uuid;--> statement-breakpoint
CREATE INDEX "disclosures_untold" ON "disclosures" USING btree ("asked_at") WHERE "disclosures"."state" = 'asked' and "disclosures"."told_at" is null;--> statement-breakpoint
CREATE INDEX "opinion_asks_untold" ON "opinion_asks" USING btree ("asked_at") WHERE "opinion_asks"."told_at" is null and "opinion_asks"."answered_at" is null and "opinion_asks"."declined_at" is null;