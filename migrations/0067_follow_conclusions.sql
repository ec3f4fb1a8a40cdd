CREATE TABLE "conclusion_deliveries" (
	"conclusion_id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"given_on" date NOT NULL,
	"noted_by" uuid NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conclusion_deliveries_conclusion_id_recipient_pk" PRIMARY KEY("conclusion_id","recipient")
);
--> statement-breakpoint
CREATE TABLE "conclusion_reminders" (
	"task_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"due_on" date NOT NULL,
	"reminded_at" timestamp with time zone NOT NULL,
	"reached" integer NOT NULL,
	CONSTRAINT "conclusion_reminders_task_id_kind_due_on_pk" PRIMARY KEY("task_id","kind","due_on"),
	CONSTRAINT "conclusion_reminders_kind" CHECK ("conclusion_reminders"."kind" in ('soon', 'late', 'above'))
);
--> statement-breakpoint
CREATE TABLE "conclusion_task_items" (
	"task_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	CONSTRAINT "conclusion_task_items_task_id_item_id_pk" PRIMARY KEY("task_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "conclusion_tellings" (
	"task_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conclusion_tellings_task_id_resident_id_pk" PRIMARY KEY("task_id","resident_id")
);
--> statement-breakpoint
ALTER TABLE "conclusion_tasks" ADD COLUMN "owner_officer_id" uuid;--> statement-breakpoint
ALTER TABLE "conclusion_tasks" ADD COLUMN "step" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conclusion_tasks" ADD COLUMN "stepped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "agenda_lines" ADD COLUMN "task_id" uuid;--> statement-breakpoint
ALTER TABLE "conclusion_deliveries" ADD CONSTRAINT "conclusion_deliveries_conclusion_id_conclusions_id_fk" FOREIGN KEY ("conclusion_id") REFERENCES "public"."conclusions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_reminders" ADD CONSTRAINT "conclusion_reminders_task_id_conclusion_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."conclusion_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_task_items" ADD CONSTRAINT "conclusion_task_items_task_id_conclusion_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."conclusion_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_tellings" ADD CONSTRAINT "conclusion_tellings_task_id_conclusion_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."conclusion_tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conclusion_task_items_item" ON "conclusion_task_items" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "conclusion_tellings_resident" ON "conclusion_tellings" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "conclusion_tasks_stepped" ON "conclusion_tasks" USING btree ("stepped_at") WHERE "conclusion_tasks"."step" > 0;