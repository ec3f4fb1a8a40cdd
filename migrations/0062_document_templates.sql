CREATE TABLE "document_templates" (
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"texts" jsonb NOT NULL,
	"written_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "document_templates_unit_id_kind_pk" PRIMARY KEY("unit_id","kind"),
	CONSTRAINT "document_templates_kind" CHECK ("document_templates"."kind" in ('notice', 'invitation', 'minutes', 'session_report', 'synthesis', 'reply'))
);
