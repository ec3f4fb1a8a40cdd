import type { Scope } from '../database/index.ts'
import { recentOf } from './opinion-store.ts'
import { openCode, openWords } from './sealed-columns.ts'

type Sent = {
  readonly residentId: string
  readonly unitId: string
  readonly dialogueId?: string
  readonly text: string
  readonly attachmentIds: readonly string[]
}

const withinMs = 10 * 60_000

/**
 * The receipt of the same words by the same author for the same place, sent within ten minutes. With new files it is
 * another opinion. Never asked for anonymous ones: nothing is kept by which a twin could be known.
 */
export const findTwin = async (
  scope: Pick<Scope, 'tx' | 'clock' | 'keyring'>,
  sent: Sent,
): Promise<{ readonly opinionId: string; readonly code: string } | undefined> => {
  if (sent.text === '' || sent.attachmentIds.length > 0) return undefined
  const { residentId, unitId, dialogueId } = sent
  const since = new Date(scope.clock.now().getTime() - withinMs)
  const recent = await recentOf(scope.tx, { residentId, unitId, dialogueId: dialogueId ?? null }, since)
  for (const row of recent) {
    if (openWords(scope.keyring, row.id, row.seq, row.text) !== sent.text) continue
    const code = openCode(scope.keyring, row.id, row.code)
    if (code !== null) return { opinionId: row.id, code }
  }
  return undefined
}
