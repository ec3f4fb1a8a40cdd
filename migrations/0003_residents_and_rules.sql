CREATE TABLE "link_guesses" (
	"chat_id" bigint PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rules" ALTER COLUMN "days" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "rules" ALTER COLUMN "counting" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "data_requests" ADD COLUMN "number" integer NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "data_requests_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "data_requests" ADD COLUMN "consent_proof" uuid;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "muted_by" uuid;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "mute_contested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "times_a_year" integer;--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "percent" integer;--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "source_date" date;--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "is_on" boolean NOT NULL;--> statement-breakpoint
CREATE INDEX "data_requests_subject" ON "data_requests" USING btree ("subject");--> statement-breakpoint
ALTER TABLE "data_requests" ADD CONSTRAINT "data_requests_number_unique" UNIQUE("number");--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "residents_name" CHECK (("residents"."naming" = 'named') = ("residents"."name" is not null));--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "residents_muted" CHECK (("residents"."muted_until" is null) = ("residents"."muted_why" is null));--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "residents_muted_why" CHECK ("residents"."muted_why" in ('flood', 'insults', 'spam'));--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_one_measure" CHECK (num_nonnulls("rules"."days", "rules"."times_a_year", "rules"."percent") = 1);--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_days" CHECK (("rules"."days" is null) = ("rules"."counting" is null));--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_validity" CHECK ("rules"."valid_until" > "rules"."valid_from");