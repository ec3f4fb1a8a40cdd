import type { ZaloFailure } from '../errors/failure.ts'
import { refuseBeforeSending } from '../errors/read-failure.ts'
import {
  MAX_BUTTON_PAYLOAD_LENGTH,
  MAX_BUTTON_TITLE_LENGTH,
  MAX_BUTTONS,
  MAX_LIST_ELEMENTS,
  MAX_TEXT_LENGTH,
} from './consultation-message.ts'
import type { ConsultationMessage, ZaloButton } from './consultation-message.ts'

const tooLong = (text: string | undefined, most: number): boolean =>
  text !== undefined && text.normalize('NFC').length > most

const checkButtons = (buttons: readonly ZaloButton[]): string | null => {
  if (buttons.length === 0 || buttons.length > MAX_BUTTONS) return `a message takes 1 to ${MAX_BUTTONS} buttons`
  if (buttons.some(({ title }) => tooLong(title, MAX_BUTTON_TITLE_LENGTH))) return 'the title of a button is too long'
  const payloads = buttons.map((button) => ('payload' in button ? button.payload : ''))
  return payloads.some((payload) => tooLong(payload, MAX_BUTTON_PAYLOAD_LENGTH))
    ? 'the payload of a button is too long'
    : null
}

const problemOf = (message: ConsultationMessage): string | null => {
  if ('text' in message && tooLong(message.text, MAX_TEXT_LENGTH)) {
    return `the text is longer than ${MAX_TEXT_LENGTH} characters`
  }
  switch (message.kind) {
    case 'text':
      return message.text.trim() === '' ? 'the text is empty' : null
    case 'request-user-info':
      return tooLong(message.title, 100) || tooLong(message.subtitle, 500) ? 'title or subtitle is too long' : null
    case 'buttons':
      return checkButtons(message.buttons)
    case 'list':
      if (message.elements.length === 0 || message.elements.length > MAX_LIST_ELEMENTS) {
        return `a list takes 1 to ${MAX_LIST_ELEMENTS} elements`
      }
      return message.buttons === undefined ? null : checkButtons(message.buttons)
    case 'image':
    case 'gif':
    case 'sticker':
    case 'file':
    default:
      return null
  }
}

/** The refusal (-210) of a message that is over a documented limit; null when it may be sent. */
export const checkMessage = (message: ConsultationMessage): ZaloFailure | null => {
  const problem = problemOf(message)
  return problem === null ? null : refuseBeforeSending('oa', -210, problem)
}
