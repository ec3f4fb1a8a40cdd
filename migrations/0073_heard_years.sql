CREATE TABLE "heard_counts" (
	"year" integer PRIMARY KEY NOT NULL,
	"counted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "heard_years" (
	"year" integer NOT NULL,
	"unit_id" text NOT NULL,
	"opinions" integer NOT NULL,
	"persons" integer NOT NULL,
	"unknown" integer NOT NULL,
	"answered" integer NOT NULL,
	"households" integer,
	"by_class" jsonb NOT NULL,
	CONSTRAINT "heard_years_year_unit_id_pk" PRIMARY KEY("year","unit_id")
);
