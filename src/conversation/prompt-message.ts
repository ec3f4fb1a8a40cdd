import { randomInt } from 'node:crypto'
import type { OutgoingMessage } from '../channels/port.ts'
import type { Locale } from '../phrases/index.ts'
import type { Conversation } from './conversation-store.ts'
import { buttonData } from './read-input.ts'
import type { Prompt } from './turn.ts'

const promptAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const newPromptId = (): string =>
  Array.from({ length: 6 }, () => promptAlphabet[randomInt(promptAlphabet.length)]).join('')

/** A prompt as a message with its numbered list, and as what stays open until it is answered. */
export const promptMessage = (
  prompt: Prompt,
  topic: string,
  locale: Locale,
): { message: OutgoingMessage; open: Conversation['prompt'] } => {
  const id = newPromptId()
  const choices = (prompt.choices ?? []).map((choice, at) => ({ number: choice.number ?? at + 1, label: choice.label }))
  return {
    message: {
      text: prompt.text,
      locale,
      ...(choices.length > 0
        ? { choices: choices.map((choice) => ({ ...choice, data: buttonData(id, choice.number) })) }
        : {}),
      ...(prompt.link ? { link: prompt.link } : {}),
    },
    open: {
      id,
      topic,
      state: prompt.state,
      numbers: choices.map((choice) => choice.number),
      labels: choices.map((choice) => choice.label),
      takesNumbers: prompt.takesNumbers ?? false,
    },
  }
}
