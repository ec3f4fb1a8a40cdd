import type { OpinionPrivacy, Question } from '../../questions/index.ts'
import type { Faults, Form } from '../forms.ts'

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
}
