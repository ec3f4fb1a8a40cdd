import { reminderRef, reminderWords, takeHeldReminders, takeReminders, type Reminder } from '../../attendance/index.ts'
import { enqueueMessage } from '../../outbox/index.ts'
import { openPrompt } from '../open-prompt.ts'
import type { TurnContext } from '../turn.ts'
import { afterReminder } from './attend-state.ts'

type Scope = TurnContext['scope']

const pageMax = 100

const send = async (scope: Scope, reminder: Reminder): Promise<void> => {
  const { session, expiresAt, person } = reminder
  const { chatId, accountId } = reminder.choice
  const { message, choices, byWord } = reminderWords(reminder)
  const { text, locale } = message
  const prompt = {
    text,
    choices: choices.map((label) => ({ label })),
    state: afterReminder(session.id, person.answer),
  }
  const asked = choices.length > 0 ? await openPrompt(scope, { chatId, locale }, 'attend', prompt) : null
  const told = byWord === '' ? message : { ...message, text: `${text}\n${byWord}` }
  await enqueueMessage(scope, {
    accountId,
    chatId,
    message: asked ? { ...message, ...asked } : told,
    priority: 'personal',
    expiresAt,
    ref: reminderRef(reminder),
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

/** Somebody has written: what could not be sent to them before goes after the answer. Gives how many went in line. */
export const releaseReminders = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  const taken = await takeHeldReminders(scope, chat)
  for (const reminder of taken) await send(scope, reminder)
  return taken.length
}
