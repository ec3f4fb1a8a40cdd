CREATE TABLE "api_requests" (
	"key_hash" uuid PRIMARY KEY NOT NULL,
	"officer_id" uuid NOT NULL,
	"body_hash" uuid NOT NULL,
	"status" integer,
	"answer" "bytea",
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "api_requests_created" ON "api_requests" USING btree ("created_at");