ALTER TABLE "item_supports" DROP CONSTRAINT "item_supports_item_id_resident_id_pk";--> statement-breakpoint
ALTER TABLE "item_supports" ADD CONSTRAINT "item_supports_origin_item_id_resident_id_pk" PRIMARY KEY("origin_item_id","resident_id");--> statement-breakpoint
CREATE INDEX "item_supports_item" ON "item_supports" USING btree ("item_id");