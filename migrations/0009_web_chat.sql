CREATE TABLE "web_arrivals" (
	"bucket" uuid NOT NULL,
	"window_at" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "web_arrivals_bucket_window_at_pk" PRIMARY KEY("bucket","window_at")
);
--> statement-breakpoint
ALTER TABLE "web_messages" DROP CONSTRAINT "web_messages_delivery_id_unique";--> statement-breakpoint
ALTER TABLE "web_visitors" ALTER COLUMN "is_kiosk" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "web_visitors" ALTER COLUMN "is_kiosk" SET DATA TYPE boolean USING "is_kiosk" = 'yes';--> statement-breakpoint
ALTER TABLE "web_visitors" ALTER COLUMN "is_kiosk" SET DEFAULT false;--> statement-breakpoint
ALTER TABLE "web_messages" ADD COLUMN "key" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "web_visitors" ADD COLUMN "seen_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "web_visitors" ADD COLUMN "allowance" double precision NOT NULL;--> statement-breakpoint
ALTER TABLE "web_visitors" ADD COLUMN "allowance_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "web_visitors" ADD COLUMN "upload_day" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "web_visitors" ADD COLUMN "upload_bytes" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "web_arrivals_at" ON "web_arrivals" USING btree ("window_at");--> statement-breakpoint
ALTER TABLE "web_messages" DROP COLUMN "delivery_id";--> statement-breakpoint
ALTER TABLE "web_messages" ADD CONSTRAINT "web_messages_key_unique" UNIQUE("key");--> statement-breakpoint
ALTER TABLE "web_messages" ADD CONSTRAINT "web_messages_side" CHECK ("web_messages"."side" in ('own', 'house', 'notice'));