import type { QuestionOfOpinion } from '../../forms/index.ts'
import type { OpinionTopic, Similar, Suggestion, Transcript, Waiting } from '../../questions/index.ts'
import type { Faults } from '../forms.ts'
import type { VoiceTyped } from '../voice/voice-part.ts'
import type { QueueQuery, TriageForm } from './form-values.ts'

/** What was done last, so that it can be said and undone. */
export type LastAct = {
  readonly done: 'kept' | 'joined' | 'refused'
  readonly opinionId: string
  readonly number: number | null
  readonly batchId: string | null
}

export type OpenOpinion = {
  readonly opinion: Waiting
  readonly words: string
  /** What was written down of its voice messages, every version. */
  readonly transcripts: readonly Transcript[]
  readonly hints: Suggestion
  readonly similar: Similar
  readonly topics: readonly OpinionTopic[]
  readonly form: TriageForm
  /** Somebody else has decided meanwhile: what was typed is shown, and can be sent no more. */
  readonly isDecided: boolean
  /** Where it was said on an opinion form: what was asked. */
  readonly asked: QuestionOfOpinion | undefined
}

export type Choice = { readonly id: string; readonly label: string }

export type TriageState = {
  readonly query: QueueQuery
  readonly left: number
  readonly dialogues: readonly Choice[]
  readonly units: readonly Choice[]
  readonly last: LastAct | null
  readonly said: string | null
  readonly open: OpenOpinion | null
  readonly faults: Faults
  /** A transcript that could not be kept as it was typed. */
  readonly voice: VoiceTyped | null
}
