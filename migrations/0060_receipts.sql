CREATE TABLE "receipt_closings" (
	"log_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"counts" jsonb NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "receipt_closings_log_id_seq_pk" PRIMARY KEY("log_id","seq"),
	CONSTRAINT "receipt_closings_size" UNIQUE("log_id","size"),
	CONSTRAINT "receipt_closings_seq" CHECK ("receipt_closings"."seq" > 0),
	CONSTRAINT "receipt_closings_root_size" CHECK (octet_length("receipt_closings"."root") = 32)
);
--> statement-breakpoint
CREATE TABLE "receipt_leaves" (
	"log_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "receipt_leaves_log_id_position_pk" PRIMARY KEY("log_id","position"),
	CONSTRAINT "receipt_leaves_hash" UNIQUE("hash"),
	CONSTRAINT "receipt_leaves_hash_size" CHECK (octet_length("receipt_leaves"."hash") = 32),
	CONSTRAINT "receipt_leaves_kind" CHECK ("receipt_leaves"."kind" in ('opinion', 'correction', 'form_answer', 'form_words', 'request'))
);
--> statement-breakpoint
CREATE TABLE "receipt_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text NOT NULL,
	"dialogue_id" uuid,
	"form_id" uuid,
	"year" smallint,
	CONSTRAINT "receipt_logs_one" UNIQUE NULLS NOT DISTINCT("kind","unit_id","dialogue_id","form_id","year"),
	CONSTRAINT "receipt_logs_kind" CHECK ("receipt_logs"."kind" in ('dialogue', 'unit', 'form', 'requests')),
	CONSTRAINT "receipt_logs_of" CHECK (num_nonnulls("receipt_logs"."dialogue_id", "receipt_logs"."form_id", "receipt_logs"."year") = 1
        and ("receipt_logs"."kind" = 'dialogue') = ("receipt_logs"."dialogue_id" is not null)
        and ("receipt_logs"."kind" = 'form') = ("receipt_logs"."form_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "receipt_nodes" (
	"log_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "receipt_nodes_log_id_level_index_pk" PRIMARY KEY("log_id","level","index"),
	CONSTRAINT "receipt_nodes_level" CHECK ("receipt_nodes"."level" > 0),
	CONSTRAINT "receipt_nodes_hash_size" CHECK (octet_length("receipt_nodes"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "receipt_releases" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "receipt_releases_why" CHECK ("receipt_releases"."why" in ('erased', 'mended'))
);
--> statement-breakpoint
CREATE TABLE "receipt_salts" (
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"wording" integer NOT NULL,
	"log_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"salt" "bytea",
	CONSTRAINT "receipt_salts_subject_kind_subject_id_wording_pk" PRIMARY KEY("subject_kind","subject_id","wording"),
	CONSTRAINT "receipt_salts_hash" UNIQUE("hash"),
	CONSTRAINT "receipt_salts_subject" CHECK ("receipt_salts"."subject_kind" in ('opinion', 'request')),
	CONSTRAINT "receipt_salts_kind" CHECK ("receipt_salts"."kind" in ('opinion', 'correction', 'form_answer', 'form_words', 'request'))
);
--> statement-breakpoint
CREATE TABLE "receipt_waiting" (
	"log_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "receipt_waiting_log_id_hash_pk" PRIMARY KEY("log_id","hash"),
	CONSTRAINT "receipt_waiting_hash" UNIQUE("hash"),
	CONSTRAINT "receipt_waiting_hash_size" CHECK (octet_length("receipt_waiting"."hash") = 32),
	CONSTRAINT "receipt_waiting_kind" CHECK ("receipt_waiting"."kind" in ('opinion', 'correction', 'form_answer', 'form_words', 'request'))
);
--> statement-breakpoint
ALTER TABLE "form_words" ADD COLUMN "salt" "bytea";--> statement-breakpoint
ALTER TABLE "receipt_closings" ADD CONSTRAINT "receipt_closings_log_id_receipt_logs_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."receipt_logs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_leaves" ADD CONSTRAINT "receipt_leaves_log_id_receipt_logs_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."receipt_logs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_nodes" ADD CONSTRAINT "receipt_nodes_log_id_receipt_logs_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."receipt_logs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_salts" ADD CONSTRAINT "receipt_salts_log_id_receipt_logs_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."receipt_logs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_waiting" ADD CONSTRAINT "receipt_waiting_log_id_receipt_logs_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."receipt_logs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "receipt_logs_unit" ON "receipt_logs" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "receipt_salts_log" ON "receipt_salts" USING btree ("log_id");