CREATE TABLE "number_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"how" text NOT NULL,
	"consented_on" date NOT NULL,
	"taken_by" "bytea" NOT NULL,
	"with_relay" boolean NOT NULL,
	"version" text NOT NULL,
	"effect" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"greeted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	CONSTRAINT "number_entries_once" UNIQUE("resident_id","unit_id"),
	CONSTRAINT "number_entries_how" CHECK ("number_entries"."how" in ('paper', 'desk', 'phone')),
	CONSTRAINT "number_entries_effect" CHECK ("number_entries"."effect" in ('met', 'place', 'none'))
);
--> statement-breakpoint
ALTER TABLE "number_entries" ADD CONSTRAINT "number_entries_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "number_entries_unit" ON "number_entries" USING btree ("unit_id","entered_at");