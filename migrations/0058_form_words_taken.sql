ALTER TABLE "opinions" DROP CONSTRAINT "opinions_channel";--> statement-breakpoint
DROP INDEX "form_words_untaken";--> statement-breakpoint
CREATE INDEX "form_words_opinion" ON "form_words" USING btree ("opinion_id") WHERE opinion_id is not null;--> statement-breakpoint
CREATE INDEX "form_words_untaken" ON "form_words" USING btree ("form_id") WHERE opinion_id is null and (words is not null or attachment_ids <> '{}');--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_channel" CHECK ("opinions"."channel" in ('zalo', 'telegram', 'web', 'desk', 'phone', 'paper', 'form'));