CREATE TABLE "account_consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"officer_id" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "attempt_by" uuid;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "unclear_attempts" integer DEFAULT 0 NOT NULL;