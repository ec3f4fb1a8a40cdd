ALTER TABLE "opinions" DROP CONSTRAINT "opinions_held";--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_held" CHECK ("opinions"."held_why" in ('review'));