import { dropDraft, submitAnswer } from '../../forms/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import type { TurnContext } from '../turn.ts'
import type { Answering, FormState } from './form-state.ts'

/** What is still to be asked before it goes: never kept, only handed on with the answer. */
export const askBeforeSending = (turn: TurnContext, { form }: Answering): boolean => {
  const kind = form.audience === 'codes' ? 'slip' : form.counts === 'persons' ? null : 'household'
  if (kind === null) return false
  turn.ask({
    text: turn.phrase(`form-chat:${kind}`),
    state: { kind, formId: form.id } satisfies FormState,
    takesNumbers: true,
  })
  return true
}

/** Sends a finished form and tells its receipt. Of an anonymous one no trace stays in the conversation. */
export const sendForm = async (
  turn: TurnContext,
  { form, version, values }: Answering,
  more: { readonly household?: string; readonly slip?: string } = {},
): Promise<void> => {
  const { code, isAside } = await submitAnswer(turn.scope, {
    formId: form.id,
    version,
    values,
    source: 'chat',
    ...more,
  })
  await dropDraft(turn.scope, { formId: form.id, chatId: turn.chat.id })
  turn.close()
  if (form.naming === 'anonymous') turn.scrub()
  turn.tell(
    [
      turn.phrase('form-chat:sent', { code: formatCode(code) }),
      turn.phrase(`form-chat:sentUse.${form.naming}`),
      ...(isAside ? [turn.phrase('form-web:aside')] : []),
    ].join('\n'),
  )
}
