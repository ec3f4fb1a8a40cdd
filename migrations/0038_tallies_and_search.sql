CREATE TABLE "opinion_tallies" (
	"scope" text NOT NULL,
	"opinion_class" text NOT NULL,
	"state" text NOT NULL,
	"triage" text NOT NULL,
	"is_held" boolean NOT NULL,
	"count" bigint NOT NULL,
	"last_at" timestamp with time zone,
	CONSTRAINT "opinion_tallies_scope_opinion_class_state_triage_is_held_pk" PRIMARY KEY("scope","opinion_class","state","triage","is_held")
);
--> statement-breakpoint
CREATE TABLE "opinion_tally_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "opinion_tally_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"unit_id" text NOT NULL,
	"dialogue_id" text,
	"opinion_class" text NOT NULL,
	"state" text NOT NULL,
	"triage" text NOT NULL,
	"is_held" boolean NOT NULL,
	"difference" integer NOT NULL,
	"last_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "search_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "search_entries_kind" CHECK ("search_entries"."kind" in ('opinion', 'item', 'dialogue'))
);
--> statement-breakpoint
CREATE INDEX "search_entries_words" ON "search_entries" USING gin ("words");--> statement-breakpoint
CREATE INDEX "search_entries_newest" ON "search_entries" USING btree ("at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE FUNCTION note_opinion_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO opinion_tally_changes (unit_id, dialogue_id, opinion_class, state, triage, is_held, difference, last_at)
    SELECT unit_id, dialogue_id::text, opinion_class, state, triage, held_why IS NOT NULL, count(*), max(received_at)
    FROM fresh GROUP BY 1, 2, 3, 4, 5, 6;
  ELSIF tg_op = 'DELETE' THEN
    INSERT INTO opinion_tally_changes (unit_id, dialogue_id, opinion_class, state, triage, is_held, difference)
    SELECT unit_id, dialogue_id::text, opinion_class, state, triage, held_why IS NOT NULL, -count(*)
    FROM stale GROUP BY 1, 2, 3, 4, 5, 6;
  ELSE
    INSERT INTO opinion_tally_changes (unit_id, dialogue_id, opinion_class, state, triage, is_held, difference, last_at)
    SELECT unit_id, dialogue_id, opinion_class, state, triage, is_held, sum(difference), max(last_at) FROM (
      SELECT unit_id, dialogue_id::text AS dialogue_id, opinion_class, state, triage, held_why IS NOT NULL AS is_held,
        1 AS difference, received_at AS last_at FROM fresh
      UNION ALL
      SELECT unit_id, dialogue_id::text, opinion_class, state, triage, held_why IS NOT NULL, -1, NULL FROM stale
    ) AS both_sides GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(difference) <> 0;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER opinions_tallied_insert AFTER INSERT ON opinions REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION note_opinion_tallies();
--> statement-breakpoint
CREATE TRIGGER opinions_tallied_update AFTER UPDATE ON opinions REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION note_opinion_tallies();
--> statement-breakpoint
CREATE TRIGGER opinions_tallied_delete AFTER DELETE ON opinions REFERENCING OLD TABLE AS stale
  FOR EACH STATEMENT EXECUTE FUNCTION note_opinion_tallies();
--> statement-breakpoint
INSERT INTO opinion_tally_changes (unit_id, dialogue_id, opinion_class, state, triage, is_held, difference, last_at)
SELECT unit_id, dialogue_id::text, opinion_class, state, triage, held_why IS NOT NULL, count(*), max(received_at)
FROM opinions GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
CREATE FUNCTION forget_opinion_tallies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM opinion_tallies;
  DELETE FROM opinion_tally_changes;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER opinions_tallied_truncate AFTER TRUNCATE ON opinions
  FOR EACH STATEMENT EXECUTE FUNCTION forget_opinion_tallies();
