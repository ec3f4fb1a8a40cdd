CREATE TABLE "early_receipts" (
	"message_lookup" uuid PRIMARY KEY NOT NULL,
	"delivered_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"noted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "early_receipts_noted" ON "early_receipts" USING btree ("noted_at");