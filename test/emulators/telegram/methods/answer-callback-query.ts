import { answer, badRequest, type Outcome } from '../outcome.ts'
import { noteChange } from '../state.ts'
import { type Call, stringOf } from './call.ts'

const longestToast = 200

/** Answers a tap on a button; too late, or for a tap that never was, it is refused. */
export const answerCallbackQuery = (call: Call): Outcome => {
  const text = stringOf(call, 'text')
  if (text !== undefined && text.length > longestToast) return badRequest('MESSAGE_TOO_LONG')
  const query = call.bot.callbackQueries.get(stringOf(call, 'callback_query_id') ?? '')
  if (query === undefined || query.expiresAt < call.state.scheduler.now())
    return badRequest('query is too old and response timeout expired or query ID is invalid')
  const url = stringOf(call, 'url')
  query.answer = {
    showAlert: call.params['show_alert'] === true,
    ...(text === undefined ? {} : { text }),
    ...(url === undefined ? {} : { url }),
  }
  const chat = call.bot.chats.get(query.personId)
  if (chat !== undefined) noteChange(call.state, { bot: call.bot, chat, answered: query })
  return answer(true)
}
