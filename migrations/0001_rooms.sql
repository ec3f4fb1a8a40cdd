CREATE TABLE "attachment_chunks" (
	"attachment_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "attachment_chunks_attachment_id_seq_pk" PRIMARY KEY("attachment_id","seq"),
	CONSTRAINT "attachment_chunks_size" CHECK (octet_length("attachment_chunks"."bytes") <= 262144)
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"source" "bytea",
	"name" "bytea",
	"media_type" text,
	"size" integer,
	"digest" uuid,
	"holder" text,
	"refused_why" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"leased_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attachments_state" CHECK ("attachments"."state" in ('pending', 'stored', 'refused', 'erased')),
	CONSTRAINT "attachments_pending" CHECK (("attachments"."state" = 'pending') = ("attachments"."source" is not null and "attachments"."due_at" is not null)),
	CONSTRAINT "attachments_stored" CHECK (("attachments"."state" = 'stored') = ("attachments"."media_type" is not null and "attachments"."size" is not null and "attachments"."digest" is not null)),
	CONSTRAINT "attachments_refused" CHECK (("attachments"."state" = 'refused') = ("attachments"."refused_why" is not null)),
	CONSTRAINT "attachments_erased" CHECK ("attachments"."state" <> 'erased' or ("attachments"."name" is null and "attachments"."holder" is null))
);
--> statement-breakpoint
CREATE TABLE "audit_chain" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_chain_entry_id_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"unit_id" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "broadcast_contents" (
	"broadcast_id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "broadcast_contents_broadcast_id_language_version_pk" PRIMARY KEY("broadcast_id","language","version")
);
--> statement-breakpoint
CREATE TABLE "broadcast_recipients" (
	"broadcast_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"language" text NOT NULL,
	CONSTRAINT "broadcast_recipients_broadcast_id_chat_id_pk" PRIMARY KEY("broadcast_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"dialogue_id" uuid,
	"unit_id" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"audience_units" jsonb NOT NULL,
	"follows_id" uuid,
	"dialogue_version" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"approval_note" text,
	"audience_bound" timestamp with time zone,
	"cursor" bigint DEFAULT 0 NOT NULL,
	"recipients" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"paused_why" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "broadcasts_kind" CHECK ("broadcasts"."kind" in ('announcement', 'change', 'cancellation')),
	CONSTRAINT "broadcasts_state" CHECK ("broadcasts"."state" in ('draft', 'rejected', 'running', 'paused', 'done', 'stopped'))
);
--> statement-breakpoint
CREATE TABLE "account_tokens" (
	"account_id" text PRIMARY KEY NOT NULL,
	"access_token" "bytea" NOT NULL,
	"refresh_token" "bytea" NOT NULL,
	"previous_refresh_token" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL,
	"attempt_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"lane" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"capabilities" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"credentials" "bytea",
	"trouble" text,
	"paused_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_platform" CHECK ("accounts"."platform" in ('zalo', 'telegram', 'web')),
	CONSTRAINT "accounts_state" CHECK ("accounts"."state" in ('active', 'needs_consent', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chats_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lookup" uuid NOT NULL,
	"account_id" text NOT NULL,
	"address" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_inbound_at" timestamp with time zone,
	"window_opened_at" timestamp with time zone,
	"reachability" text DEFAULT 'reachable' NOT NULL,
	"unreachable_why" text,
	"erase_at" timestamp with time zone,
	CONSTRAINT "chats_lookup_unique" UNIQUE("lookup"),
	CONSTRAINT "chats_reachability" CHECK ("chats"."reachability" in ('reachable', 'blocked', 'gone', 'no_relation'))
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" uuid,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"paused_why" text
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"beat_at" timestamp with time zone NOT NULL,
	"version" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"chat_id" bigint PRIMARY KEY NOT NULL,
	"language" text DEFAULT 'vi' NOT NULL,
	"topic" text,
	"prompt_id" text,
	"state" "bytea",
	"held" "bytea",
	"held_at" timestamp with time zone,
	"with_officer" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_hours" (
	"unit_id" text PRIMARY KEY NOT NULL,
	"hours" jsonb NOT NULL,
	"phone" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_messages" (
	"thread_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"author" text NOT NULL,
	"officer_id" uuid,
	"text" "bytea" NOT NULL,
	"attachment_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "desk_messages_thread_id_seq_pk" PRIMARY KEY("thread_id","seq"),
	CONSTRAINT "desk_messages_author" CHECK ("desk_messages"."author" in ('resident', 'officer', 'platform_console'))
);
--> statement-breakpoint
CREATE TABLE "desk_threads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" bigint NOT NULL,
	"resident_id" uuid,
	"unit_id" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"assigned_to" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "desk_threads_state" CHECK ("desk_threads"."state" in ('waiting', 'answered', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "dialogue_audience" (
	"dialogue_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	CONSTRAINT "dialogue_audience_dialogue_id_unit_id_pk" PRIMARY KEY("dialogue_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "dialogues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"title" text NOT NULL,
	"type" text NOT NULL,
	"rhythm" text NOT NULL,
	"is_thematic" boolean DEFAULT false NOT NULL,
	"topic" text,
	"mode" text NOT NULL,
	"legal_basis" text NOT NULL,
	"purpose" text NOT NULL,
	"planned_shares" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"hosts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"place_unit_id" text,
	"place" text NOT NULL,
	"join_url" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"collection_opens_at" timestamp with time zone NOT NULL,
	"collection_closes_at" timestamp with time zone NOT NULL,
	"agenda" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"council_session" text,
	"deputies" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"audience_groups" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"pack" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"hotline" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"cancelled_why" text,
	"notice_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dialogues_notice_code_unique" UNIQUE("notice_code"),
	CONSTRAINT "dialogues_type" CHECK ("dialogues"."type" in ('dialogue', 'voter_contact')),
	CONSTRAINT "dialogues_rhythm" CHECK ("dialogues"."rhythm" in ('periodic', 'ad_hoc', 'regular')),
	CONSTRAINT "dialogues_mode" CHECK ("dialogues"."mode" in ('in_person', 'online', 'hybrid', 'clusters')),
	CONSTRAINT "dialogues_state" CHECK ("dialogues"."state" in ('draft', 'announced', 'held', 'concluded', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" text NOT NULL,
	"chat_lookup" uuid NOT NULL,
	"key" uuid NOT NULL,
	"platform_at" timestamp with time zone NOT NULL,
	"platform_seq" bigint NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"faults" integer DEFAULT 0 NOT NULL,
	"taken_by" uuid,
	"fault" text,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "inbox_state" CHECK ("inbox"."state" in ('waiting', 'parked'))
);
--> statement-breakpoint
CREATE TABLE "inbox_seen" (
	"key" uuid PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "officer_links" (
	"token_hash" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"officer_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "officer_links_purpose" CHECK ("officer_links"."purpose" in ('first_set_up', 'invitation', 'new_password'))
);
--> statement-breakpoint
CREATE TABLE "officer_roles" (
	"officer_id" uuid NOT NULL,
	"role" text NOT NULL,
	"unit_id" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"granted_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "officer_roles_officer_id_role_unit_id_granted_at_pk" PRIMARY KEY("officer_id","role","unit_id","granted_at"),
	CONSTRAINT "officer_roles_role" CHECK ("officer_roles"."role" in ('admin', 'front_officer', 'approver', 'leader', 'responder', 'group_head', 'supervisor'))
);
--> statement-breakpoint
CREATE TABLE "officer_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officer_sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "officer_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "officer_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "officers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"title" text,
	"language" text DEFAULT 'vi' NOT NULL,
	"password_hash" text,
	"totp_secret" "bytea",
	"totp_last_step" integer,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officers_login_unique" UNIQUE("login"),
	CONSTRAINT "officers_language" CHECK ("officers"."language" in ('vi', 'en'))
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"officer_id" uuid NOT NULL,
	"code_hash" uuid NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_officer_id_code_hash_pk" PRIMARY KEY("officer_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" text NOT NULL,
	"account_id" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"priority" smallint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"dedupe_key" text,
	"slot" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"epoch" bigint,
	"uncertain" boolean DEFAULT false NOT NULL,
	"on_uncertain" text DEFAULT 'resend' NOT NULL,
	"ref" text,
	"created_at" timestamp with time zone NOT NULL,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "outbox_dedupe_key_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "outbox_state" CHECK ("outbox"."state" in ('waiting', 'attempting')),
	CONSTRAINT "outbox_priority" CHECK ("outbox"."priority" between 0 and 2),
	CONSTRAINT "outbox_on_uncertain" CHECK ("outbox"."on_uncertain" in ('resend', 'leave'))
);
--> statement-breakpoint
CREATE TABLE "diversions" (
	"unit_id" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "diversions_unit_id_day_kind_pk" PRIMARY KEY("unit_id","day","kind"),
	CONSTRAINT "diversions_kind" CHECK ("diversions"."kind" in ('complaint', 'denunciation', 'emergency'))
);
--> statement-breakpoint
CREATE TABLE "opinion_attachments" (
	"opinion_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"attachment_id" uuid NOT NULL,
	CONSTRAINT "opinion_attachments_opinion_id_seq_pk" PRIMARY KEY("opinion_id","seq")
);
--> statement-breakpoint
CREATE TABLE "opinion_authors" (
	"opinion_id" uuid PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"chat_id" bigint
);
--> statement-breakpoint
CREATE TABLE "opinion_wordings" (
	"opinion_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"source" text NOT NULL,
	"text" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "opinion_wordings_opinion_id_seq_pk" PRIMARY KEY("opinion_id","seq"),
	CONSTRAINT "opinion_wordings_source" CHECK ("opinion_wordings"."source" in ('author', 'officer'))
);
--> statement-breakpoint
CREATE TABLE "opinions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" uuid NOT NULL,
	"code" "bytea",
	"unit_id" text NOT NULL,
	"dialogue_id" uuid,
	"opinion_class" text NOT NULL,
	"naming" text NOT NULL,
	"shown_name" "bytea",
	"state" text DEFAULT 'received' NOT NULL,
	"channel" text NOT NULL,
	"entered_by" uuid,
	"language" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "opinions_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "opinions_class" CHECK ("opinions"."opinion_class" in ('livelihood', 'party_building', 'government_building', 'idea', 'question')),
	CONSTRAINT "opinions_naming" CHECK ("opinions"."naming" in ('sealed', 'anonymous', 'named')),
	CONSTRAINT "opinions_state" CHECK ("opinions"."state" in ('received', 'withdrawn', 'erased')),
	CONSTRAINT "opinions_channel" CHECK ("opinions"."channel" in ('zalo', 'telegram', 'web', 'desk', 'phone', 'paper'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"version" text NOT NULL,
	"state" text NOT NULL,
	"act" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "consents_purpose" CHECK ("consents"."purpose" in ('relay', 'notices', 'statistics', 'cross_border')),
	CONSTRAINT "consents_state" CHECK ("consents"."state" in ('given', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"chat_id" bigint PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" uuid NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text,
	"received_at" timestamp with time zone NOT NULL,
	"answer_due_at" timestamp with time zone NOT NULL,
	"stop_due_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "data_requests_kind" CHECK ("data_requests"."kind" in ('see', 'correct', 'erase', 'withdraw'))
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"code_hash" uuid PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "residents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"language" text DEFAULT 'vi' NOT NULL,
	"unit_id" text,
	"group_unit_id" text,
	"followed_unit_id" text,
	"naming" text DEFAULT 'sealed' NOT NULL,
	"name" "bytea",
	"notices_stopped_at" timestamp with time zone,
	"muted_until" timestamp with time zone,
	"muted_why" text,
	"voter_checked_by" uuid,
	"voter_checked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "residents_language" CHECK ("residents"."language" in ('vi', 'en')),
	CONSTRAINT "residents_naming" CHECK ("residents"."naming" in ('sealed', 'anonymous', 'named'))
);
--> statement-breakpoint
CREATE TABLE "unit_questions" (
	"resident_id" uuid NOT NULL,
	"old_unit_id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "unit_questions_resident_id_old_unit_id_pk" PRIMARY KEY("resident_id","old_unit_id")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"key" text NOT NULL,
	"days" integer NOT NULL,
	"counting" text NOT NULL,
	"applies_to" text NOT NULL,
	"source" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"state" text NOT NULL,
	CONSTRAINT "rules_key_valid_from_pk" PRIMARY KEY("key","valid_from"),
	CONSTRAINT "rules_counting" CHECK ("rules"."counting" in ('calendar', 'working')),
	CONSTRAINT "rules_state" CHECK ("rules"."state" in ('verified', 'unverified'))
);
--> statement-breakpoint
CREATE TABLE "unit_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"share" text NOT NULL,
	"effective_on" date NOT NULL,
	"source" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "unit_changes_share" CHECK ("unit_changes"."share" in ('whole', 'part', 'rest', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "unit_names" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"full_name" text NOT NULL,
	"folded" text NOT NULL,
	"district" text DEFAULT '' NOT NULL,
	"district_folded" text DEFAULT '' NOT NULL,
	"province" text DEFAULT '' NOT NULL,
	"province_folded" text DEFAULT '' NOT NULL,
	"share" text,
	"since" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "unit_names_kind" CHECK ("unit_names"."kind" in ('current', 'old', 'alias')),
	CONSTRAINT "unit_names_share" CHECK ("unit_names"."share" in ('whole', 'part', 'rest', 'unknown')),
	CONSTRAINT "unit_names_old" CHECK (("unit_names"."kind" = 'old') = ("unit_names"."share" is not null))
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text,
	"parent_id" text,
	"path" text[] NOT NULL,
	"level" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"full_name" text NOT NULL,
	"folded" text NOT NULL,
	"population" integer,
	"area_km2" double precision,
	"voters" integer,
	"valid_from" date NOT NULL,
	"valid_until" date,
	CONSTRAINT "units_level" CHECK ("units"."level" in ('country', 'province', 'commune', 'group')),
	CONSTRAINT "units_type" CHECK ("units"."type" in ('country', 'city', 'province', 'ward', 'commune', 'special_zone', 'township', 'village', 'ward_group')),
	CONSTRAINT "units_validity" CHECK ("units"."valid_until" > "units"."valid_from"),
	CONSTRAINT "units_top" CHECK (("units"."level" = 'country') = ("units"."parent_id" is null)),
	CONSTRAINT "units_figures" CHECK ("units"."population" >= 0 and "units"."voters" >= 0 and "units"."area_km2" > 0)
);
--> statement-breakpoint
CREATE TABLE "web_messages" (
	"chat_key" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"delivery_id" bigint,
	"side" text NOT NULL,
	"body" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "web_messages_chat_key_seq_pk" PRIMARY KEY("chat_key","seq"),
	CONSTRAINT "web_messages_delivery_id_unique" UNIQUE("delivery_id")
);
--> statement-breakpoint
CREATE TABLE "web_visitors" (
	"chat_key" uuid PRIMARY KEY NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"is_kiosk" text DEFAULT 'no' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachment_chunks" ADD CONSTRAINT "attachment_chunks_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_contents" ADD CONSTRAINT "broadcast_contents_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_messages" ADD CONSTRAINT "desk_messages_thread_id_desk_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."desk_threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogue_audience" ADD CONSTRAINT "dialogue_audience_dialogue_id_dialogues_id_fk" FOREIGN KEY ("dialogue_id") REFERENCES "public"."dialogues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_links" ADD CONSTRAINT "officer_links_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_roles" ADD CONSTRAINT "officer_roles_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_sessions" ADD CONSTRAINT "officer_sessions_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_tokens" ADD CONSTRAINT "officer_tokens_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_attachments" ADD CONSTRAINT "opinion_attachments_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_authors" ADD CONSTRAINT "opinion_authors_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_wordings" ADD CONSTRAINT "opinion_wordings_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_codes" ADD CONSTRAINT "link_codes_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_questions" ADD CONSTRAINT "unit_questions_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_changes" ADD CONSTRAINT "unit_changes_from_id_units_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_changes" ADD CONSTRAINT "unit_changes_to_id_units_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_names" ADD CONSTRAINT "unit_names_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_parent_id_units_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_due" ON "attachments" USING btree ("due_at") WHERE "attachments"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "attachments_holder" ON "attachments" USING btree ("holder") WHERE "attachments"."holder" is not null;--> statement-breakpoint
CREATE INDEX "attachments_abandoned" ON "attachments" USING btree ("created_at") WHERE "attachments"."holder" is null and "attachments"."state" <> 'erased';--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "audit_entries_unit" ON "audit_entries" USING btree ("unit_id","at");--> statement-breakpoint
CREATE INDEX "broadcasts_dialogue" ON "broadcasts" USING btree ("dialogue_id");--> statement-breakpoint
CREATE INDEX "broadcasts_state" ON "broadcasts" USING btree ("state");--> statement-breakpoint
CREATE INDEX "chats_account" ON "chats" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "conversations_held" ON "conversations" USING btree ("held_at");--> statement-breakpoint
CREATE INDEX "desk_threads_unit" ON "desk_threads" USING btree ("unit_id","state","last_at");--> statement-breakpoint
CREATE INDEX "desk_threads_chat" ON "desk_threads" USING btree ("chat_id","state");--> statement-breakpoint
CREATE INDEX "dialogue_audience_unit" ON "dialogue_audience" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "dialogues_unit" ON "dialogues" USING btree ("unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "inbox_next" ON "inbox" USING btree ("platform_at","id");--> statement-breakpoint
CREATE INDEX "inbox_chat" ON "inbox" USING btree ("chat_lookup","platform_at","platform_seq","id");--> statement-breakpoint
CREATE INDEX "inbox_seen_at" ON "inbox_seen" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "officer_roles_unit" ON "officer_roles" USING btree ("unit_id","role");--> statement-breakpoint
CREATE INDEX "officer_sessions_officer" ON "officer_sessions" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "officer_tokens_officer" ON "officer_tokens" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "outbox_next" ON "outbox" USING btree ("lane","account_id","priority","due_at","id");--> statement-breakpoint
CREATE INDEX "outbox_chat" ON "outbox" USING btree ("chat_id","id");--> statement-breakpoint
CREATE INDEX "outbox_attempting" ON "outbox" USING btree ("lane","epoch") WHERE "outbox"."state" = 'attempting';--> statement-breakpoint
CREATE INDEX "outbox_ref" ON "outbox" USING btree ("ref") WHERE "outbox"."ref" is not null;--> statement-breakpoint
CREATE INDEX "opinion_attachments_file" ON "opinion_attachments" USING btree ("attachment_id");--> statement-breakpoint
CREATE INDEX "opinion_authors_resident" ON "opinion_authors" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "opinions_dialogue" ON "opinions" USING btree ("dialogue_id","received_at","id");--> statement-breakpoint
CREATE INDEX "opinions_unit" ON "opinions" USING btree ("unit_id","received_at","id");--> statement-breakpoint
CREATE INDEX "consents_resident" ON "consents" USING btree ("resident_id","purpose","at");--> statement-breakpoint
CREATE INDEX "contacts_resident" ON "contacts" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "data_requests_open" ON "data_requests" USING btree ("done_at","answer_due_at");--> statement-breakpoint
CREATE INDEX "residents_unit" ON "residents" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "residents_group" ON "residents" USING btree ("group_unit_id");--> statement-breakpoint
CREATE INDEX "residents_followed" ON "residents" USING btree ("followed_unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_changes_once" ON "unit_changes" USING btree ("from_id","to_id","effective_on");--> statement-breakpoint
CREATE INDEX "unit_changes_effective" ON "unit_changes" USING btree ("effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_names_once" ON "unit_names" USING btree ("unit_id","kind","full_name","district","province");--> statement-breakpoint
CREATE INDEX "unit_names_folded" ON "unit_names" USING btree ("folded");--> statement-breakpoint
CREATE INDEX "unit_names_similar" ON "unit_names" USING gin ("folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "units_path" ON "units" USING gin ("path");--> statement-breakpoint
CREATE INDEX "units_parent" ON "units" USING btree ("parent_id","folded");--> statement-breakpoint
CREATE UNIQUE INDEX "units_code" ON "units" USING btree ("code") WHERE "units"."valid_until" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "units_sibling" ON "units" USING btree ("parent_id","type","name") WHERE "units"."valid_until" is null;--> statement-breakpoint
CREATE INDEX "web_messages_at" ON "web_messages" USING btree ("at");--> statement-breakpoint
CREATE INDEX "web_visitors_seen" ON "web_visitors" USING btree ("last_seen_at");