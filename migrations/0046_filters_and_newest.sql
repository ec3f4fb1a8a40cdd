CREATE TABLE "saved_filters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"officer_id" uuid NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_filters_name" UNIQUE("officer_id","page","name")
);
--> statement-breakpoint
CREATE INDEX "opinions_newest" ON "opinions" USING btree ("received_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "opinions"."state" = 'received' and "opinions"."held_why" is null;--> statement-breakpoint
CREATE INDEX "opinions_newest_of_class" ON "opinions" USING btree ("opinion_class","received_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "opinions"."state" = 'received' and "opinions"."held_why" is null;