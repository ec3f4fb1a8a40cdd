DROP INDEX "outbox_attempting";--> statement-breakpoint
ALTER TABLE "outbox" SET (fillfactor = 50);
