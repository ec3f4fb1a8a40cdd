ALTER TABLE "attendance_reminders" DROP CONSTRAINT "attendance_reminders_outcome";--> statement-breakpoint
ALTER TABLE "attendance_reminders" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "attendance_reminders" ADD CONSTRAINT "attendance_reminders_outcome" CHECK ("attendance_reminders"."outcome" in ('sent', 'held', 'needless', 'unreachable'));