CREATE TABLE "question_limits" (
	"key" uuid PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "held_why" text;--> statement-breakpoint
CREATE INDEX "question_limits_since" ON "question_limits" USING btree ("since");--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_held" CHECK ("opinions"."held_why" in ('flood'));