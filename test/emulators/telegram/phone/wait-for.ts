import type { Change, Chat, EmulatorState } from '../state.ts'
import { phoneMessage, phoneMessages, type PhoneMessage } from './phone-message.ts'

/**
 * Waits until the chat shows a message that fits and is not older than the person's last act (edits count as new).
 * Woken by changes, never by polling; rejects after `timeoutMs` of real time.
 */
export const waitForMessage = (
  state: EmulatorState,
  chat: Chat,
  predicate: (message: PhoneMessage) => boolean,
  timeoutMs: number,
): Promise<PhoneMessage> => {
  const fits = (message: PhoneMessage | undefined): message is PhoneMessage =>
    message !== undefined && message.from === 'bot' && message.changed > chat.lastAct && predicate(message)
  const already = phoneMessages(chat).find(fits)
  if (already !== undefined) return Promise.resolve(already)
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      state.changes.off('change', onChange)
    }
    const onChange = (change: Change) => {
      if (change.chat !== chat || change.message === undefined) return
      const message = phoneMessage(change.message)
      if (!fits(message)) return
      stop()
      resolve(message)
    }
    const timer = setTimeout(() => {
      stop()
      const seen = phoneMessages(chat).filter(({ changed }) => changed > chat.lastAct)
      reject(new Error(`no fitting message within ${timeoutMs} ms; the chat showed ${seen.length} since the last act`))
    }, timeoutMs)
    state.changes.on('change', onChange)
  })
}
