CREATE TABLE "outbox_ended" (
	"lane" text NOT NULL,
	"epoch" bigint NOT NULL,
	"round" bigint NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"ids" bigint[] NOT NULL,
	"message_lookups" uuid[] NOT NULL,
	CONSTRAINT "outbox_ended_lane_epoch_round_pk" PRIMARY KEY("lane","epoch","round")
);
