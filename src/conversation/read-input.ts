import type { IncomingContent } from '../channels/port.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import type { OpenPrompt } from './conversation-store.ts'
import type { Input } from './turn.ts'
import { readChoice, readNumber } from './words/read-choice.ts'

export type Said =
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'start'; readonly payload?: string }
  /** A button of a prompt that is no longer open. */
  | { readonly kind: 'stale-button' }
  | { readonly kind: 'menu' }
  /** Nothing in it that could be answered: no letter, no digit. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number }
  | { readonly kind: 'unsupported'; readonly name: string }

/** Longest wording that is taken; what a person types in a chat stays far below. */
export const wordingMax = 10_000

const button = /^#?p:([a-z0-9]{4,12}):(\d{1,3})$/

/** Data of a button: the prompt and the number in its list. */
export const buttonData = (promptId: string, number: number): string => `p:${promptId}:${number}`

const readButton = (data: string, prompt: OpenPrompt | null): Said | null => {
  const [, id, digits] = button.exec(data.trim()) ?? []
  if (id === undefined || digits === undefined) return null
  const number = Number(digits)
  // The lowest step of a scale may be 0.
  if (number === 0 && !(prompt?.id === id && prompt.numbers.includes(0))) return { kind: 'menu' }
  if (prompt?.id !== id || !prompt.numbers.includes(number)) return { kind: 'stale-button' }
  return { kind: 'input', input: { kind: 'choice', number } }
}

const fromList = (text: string, prompt: OpenPrompt): number | null => {
  const number = readNumber(text)
  if (number !== null) return prompt.numbers.includes(number) ? number : null
  const at = readChoice(text, prompt.labels.length, prompt.labels)
  return at === null ? null : (prompt.numbers[at - 1] ?? null)
}

const readText = (raw: string, prompt: OpenPrompt | null): Said => {
  if (raw.length > wordingMax * 4) return { kind: 'too-long', length: raw.length }
  const text = normaliseText(raw).trim()
  if (text.length > wordingMax) return { kind: 'too-long', length: text.length }
  // A Zalo button comes as a text that carries its data; a typed copy of it does the same.
  const pressed = readButton(text, prompt)
  if (pressed) return pressed
  if (text === '') return { kind: 'empty' }
  if (!prompt?.takesNumbers && readNumber(text) === 0) return { kind: 'menu' }
  if (prompt && prompt.numbers.length > 0) {
    const number = fromList(text, prompt)
    if (number !== null) return { kind: 'input', input: { kind: 'choice', number } }
  }
  return { kind: 'input', input: { kind: 'text', text } }
}

/** What a person did, in the conversation's words; null for events that are no speech. */
export const readInput = (content: IncomingContent, prompt: OpenPrompt | null): Said | null => {
  switch (content.kind) {
    case 'text':
      return readText(content.text, prompt)
    case 'button':
      return readButton(content.data, prompt) ?? { kind: 'stale-button' }
    case 'start':
      return { kind: 'start', ...(content.payload === undefined ? {} : { payload: content.payload }) }
    case 'follow':
      return { kind: 'start' }
    case 'media': {
      const caption = normaliseText(content.caption ?? '')
        .trim()
        .slice(0, wordingMax)
      return { kind: 'input', input: { kind: 'media', items: content.items, ...(caption === '' ? {} : { caption }) } }
    }
    case 'location':
      return { kind: 'input', input: { kind: 'location', latitude: content.latitude, longitude: content.longitude } }
    case 'contact':
      return {
        kind: 'input',
        input: {
          kind: 'contact',
          isOwn: content.isOwn,
          ...(content.phone === undefined ? {} : { phone: content.phone }),
        },
      }
    case 'unsupported':
      return { kind: 'unsupported', name: content.name }
    case 'submitted-info':
    case 'unfollow':
    case 'withdraw':
    case 'echo':
    case 'receipt':
    case 'reaction':
    case 'account-event':
    case 'ignored':
      return null
  }
}
