CREATE TABLE "handover_routes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"topic_id" uuid,
	"competence" text,
	"to_unit_id" text,
	"body" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "handover_routes_one" CHECK (("handover_routes"."to_unit_id" is null) = ("handover_routes"."body" <> ''))
);
--> statement-breakpoint
CREATE TABLE "handover_tellings" (
	"handover_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "handover_tellings_handover_id_resident_id_pk" PRIMARY KEY("handover_id","resident_id")
);
--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "step" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "stepped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "handover_tellings" ADD CONSTRAINT "handover_tellings_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "handover_routes_unit" ON "handover_routes" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "handover_tellings_resident" ON "handover_tellings" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "handovers_stepped" ON "handovers" USING btree ("stepped_at") WHERE "handovers"."step" > 0;