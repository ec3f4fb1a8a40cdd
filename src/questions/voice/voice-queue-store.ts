import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { attachments } from '../../database/tables/attachments.ts'
import {
  opinionAttachments,
  opinions,
  opinionTranscripts,
  voiceAttempts,
} from '../../database/tables/questions.ts'

export type WaitingVoice = { readonly opinionId: string; readonly attachmentId: string; readonly attempt: number }

/** A server gets so many chances with one voice; then an officer writes it down. */
export const voiceAttemptsMax = 5
const firstPauseMinutes = 10

/**
 * Takes voices of opinions that wait and have no transcript. Taking one counts as an attempt and puts the next one off,
 * twice as long each time: two processes never take the same, and one that dies holds nothing up.
 */
export const takeVoices = async (tx: Transaction, now: Date, limit: number): Promise<WaitingVoice[]> => {
  const at = now.toISOString()
  const rows = await tx.execute<{ opinion_id: string; attachment_id: string; attempts: number }>(sql`
    with due as (
      select oa.opinion_id, oa.attachment_id from ${opinions} o
      join ${opinionAttachments} oa on oa.opinion_id = o.id
      join ${attachments} a on a.id = oa.attachment_id and a.state = 'stored' and a.media_type like 'audio/%'
      left join ${voiceAttempts} v on v.attachment_id = oa.attachment_id
      where o.triage = 'waiting' and o.state = 'received'
        and (v.attachment_id is null or (v.attempts < ${voiceAttemptsMax} and v.due_at <= ${at}::timestamptz))
        and not exists (select 1 from ${opinionTranscripts} t where t.attachment_id = oa.attachment_id)
      order by o.received_at, oa.attachment_id limit ${limit}
    ), taken as (
      insert into ${voiceAttempts} as v (attachment_id, attempts, due_at)
      select attachment_id, 1, ${at}::timestamptz + make_interval(mins => ${firstPauseMinutes}) from due
      order by attachment_id
      on conflict (attachment_id) do update set attempts = v.attempts + 1,
        due_at = ${at}::timestamptz + make_interval(mins => (${firstPauseMinutes} * power(2, v.attempts))::int)
        where v.attempts < ${voiceAttemptsMax} and v.due_at <= ${at}::timestamptz
      returning attachment_id, attempts
    )
    select due.opinion_id, taken.attachment_id, taken.attempts from taken join due using (attachment_id)`)
  return rows.map((row) => ({ opinionId: row.opinion_id, attachmentId: row.attachment_id, attempt: row.attempts }))
}

/** It is not asked about again. */
export const giveUpVoice = async (tx: Transaction, attachmentId: string): Promise<void> => {
  await tx.update(voiceAttempts).set({ attempts: voiceAttemptsMax }).where(eq(voiceAttempts.attachmentId, attachmentId))
}

export const forgetAttempts = async (tx: Transaction, attachmentId: string): Promise<void> => {
  await tx.delete(voiceAttempts).where(eq(voiceAttempts.attachmentId, attachmentId))
}
