DROP INDEX "opinions_newest_of_class";--> statement-breakpoint
DROP INDEX "opinions_newest";--> statement-breakpoint
DROP INDEX "search_entries_newest";--> statement-breakpoint
CREATE INDEX "opinions_unit_class" ON "opinions" USING btree ("unit_id","opinion_class","received_at","id");--> statement-breakpoint
CREATE INDEX "opinions_pressing" ON "opinions" USING btree ("unit_id") WHERE "opinions"."triage" = 'waiting' and "opinions"."state" = 'received' and ("opinions"."guard_mark" is not null or "opinions"."pressing" is not null);--> statement-breakpoint
CREATE INDEX "opinions_refused" ON "opinions" USING btree ("unit_id","received_at","id") WHERE "opinions"."triage" = 'refused' and "opinions"."state" = 'received';--> statement-breakpoint
CREATE INDEX "opinions_held" ON "opinions" USING btree ("unit_id","received_at","id") WHERE "opinions"."held_why" is not null and "opinions"."state" = 'received';--> statement-breakpoint
CREATE INDEX "opinions_newest" ON "opinions" USING btree ("received_at","id") WHERE "opinions"."state" = 'received' and "opinions"."held_why" is null;--> statement-breakpoint
CREATE INDEX "search_entries_newest" ON "search_entries" USING btree ("at","id");