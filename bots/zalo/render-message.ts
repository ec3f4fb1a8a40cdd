import { MAX_BUTTON_TITLE_LENGTH, MAX_BUTTONS } from 'zalo-oa-sdk'
import type { ConsultationMessage, ZaloButton } from 'zalo-oa-sdk'
import type { OutgoingFile, OutgoingMessage, OutgoingTemplate } from '../../src/channels/port.ts'

/** One call to Zalo. Most messages are one; a document and a form each need one of their own. */
export type Part =
  | {
      readonly kind: 'message'
      readonly message: ConsultationMessage
      /** The same without buttons, for an account that refuses them after all. */
      readonly plain?: ConsultationMessage
    }
  /** Only a picture takes words along. */
  | { readonly kind: 'file'; readonly file: OutgoingFile; readonly text?: string }
  /** Approved by Zalo: goes in place of all words, also beyond the window. */
  | { readonly kind: 'template'; readonly template: OutgoingTemplate }

export type Abilities = {
  readonly buttons: boolean
  /** Someone without a Zalo login gets no quotes, buttons and forms. */
  readonly isVisitor: boolean
  /** Public address of the picture that Zalo's form for contact data must have; no form without it. */
  readonly contactImageUrl: string | undefined
}

/** The whole text: what is said, the link on a line of its own, the numbered lines last, nearest to the answer. */
const writeText = ({ text, link, choices = [] }: OutgoingMessage): string => {
  const lines = choices.map(({ number, label }) => `${number}. ${label}`).join('\n')
  const address = link ? `${link.label}: ${link.url}` : ''
  return [text, address, lines].filter((block) => block !== '').join('\n\n')
}

/** Zalo brings a tapped button back as a text that is this payload; payloads start with # by its convention. */
const writeButtons = ({ choices = [] }: OutgoingMessage): readonly ZaloButton[] => {
  const fits = choices.length <= MAX_BUTTONS && choices.every(({ label }) => label.length <= MAX_BUTTON_TITLE_LENGTH)
  if (!fits) return []
  return choices.map(({ label, data }) => ({ type: 'oa.query.hide', title: label, payload: `#${data}` }))
}

const isPicture = ({ media, mediaType }: OutgoingFile): boolean => media === 'image' && mediaType.startsWith('image/')

const textPart = (message: OutgoingMessage, text: string, abilities: Abilities): Part => {
  const { isVisitor } = abilities
  const quoteMessageId = isVisitor ? undefined : message.quotes
  const plain: ConsultationMessage = { kind: 'text', text, ...(quoteMessageId === undefined ? {} : { quoteMessageId }) }
  const buttons = abilities.buttons && !isVisitor ? writeButtons(message) : []
  if (buttons.length === 0) return { kind: 'message', message: plain }
  return { kind: 'message', message: { kind: 'buttons', text, buttons }, plain }
}

/** The calls that make up a message, in order: the file first, so that the question stands last on the screen. */
export const renderMessage = (message: OutgoingMessage, abilities: Abilities): readonly Part[] => {
  const { file, asksContact, template } = message
  if (template) return [{ kind: 'template', template }]
  const text = writeText(message)
  const parts: Part[] = []
  const isCaption = file !== undefined && isPicture(file) && text !== ''
  if (file) parts.push({ kind: 'file', file, ...(isCaption ? { text } : {}) })
  if (!isCaption && (text !== '' || parts.length === 0)) parts.push(textPart(message, text, abilities))
  const imageUrl = abilities.contactImageUrl
  if (asksContact && imageUrl !== undefined && !abilities.isVisitor) {
    parts.push({ kind: 'message', message: { kind: 'request-user-info', ...asksContact, imageUrl } })
  }
  return parts
}
