import type { OutgoingFile } from '../../src/channels/port.ts'
import type { ApiAnswer, BotApi } from './call-api.ts'
import { fieldsAt, isFields, textAt } from './update-fields.ts'

type Kind = 'photo' | 'voice' | 'document'
type Account = { readonly id: string; readonly token: string }
type Sending = {
  readonly account: Account
  readonly file: OutgoingFile
  /** Chat, caption, keyboard …: what stands beside the file. */
  readonly params: Readonly<Record<string, unknown>>
}

export type FileSender = {
  /** Sends a file; null when its bytes are gone. */
  send(sending: Sending, signal: AbortSignal): Promise<ApiAnswer | null>
}

const methods = { photo: 'sendPhoto', voice: 'sendVoice', document: 'sendDocument' } as const
const largestPhoto = 10 * 1024 * 1024
const mostRemembered = 1000
/** What Telegram plays as a voice message; anything else goes as a document. */
const voiceTypes = new Set(['audio/ogg', 'audio/mpeg', 'audio/mp4'])
/** A picture that it cannot redraw, or a person who takes no voice messages: the bytes still arrive as a document. */
const betterAsDocument =
  /IMAGE_PROCESS_FAILED|PHOTO_INVALID|PHOTO_SAVE|PHOTO_EXT|photo is too big|VOICE_MESSAGES_FORBIDDEN/i

const kindOf = (file: OutgoingFile): Kind => {
  if (file.media === 'image') return 'photo'
  return file.media === 'voice' && voiceTypes.has(file.mediaType) ? 'voice' : 'document'
}

const fileIdIn = (result: unknown, kind: Kind): string | undefined => {
  if (!isFields(result)) return undefined
  if (kind !== 'photo') return textAt(fieldsAt(result, kind), 'file_id')
  const sizes = result['photo']
  const largest: unknown = Array.isArray(sizes) ? sizes.at(-1) : undefined
  return isFields(largest) ? textAt(largest, 'file_id') : undefined
}

/** Uploads each file once an account and afterwards refers to Telegram's own copy. */
export const createFileSender = (
  api: BotApi,
  readFile: (attachmentId: string) => Promise<Uint8Array | null>,
): FileSender => {
  const known = new Map<string, { readonly kind: Kind; readonly fileId: string }>()

  const remember = (key: string, kind: Kind, answer: ApiAnswer): void => {
    const fileId = answer.kind === 'done' ? fileIdIn(answer.result, kind) : undefined
    if (fileId === undefined) return
    known.delete(key)
    known.set(key, { kind, fileId })
    const oldest = known.size > mostRemembered ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
  }

  const upload = async (kind: Kind, sending: Sending, bytes: Uint8Array, signal: AbortSignal): Promise<ApiAnswer> => {
    const { name, mediaType } = sending.file
    const file = { field: kind, name, mediaType, bytes }
    return await api.call(sending.account.token, methods[kind], sending.params, signal, file)
  }

  return {
    async send(sending, signal) {
      const { account, file, params } = sending
      const key = `${account.id}\n${file.attachmentId}`
      const copy = known.get(key)
      if (copy) {
        const again = await api.call(account.token, methods[copy.kind], { ...params, [copy.kind]: copy.fileId }, signal)
        if (again.kind !== 'refused' || again.code !== 400 || !/file/i.test(again.description)) return again
        known.delete(key)
      }
      const bytes = await readFile(file.attachmentId)
      if (!bytes) return null
      let kind = kindOf(file)
      if (kind === 'photo' && bytes.length > largestPhoto) kind = 'document'
      let answer = await upload(kind, sending, bytes, signal)
      if (kind !== 'document' && answer.kind === 'refused' && betterAsDocument.test(answer.description)) {
        kind = 'document'
        answer = await upload(kind, sending, bytes, signal)
      }
      remember(key, kind, answer)
      return answer
    },
  }
}
