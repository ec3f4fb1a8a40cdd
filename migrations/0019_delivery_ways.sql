ALTER TABLE "broadcast_recipients" DROP CONSTRAINT "broadcast_recipients_broadcast_id_chat_id_pk";--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD COLUMN "position" bigint;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD COLUMN "way" text;--> statement-breakpoint
UPDATE "broadcast_recipients" r SET "position" = r."chat_id", "way" = case a."platform" when 'telegram' then 'telegram' when 'web' then 'web' else 'zalo-free' end FROM "chats" c JOIN "accounts" a ON a."id" = c."account_id" WHERE c."id" = r."chat_id";--> statement-breakpoint
DELETE FROM "broadcast_recipients" WHERE "position" IS NULL;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ALTER COLUMN "position" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ALTER COLUMN "way" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_broadcast_id_position_pk" PRIMARY KEY("broadcast_id","position");--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "fed_up_to" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "begins_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "may_cost" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "plan" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "broadcast_recipients_chat" ON "broadcast_recipients" USING btree ("broadcast_id","chat_id");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_held" ON "broadcast_recipients" USING btree ("chat_id") WHERE "broadcast_recipients"."way" = 'held';--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_way" CHECK ("broadcast_recipients"."way" in ('zalo-free', 'telegram', 'web', 'zalo-paid', 'zalo-template', 'zns', 'sms', 'held'));
