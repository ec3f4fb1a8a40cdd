import { sql, type SQL } from 'drizzle-orm'

/**
 * Who asked matters that something else points at: known authors of what was taken in, and supporters. `links` selects
 * `key` and `item_id`; a matter that was joined with another is asked by those who ask the other. Gives `key` and
 * `resident_id`, each pair once.
 */
export const askersBehind = (links: SQL): SQL => sql`(
  select l.key, p.resident_id from (${links}) l join items i on i.id = l.item_id
  join opinions o on o.item_id = coalesce(i.merged_into, i.id) and o.state = 'received' and o.triage = 'kept'
  join opinion_authors p on p.opinion_id = o.id
  union
  select l.key, s.resident_id from (${links}) l join items i on i.id = l.item_id
  join item_supports s on s.item_id = coalesce(i.merged_into, i.id))`
