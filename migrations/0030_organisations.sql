CREATE TABLE "resident_organisations" (
	"resident_id" uuid NOT NULL,
	"organisation" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "resident_organisations_resident_id_organisation_pk" PRIMARY KEY("resident_id","organisation"),
	CONSTRAINT "resident_organisations_organisation" CHECK ("resident_organisations"."organisation" in ('women', 'farmers', 'youth', 'veterans', 'trade_union', 'elderly'))
);
--> statement-breakpoint
ALTER TABLE "resident_organisations" ADD CONSTRAINT "resident_organisations_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;