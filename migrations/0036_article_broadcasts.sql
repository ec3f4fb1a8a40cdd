CREATE TABLE "article_broadcasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"broadcast_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"author" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"next_try_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"token" text,
	"article_id" text,
	"posting_at" timestamp with time zone,
	"message_id" text,
	"why" text,
	"sent_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "article_broadcasts_state" CHECK ("article_broadcasts"."state" in ('asked', 'due', 'sent', 'failed', 'uncertain', 'withdrawn')),
	CONSTRAINT "article_broadcasts_lengths" CHECK (length("article_broadcasts"."title") <= 150 and length("article_broadcasts"."description") <= 300)
);
--> statement-breakpoint
ALTER TABLE "article_broadcasts" ADD CONSTRAINT "article_broadcasts_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_broadcasts_due" ON "article_broadcasts" USING btree ("next_try_at") WHERE "article_broadcasts"."state" = 'due';--> statement-breakpoint
CREATE INDEX "article_broadcasts_account" ON "article_broadcasts" USING btree ("account_id","sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "article_broadcasts_one" ON "article_broadcasts" USING btree ("broadcast_id","account_id") WHERE "article_broadcasts"."state" not in ('failed', 'withdrawn');