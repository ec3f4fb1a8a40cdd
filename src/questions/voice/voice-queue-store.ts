import { eq, sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../../database/index.ts'
import { voiceAttempts } from '../../database/tables/questions.ts'
import { voiceAttemptsMax, type UnheardVoice } from './waiting-voice-views.ts'

export type WaitingVoice = UnheardVoice & { readonly attempt: number }

const firstPauseMinutes = 10

/**
 * Takes these voices for a server. Taking one counts as an attempt and puts the next one off, twice as long each time:
 * two processes never take the same, and one that dies holds nothing up. What another has taken meanwhile is left out.
 */
export const takeVoices = async (
  tx: Transaction,
  now: Date,
  voices: readonly UnheardVoice[],
): Promise<WaitingVoice[]> => {
  if (voices.length === 0) return []
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = await tx.execute<{ id: string; attempts: number }>(sql`
    insert into ${voiceAttempts} as v (attachment_id, attempts, due_at)
    select id, 1, ${at} + make_interval(mins => ${firstPauseMinutes})
    from unnest(${arrayLiteral(voices.map((one) => one.attachmentId))}::uuid[]) as given(id) order by id
    on conflict (attachment_id) do update set attempts = v.attempts + 1,
      due_at = ${at} + make_interval(mins => (${firstPauseMinutes} * power(2, v.attempts))::int)
      where v.attempts < ${voiceAttemptsMax} and v.due_at <= ${at}
    returning attachment_id as id, attempts`)
  const attempts = new Map(rows.map((row) => [row.id, row.attempts]))
  return voices.flatMap((one) => {
    const attempt = attempts.get(one.attachmentId)
    return attempt === undefined ? [] : [{ ...one, attempt }]
  })
}

/** It is not asked about again. */
export const giveUpVoice = async (tx: Transaction, attachmentId: string): Promise<void> => {
  await tx.update(voiceAttempts).set({ attempts: voiceAttemptsMax }).where(eq(voiceAttempts.attachmentId, attachmentId))
}

export const forgetAttempts = async (tx: Transaction, attachmentId: string): Promise<void> => {
  await tx.delete(voiceAttempts).where(eq(voiceAttempts.attachmentId, attachmentId))
}
