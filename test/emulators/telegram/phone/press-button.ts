import { noteChange, type Bot, type CallbackQuery, type Chat, type EmulatorState, type Person } from '../state.ts'
import type { Change, StoredMessage } from '../state.ts'
import { enqueueUpdate } from '../updates.ts'
import type { WireInlineButton } from '../wire.ts'
import { wireUser } from './take-in.ts'

export type TapAnswer = NonNullable<CallbackQuery['answer']>

/** What came of pressing a button. */
export type Tap = {
  /** The callback query's id; empty for a button that only opens an address. */
  id: string
  /** The address that the button opens. */
  url?: string
  /** The bot's answer so far. */
  answer(): TapAnswer | undefined
  /** Waits for the bot's answer; rejects after `timeoutMs` of real time. */
  answered(timeoutMs?: number): Promise<TapAnswer>
}

const buttonIn = (message: StoredMessage, wanted: string): WireInlineButton | undefined => {
  const buttons = message.wire.reply_markup?.inline_keyboard.flat() ?? []
  return buttons.find(({ callback_data: data }) => data === wanted) ?? buttons.find(({ text }) => text === wanted)
}

/** The newest message whose inline keyboard has the button, by its data or its words. */
export const findButton = (
  chat: Chat,
  wanted: string,
  messageId: number | undefined,
): { message: StoredMessage; button: WireInlineButton } | undefined => {
  const candidates = [...chat.messages.values()]
    .filter(({ deleted, wire }) => !deleted && (messageId === undefined || wire.message_id === messageId))
    .reverse()
  for (const message of candidates) {
    const button = buttonIn(message, wanted)
    if (button !== undefined) return { message, button }
  }
  return undefined
}

const waitForAnswer = (state: EmulatorState, query: CallbackQuery, timeoutMs: number): Promise<TapAnswer> => {
  if (query.answer !== undefined) return Promise.resolve(query.answer)
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      state.changes.off('change', onChange)
    }
    const onChange = (change: Change) => {
      if (change.answered !== query || query.answer === undefined) return
      stop()
      resolve(query.answer)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`the tap was not answered within ${timeoutMs} ms`))
    }, timeoutMs)
    state.changes.on('change', onChange)
  })
}

/** Presses a button of an inline keyboard: gives the bot a callback query, or answers the address to open. */
export const pressButton = (
  state: EmulatorState,
  bot: Bot,
  chat: Chat,
  person: Person,
  found: { message: StoredMessage; button: WireInlineButton },
): Tap => {
  const { button, message } = found
  if (button.callback_data === undefined) {
    return {
      id: '',
      ...(button.url === undefined ? {} : { url: button.url }),
      answer: () => undefined,
      answered: () => Promise.reject(new Error('this button asks the bot nothing')),
    }
  }
  const number = state.nextId
  state.nextId += 1
  const query: CallbackQuery = {
    id: `${BigInt(person.id) * 1_000_000n + BigInt(number)}`,
    personId: person.id,
    expiresAt: state.scheduler.now() + state.settings.callbackQueryTtlMs,
  }
  bot.callbackQueries.set(query.id, query)
  chat.lastAct = state.changeCount + 1
  noteChange(state, { bot, chat })
  const content = {
    id: query.id,
    from: wireUser(person),
    message: { ...message.wire },
    chat_instance: String(chat.id * 31),
    data: button.callback_data,
  }
  enqueueUpdate(state, bot, 'callback_query', content, { chatId: chat.id, personId: person.id })
  return {
    id: query.id,
    answer: () => query.answer,
    answered: (timeoutMs = 5000) => waitForAnswer(state, query, timeoutMs),
  }
}
