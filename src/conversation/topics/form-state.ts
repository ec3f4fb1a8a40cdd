import {
  findDraft,
  findForm,
  readContent,
  takesAnswers,
  type Form,
  type FormContent,
  type Values,
} from '../../forms/index.ts'
import type { TurnContext } from '../turn.ts'

/** What the open prompt of a form is about. The answers themselves lie in the draft, sealed, and nowhere else. */
export type FormState =
  | { readonly kind: 'list'; readonly ids: readonly string[] }
  | ({ readonly formId: string } & (
      | { readonly kind: 'ask'; readonly item: string; readonly inWords: boolean }
      | { readonly kind: 'review' }
      | { readonly kind: 'which' }
      | { readonly kind: 'give-up' }
      | { readonly kind: 'slip' }
      | { readonly kind: 'household' }
    ))

/** A form that somebody is in the middle of, in the version that they began. */
export type Answering = {
  readonly form: Form
  readonly version: number
  readonly content: FormContent
  readonly values: Values
}

/** What was begun and not sent; null when the form takes no answers any more, or nothing was begun. */
export const readAnswering = async (turn: TurnContext, formId: string): Promise<Answering | null> => {
  const { tx, keyring, clock } = turn.scope
  const form = await findForm(tx, formId)
  if (!form || !takesAnswers(form, clock.now())) return null
  const draft = await findDraft(tx, keyring, { formId, chatId: turn.chat.id })
  const content = draft && (await readContent(tx, formId, draft.version))
  return content ? { form, content, ...draft } : null
}
