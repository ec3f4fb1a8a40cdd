CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
