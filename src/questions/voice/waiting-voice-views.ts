import { sql } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { attachments } from '../../database/tables/attachments.ts'
import { opinionAttachments, opinions, opinionTranscripts, voiceAttempts } from '../../database/tables/questions.ts'

/** A server gets so many chances with one voice; then an officer writes it down. */
export const voiceAttemptsMax = 5

export type UnheardVoice = { readonly opinionId: string; readonly attachmentId: string }

/** Voices of opinions that wait, without a transcript, whose next attempt is due; the oldest first. */
export const unheardVoices = async (database: Queryable, now: Date, limit: number): Promise<UnheardVoice[]> => {
  const rows = await database.execute<{ opinion_id: string; attachment_id: string }>(sql`
    select oa.opinion_id, oa.attachment_id from ${opinions} o
    join ${opinionAttachments} oa on oa.opinion_id = o.id
    join ${attachments} a on a.id = oa.attachment_id and a.state = 'stored' and a.media_type like 'audio/%'
    left join ${voiceAttempts} v on v.attachment_id = oa.attachment_id
    where o.triage = 'waiting' and o.state = 'received'
      and (v.attachment_id is null
        or (v.attempts < ${voiceAttemptsMax} and v.due_at <= ${now.toISOString()}::timestamptz))
      and not exists (select 1 from ${opinionTranscripts} t where t.attachment_id = oa.attachment_id)
    order by o.received_at, oa.attachment_id limit ${limit}`)
  return rows.map((row) => ({ opinionId: row.opinion_id, attachmentId: row.attachment_id }))
}
