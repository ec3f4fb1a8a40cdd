import { readPlayable, type AttachmentStorage } from '../attachments/index.ts'
import { act, type House } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { claimVoices, dropVoice, keepMachineTranscript, transcriptMax, type WaitingVoice } from '../questions/index.ts'
import type { Heard, SpeechServer } from './speech-server.ts'

const actor = systemActor('transcribe-voices')
/** Voices that the server hears at the same time. */
const atOnce = 3
// With two minutes each a run ends before its lease of fifteen.
const roundsMax = 4

export type Transcribing = {
  readonly house: House
  readonly storage: AttachmentStorage
  readonly speech: Pick<SpeechServer, 'hear'>
}

const endingOf = (name: string): string => /\.[a-z0-9]{1,5}$/u.exec(name)?.[0] ?? ''

type Outcome = 'kept' | 'too-late' | 'unusable' | Exclude<Heard, { ok: true }>['why']

const hearOne = async ({ house, storage, speech }: Transcribing, voice: WaitingVoice): Promise<Outcome> => {
  const { opinionId, attachmentId, attempt } = voice
  const drop = async (): Promise<Outcome> => {
    await act(house, actor, async (scope) => await dropVoice(scope, { attachmentId }))
    return 'unusable'
  }
  const file = await readPlayable(house, storage, attachmentId)
  if (!file) return await drop()
  const bytes = Buffer.concat(await Array.fromAsync(file.bytes))
  // A name that somebody gave their file stays here.
  const heard = await speech.hear({ bytes, mediaType: file.mediaType, name: `voice${endingOf(file.name)}` })
  if (!heard.ok) {
    house.log.warn(
      { attachmentId, attempt, why: heard.why, ...(heard.status === undefined ? {} : { status: heard.status }) },
      'the speech server gave no transcript',
    )
    return heard.why
  }
  const text = normaliseText(heard.text).trim()
  if (text === '' || text.length > transcriptMax) return await drop()
  const isKept = await act(
    house,
    actor,
    async (scope) => await keepMachineTranscript(scope, { opinionId, attachmentId, text }),
  )
  return isKept ? 'kept' : 'too-late'
}

/**
 * A job of every minute: has the speech server write down what waits, a few at once. A voice that it cannot do comes
 * again later, five times in all. Returns how many were written down.
 */
export const transcribeVoices = async (means: Transcribing): Promise<number> => {
  let kept = 0
  for (let round = 0; round < roundsMax; round += 1) {
    const voices = await act(means.house, actor, async (scope) => await claimVoices(scope, atOnce))
    const outcomes = await Promise.all(voices.map(async (voice) => await hearOne(means, voice)))
    kept += outcomes.filter((one) => one === 'kept').length
    // A server that is away has no use for the next ones, whose attempts are counted.
    const isAway = outcomes.some((one) => one === 'unreachable' || one === 'timeout' || one === 'refused')
    if (voices.length < atOnce || isAway) break
  }
  return kept
}
