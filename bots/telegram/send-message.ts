import type { AccountDirectory, Delivery, SendOutcome } from '../../src/channels/port.ts'
import type { ApiAnswer, BotApi } from './call-api.ts'
import { readFailure } from './read-failure.ts'
import { renderMessage } from './render-message.ts'
import type { FileSender } from './send-file.ts'
import { idAt, isFields } from './update-fields.ts'

type Options = { readonly accounts: AccountDirectory; readonly api: BotApi; readonly files: FileSender }

/** UTF-16 units below a file (Bot API); a longer text goes as a message of its own behind it. */
const longestCaption = 1024
const mostRemembered = 1000

const read = (answer: ApiAnswer): SendOutcome => {
  if (answer.kind !== 'done') return readFailure(answer)
  const id = isFields(answer.result) ? idAt(answer.result, 'message_id') : undefined
  return { kind: 'sent', ...(id === undefined ? {} : { messageId: String(id) }) }
}

/** Sends one message, by one call or, when a file has a long text, by two. */
export const createSendMessage = ({ accounts, api, files }: Options) => {
  // Deliveries whose file has arrived and whose text has not: a repeat must not bring the file again.
  const halfSent = new Set<number>()

  return async (delivery: Delivery, signal: AbortSignal): Promise<SendOutcome> => {
    if (signal.aborted) return { kind: 'retry', afterMs: 0, why: 'stopped', scope: 'message' }
    const account = accounts.byId(delivery.accountId)
    const token = account?.credentials['botToken']
    if (!account || !token) return { kind: 'refused', why: 'unknown-account', scope: 'account' }
    if (account.state !== 'active') return { kind: 'refused', why: 'account-off', scope: 'account' }
    const chatId = /^-?\d{1,16}$/.test(delivery.address) ? Number(delivery.address) : Number.NaN
    if (!Number.isSafeInteger(chatId)) return { kind: 'refused', why: 'bad-address', scope: 'message' }

    const { text, markup, quotes } = renderMessage(delivery.message)
    const place = {
      chat_id: chatId,
      ...(quotes === undefined ? {} : { reply_parameters: { message_id: quotes, allow_sending_without_reply: true } }),
    }
    const keyboard = markup ? { reply_markup: markup } : {}
    const sendText = async (): Promise<SendOutcome> => {
      const params = { ...place, text, link_preview_options: { is_disabled: true }, ...keyboard }
      return read(await api.call(token, 'sendMessage', params, signal))
    }

    const { file } = delivery.message
    if (!file) return await sendText()
    const fits = text.length <= longestCaption
    if (!halfSent.has(delivery.id)) {
      const params = fits ? { ...place, ...(text === '' ? {} : { caption: text }), ...keyboard } : place
      const answer = await files.send({ account: { id: account.id, token }, file, params }, signal)
      if (!answer) return { kind: 'refused', why: 'file-gone', scope: 'message' }
      const outcome = read(answer)
      if (fits || outcome.kind !== 'sent') return outcome
      halfSent.add(delivery.id)
      const oldest = halfSent.size > mostRemembered ? halfSent.values().next().value : undefined
      if (oldest !== undefined) halfSent.delete(oldest)
    }
    const outcome = await sendText()
    if (outcome.kind !== 'retry' && outcome.kind !== 'uncertain') halfSent.delete(delivery.id)
    return outcome
  }
}
