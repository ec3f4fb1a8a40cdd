import type { Scope } from '../../database/index.ts'
import { requireSystem } from '../../kernel/actor.ts'
import { unaskedTranscripts, type TranscriptNews } from './transcript-news-store.ts'
import { markTranscriptAsked } from './transcript-store.ts'

const staleMs = 30 * 86_400_000

/**
 * A page of what was written down and its authors were not asked about. Who asks them says so with
 * `noteTranscriptsAsked` in the same transaction.
 */
export const transcriptNews = async (
  scope: Scope,
  page: { readonly residentId?: string; readonly after?: Date; readonly limit: number },
): Promise<readonly TranscriptNews[]> => {
  requireSystem(scope.actor)
  const { after, ...rest } = page
  const since = after ?? new Date(scope.clock.now().getTime() - staleMs)
  return await unaskedTranscripts(scope.tx, scope.keyring, { ...rest, since })
}

export const noteTranscriptsAsked = async (scope: Scope, asked: readonly TranscriptNews[]): Promise<void> => {
  requireSystem(scope.actor)
  for (const one of asked) await markTranscriptAsked(scope.tx, one, scope.clock.now())
}
