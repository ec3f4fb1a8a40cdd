CREATE TABLE "outbox_contents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_contents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"payload" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "payload" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "content_id" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_contents_key" ON "outbox_contents" USING btree ("ref","key");--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_one_content" CHECK (("outbox"."payload" is null) <> ("outbox"."content_id" is null));