ALTER TABLE "syntheses" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "syntheses" ADD CONSTRAINT "syntheses_code_unique" UNIQUE("code");