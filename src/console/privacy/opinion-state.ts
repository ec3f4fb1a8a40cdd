import type { OpinionPrivacy, Question, Transcript } from '../../questions/index.ts'
import type { Faults, Form } from '../forms.ts'
import type { VoiceTyped } from '../voice/voice-part.ts'

/** What the page of one opinion shows. */
export type OpinionState = {
  readonly question: Question
  readonly privacy: OpinionPrivacy
  readonly readers: readonly { readonly id: string; readonly name: string }[]
  /** Whether this officer works on it for the Front. */
  readonly mayWork: boolean
  readonly officerId: string
  readonly form: Form
  readonly faults: Faults
  readonly today: string
  /** What was written down of its voice messages, every version; for the Front alone. */
  readonly transcripts: readonly Transcript[]
  readonly voice: VoiceTyped | null
}
