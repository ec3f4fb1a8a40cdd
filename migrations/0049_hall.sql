CREATE TABLE "floor_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"source" text NOT NULL,
	"words" "bytea" NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"title" text,
	"refused_why" text,
	"opinion_id" uuid,
	"code" "bytea",
	"used_seconds" integer,
	CONSTRAINT "floor_questions_source" CHECK ("floor_questions"."source" in ('phone', 'voice')),
	CONSTRAINT "floor_questions_state" CHECK ("floor_questions"."state" in ('waiting', 'accepted', 'refused', 'done')),
	CONSTRAINT "floor_questions_refused" CHECK ("floor_questions"."refused_why" in ('unclear', 'off_topic', 'insult', 'repeat', 'other_procedure'))
);
--> statement-breakpoint
CREATE TABLE "hall_acts" (
	"dialogue_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "hall_acts_dialogue_id_key_pk" PRIMARY KEY("dialogue_id","key")
);
--> statement-breakpoint
CREATE TABLE "hall_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"about_kind" text,
	"about_id" uuid,
	"kind" text NOT NULL,
	"speaker" text,
	"words" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"noted_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "hall_notes_kind" CHECK ("hall_notes"."kind" in ('answer', 'promise', 'decision')),
	CONSTRAINT "hall_notes_about" CHECK ("hall_notes"."about_kind" in ('line', 'floor'))
);
--> statement-breakpoint
CREATE TABLE "halls" (
	"dialogue_id" uuid PRIMARY KEY NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"current_kind" text,
	"current_id" uuid,
	"current_since" timestamp with time zone,
	"extra_minutes" integer DEFAULT 0 NOT NULL,
	"is_floor_open" boolean DEFAULT false NOT NULL,
	"last_act_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "halls_current_kind" CHECK ("halls"."current_kind" in ('line', 'floor')),
	CONSTRAINT "halls_current" CHECK (("halls"."current_kind" is null) = ("halls"."current_id" is null) and ("halls"."current_id" is null) = ("halls"."current_since" is null))
);
--> statement-breakpoint
CREATE INDEX "floor_questions_dialogue" ON "floor_questions" USING btree ("dialogue_id","asked_at");--> statement-breakpoint
CREATE INDEX "hall_notes_dialogue" ON "hall_notes" USING btree ("dialogue_id","at");