CREATE TABLE "conclusion_remarks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conclusion_id" uuid NOT NULL,
	"task_id" uuid,
	"words" text NOT NULL,
	"answer_by" date NOT NULL,
	"remarked_by" uuid NOT NULL,
	"remarked_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "conclusion_remarks_answered" CHECK (("conclusion_remarks"."answer" is null) = ("conclusion_remarks"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "conclusion_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"words" text NOT NULL,
	"noted_by" uuid NOT NULL,
	"noted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conclusion_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conclusion_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"words" text NOT NULL,
	"owner_post" text NOT NULL,
	"owner_name" text NOT NULL,
	"area_member" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_on" date,
	"closed_why" text,
	CONSTRAINT "conclusion_tasks_number" UNIQUE("conclusion_id","number"),
	CONSTRAINT "conclusion_tasks_state" CHECK ("conclusion_tasks"."state" in ('open', 'done', 'dropped')),
	CONSTRAINT "conclusion_tasks_closed" CHECK (("conclusion_tasks"."state" = 'open') = ("conclusion_tasks"."closed_on" is null))
);
--> statement-breakpoint
CREATE TABLE "conclusions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"ways" text[] DEFAULT '{}' NOT NULL,
	"published_on" date,
	"written_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"sent_back_why" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "conclusions_dialogue_id_unique" UNIQUE("dialogue_id"),
	CONSTRAINT "conclusions_state" CHECK ("conclusions"."state" in ('draft', 'asked', 'approved', 'published')),
	CONSTRAINT "conclusions_published" CHECK (("conclusions"."state" = 'published') = ("conclusions"."published_on" is not null))
);
--> statement-breakpoint
ALTER TABLE "document_templates" DROP CONSTRAINT "document_templates_kind";--> statement-breakpoint
ALTER TABLE "conclusion_remarks" ADD CONSTRAINT "conclusion_remarks_conclusion_id_conclusions_id_fk" FOREIGN KEY ("conclusion_id") REFERENCES "public"."conclusions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_remarks" ADD CONSTRAINT "conclusion_remarks_task_id_conclusion_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."conclusion_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_steps" ADD CONSTRAINT "conclusion_steps_task_id_conclusion_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."conclusion_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_tasks" ADD CONSTRAINT "conclusion_tasks_conclusion_id_conclusions_id_fk" FOREIGN KEY ("conclusion_id") REFERENCES "public"."conclusions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conclusion_remarks_of" ON "conclusion_remarks" USING btree ("conclusion_id","remarked_at");--> statement-breakpoint
CREATE INDEX "conclusion_steps_task" ON "conclusion_steps" USING btree ("task_id","noted_at");--> statement-breakpoint
CREATE INDEX "conclusion_tasks_due" ON "conclusion_tasks" USING btree ("due_on") WHERE "conclusion_tasks"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conclusions_unit" ON "conclusions" USING btree ("unit_id","state");--> statement-breakpoint
ALTER TABLE "document_templates" ADD CONSTRAINT "document_templates_kind" CHECK ("document_templates"."kind" in ('notice', 'invitation', 'minutes', 'conclusion', 'session_report', 'synthesis', 'reply'));