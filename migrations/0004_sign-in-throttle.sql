CREATE TABLE "officer_throttle" (
	"bucket" uuid PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"locked_until" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "officer_throttle_updated" ON "officer_throttle" USING btree ("updated_at");--> statement-breakpoint
ALTER TABLE "officers" DROP COLUMN "failed_sign_ins";--> statement-breakpoint
ALTER TABLE "officers" DROP COLUMN "locked_until";