import type { Chat, StoredMessage } from '../state.ts'
import type { WireEntity, WireMessage } from '../wire.ts'

export type PhoneButton = { text: string; data?: string; url?: string }

/** A message as the person sees it on the phone. */
export type PhoneMessage = {
  id: number
  from: 'bot' | 'person'
  at: Date
  kind: 'text' | 'photo' | 'document' | 'voice' | 'audio' | 'location' | 'contact' | 'service'
  /** The text, or the caption of a file. */
  text: string
  entities: readonly WireEntity[]
  buttons: readonly (readonly PhoneButton[])[]
  edited: boolean
  silent: boolean
  protected: boolean
  /** What the bot reacted with. */
  reaction?: string
  fileId?: string
  replyTo?: number
  /** The emulator's count of visible changes when this message was last changed. */
  changed: number
}

const kinds = ['photo', 'document', 'voice', 'audio', 'location', 'contact', 'text'] as const

const fileIdOf = (wire: WireMessage): string | undefined =>
  wire.photo?.at(-1)?.file_id ?? (wire.document ?? wire.voice ?? wire.audio)?.file_id

const shown = ({ wire, outgoing, changed, silent, reaction }: StoredMessage): PhoneMessage => {
  const fileId = fileIdOf(wire)
  return {
    id: wire.message_id,
    from: outgoing ? 'bot' : 'person',
    at: new Date(wire.date * 1000),
    kind: kinds.find((kind) => kind in wire) ?? 'service',
    text: wire.text ?? wire.caption ?? '',
    entities: wire.entities ?? wire.caption_entities ?? [],
    buttons: (wire.reply_markup?.inline_keyboard ?? []).map((row) =>
      row.map(({ text, callback_data: data, url }) => ({
        text,
        ...(data === undefined ? {} : { data }),
        ...(url === undefined ? {} : { url }),
      })),
    ),
    edited: wire.edit_date !== undefined,
    silent,
    protected: wire.has_protected_content === true,
    changed,
    ...(reaction === undefined ? {} : { reaction }),
    ...(fileId === undefined ? {} : { fileId }),
    ...(wire.reply_to_message === undefined ? {} : { replyTo: wire.reply_to_message.message_id }),
  }
}

/** What stands in a chat, oldest first: edits applied, deleted messages gone. */
export const phoneMessages = (chat: Chat): PhoneMessage[] =>
  [...chat.messages.values()].filter(({ deleted }) => !deleted).map(shown)

/** One message as the person sees it; undefined when it was deleted. */
export const phoneMessage = (message: StoredMessage): PhoneMessage | undefined =>
  message.deleted ? undefined : shown(message)
