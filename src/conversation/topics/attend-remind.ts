import { reminderText, takeReminders, type Reminder } from '../../attendance/index.ts'
import { enqueueMessage } from '../../outbox/index.ts'
import { phrase } from '../../phrases/index.ts'
import { openPrompt } from '../open-prompt.ts'
import type { Prompt, TurnContext } from '../turn.ts'
import { afterReminder } from './attend-state.ts'

type Scope = TurnContext['scope']

const pageMax = 100

const promptOf = (reminder: Reminder, text: string): Prompt | null => {
  if (reminder.kind === 'cancellation') return null
  const { choices, state } = afterReminder(reminder.session.id, reminder.person.answer)
  const { language } = reminder.contact
  return { text, choices: choices.map((key) => ({ label: phrase(language, key) })), state }
}

const send = async (scope: Scope, reminder: Reminder): Promise<void> => {
  const { contact, session, expiresAt } = reminder
  const { chatId, accountId, language: locale } = contact
  const text = reminderText(locale, reminder)
  const prompt = promptOf(reminder, text)
  const asked = prompt && (await openPrompt(scope, { chatId, locale }, 'attend', prompt))
  const told = prompt ? `${text}\n${phrase(locale, 'attendance:remind.byWord')}` : text
  await enqueueMessage(scope, {
    accountId,
    chatId,
    message: asked ?? { text: told, locale },
    priority: 'personal',
    expiresAt,
    ref: `attendance:${session.id}`,
    ...(asked ? { slot: 'prompt' } : {}),
  })
}

/**
 * A job of every minute: reminds those who come of their sessions, and tells of changes and of seats that became free.
 * Claimed, asked and put in line in one transaction. Returns how many; call until it is none.
 */
export const remindAttendees = async (scope: Scope): Promise<number> => {
  const taken = await takeReminders(scope, { limit: pageMax })
  for (const reminder of taken) await send(scope, reminder)
  return taken.length
}
