CREATE TABLE "closed_ways" (
	"account_id" text NOT NULL,
	"what" text NOT NULL,
	"why" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "closed_ways_account_id_what_pk" PRIMARY KEY("account_id","what")
);
--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD COLUMN "again_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "closed_ways" ADD CONSTRAINT "closed_ways_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcast_recipients_again" ON "broadcast_recipients" USING btree ("broadcast_id","again_at") WHERE "broadcast_recipients"."again_at" is not null;