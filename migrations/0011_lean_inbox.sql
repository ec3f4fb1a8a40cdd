DROP INDEX "inbox_next";--> statement-breakpoint
DROP INDEX "inbox_seen_at";--> statement-breakpoint
CREATE INDEX "inbox_seen_at" ON "inbox_seen" USING brin ("seen_at");