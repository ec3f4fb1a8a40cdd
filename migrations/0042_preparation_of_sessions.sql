CREATE TABLE "agenda_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"item_id" uuid,
	"topic_id" uuid,
	"title" text NOT NULL,
	"who" text,
	"place" text DEFAULT 'hall' NOT NULL,
	"minutes" integer NOT NULL,
	"is_pinned" boolean DEFAULT false NOT NULL,
	"used_seconds" integer,
	CONSTRAINT "agenda_lines_place" CHECK ("agenda_lines"."place" in ('hall', 'written')),
	CONSTRAINT "agenda_lines_minutes" CHECK ("agenda_lines"."minutes" between 0 and 600),
	CONSTRAINT "agenda_lines_used" CHECK ("agenda_lines"."used_seconds" >= 0)
);
--> statement-breakpoint
CREATE TABLE "answer_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"officer_id" uuid,
	"body" text NOT NULL,
	"item_id" uuid,
	"topic_id" uuid,
	"about" text NOT NULL,
	"question" text NOT NULL,
	"asked_on" date NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "answer_requests_state" CHECK ("answer_requests"."state" in ('asked', 'answered', 'withdrawn')),
	CONSTRAINT "answer_requests_answer" CHECK (("answer_requests"."state" = 'answered') <= ("answer_requests"."answer" is not null))
);
--> statement-breakpoint
CREATE TABLE "checklist_ticks" (
	"dialogue_id" uuid NOT NULL,
	"step" text NOT NULL,
	"done_by" uuid NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checklist_ticks_dialogue_id_step_pk" PRIMARY KEY("dialogue_id","step")
);
--> statement-breakpoint
CREATE TABLE "class_invitations" (
	"dialogue_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"opinion_class" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "class_invitations_dialogue_id_resident_id_pk" PRIMARY KEY("dialogue_id","resident_id"),
	CONSTRAINT "class_invitations_class" CHECK ("class_invitations"."opinion_class" in ('livelihood', 'party_building', 'government_building', 'idea', 'question'))
);
--> statement-breakpoint
CREATE TABLE "preparations" (
	"dialogue_id" uuid PRIMARY KEY NOT NULL,
	"opening_minutes" integer NOT NULL,
	"report_minutes" integer NOT NULL,
	"closing_minutes" integer NOT NULL,
	"floor_minutes" integer NOT NULL,
	"minutes_each" integer NOT NULL,
	"rule" text NOT NULL,
	"frozen_rule" jsonb,
	"departure" text,
	"invites_lacking" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "preparations_rule" CHECK ("preparations"."rule" in ('weightiest', 'each_class', 'each_area')),
	CONSTRAINT "preparations_minutes" CHECK (least("preparations"."opening_minutes", "preparations"."report_minutes", "preparations"."closing_minutes", "preparations"."floor_minutes") >= 0
        and greatest("preparations"."opening_minutes", "preparations"."report_minutes", "preparations"."closing_minutes", "preparations"."floor_minutes") <= 240
        and "preparations"."minutes_each" between 3 and 60)
);
--> statement-breakpoint
CREATE TABLE "running_scripts" (
	"dialogue_id" uuid PRIMARY KEY NOT NULL,
	"blocks" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_participants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"title" text,
	"body" text,
	"area_units" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"contact" "bytea",
	"attends" text DEFAULT 'unknown' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_participants_role" CHECK ("session_participants"."role" in ('chair', 'moderator', 'secretary', 'area_member', 'expert', 'agency', 'deputy')),
	CONSTRAINT "session_participants_attends" CHECK ("session_participants"."attends" in ('unknown', 'yes', 'no'))
);
--> statement-breakpoint
CREATE INDEX "agenda_lines_dialogue" ON "agenda_lines" USING btree ("dialogue_id","position");--> statement-breakpoint
CREATE INDEX "agenda_lines_item" ON "agenda_lines" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "answer_requests_dialogue" ON "answer_requests" USING btree ("dialogue_id","due_on");--> statement-breakpoint
CREATE INDEX "answer_requests_open" ON "answer_requests" USING btree ("unit_id","due_on") WHERE "answer_requests"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "class_invitations_resident" ON "class_invitations" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "session_participants_dialogue" ON "session_participants" USING btree ("dialogue_id");