import type { Scope } from '../../database/index.ts'
import { requireSystem } from '../../kernel/actor.ts'
import { lockOpinion } from '../opinion-store.ts'
import { insertTranscript, transcriptRows } from './transcript-store.ts'
import { isFileOf } from './transcript-views.ts'
import { forgetAttempts, giveUpVoice, takeVoices, type WaitingVoice } from './voice-queue-store.ts'
import { unheardVoices } from './waiting-voice-views.ts'

/** Voices for a speech server, at most `limit`; each is taken by one process, at most five times in all. */
export const claimVoices = async (scope: Scope, limit: number): Promise<readonly WaitingVoice[]> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  return await takeVoices(scope.tx, now, await unheardVoices(scope.tx, now, limit))
}

type OfVoice = Pick<WaitingVoice, 'opinionId' | 'attachmentId'>

/** No server can do anything with it: an officer listens. */
export const dropVoice = async (scope: Scope, input: Pick<OfVoice, 'attachmentId'>): Promise<void> => {
  requireSystem(scope.actor)
  await giveUpVoice(scope.tx, input.attachmentId)
}

/**
 * Keeps what a machine heard, for an officer to correct. False when nobody needs it any more: an officer was quicker,
 * or the opinion was taken back.
 */
export const keepMachineTranscript = async (
  scope: Scope,
  input: OfVoice & { readonly text: string },
): Promise<boolean> => {
  requireSystem(scope.actor)
  const { opinionId, attachmentId, text } = input
  const row = await lockOpinion(scope.tx, { id: opinionId })
  await forgetAttempts(scope.tx, attachmentId)
  if (row?.state !== 'received' || !(await isFileOf(scope.tx, opinionId, attachmentId))) return false
  const before = await transcriptRows(scope.tx, [opinionId])
  if (before.some((one) => one.attachmentId === attachmentId)) return false
  await insertTranscript(scope.tx, scope.keyring, {
    opinionId,
    attachmentId,
    seq: 1,
    source: 'machine',
    text,
    writtenBy: null,
    writtenAt: scope.clock.now(),
  })
  return true
}
