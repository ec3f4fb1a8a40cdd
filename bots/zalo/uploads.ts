import { uploadFile, uploadGif, uploadImage } from 'zalo-oa-sdk'
import type { CallResult, ConsultationMessage, ZaloClient } from 'zalo-oa-sdk'
import type { OutgoingFile } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'

/** A file that Zalo has: the message that shows it, with words where the kind takes them. */
export type Uploaded = (text: string | undefined) => ConsultationMessage

/** Zalo was not asked: there is nothing that it would take. */
export type UploadRefusal = { readonly impossible: 'file-gone' | 'file-kind-not-sendable' }

export type Uploads = {
  /** The file at this account, uploaded unless it was within the last days. `client` and `accessToken` are for the upload. */
  take(
    client: ZaloClient,
    accessToken: string,
    accountId: string,
    file: OutgoingFile,
  ): Promise<CallResult<Uploaded | UploadRefusal>>
  /** Zalo does not know it any more. */
  forget(accountId: string, file: OutgoingFile): void
}

const dayMs = 86_400_000
// Zalo keeps an upload for seven days.
const keptMs = 6 * dayMs
const most = 1_000

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/csv': 'csv',
}

const fileNameOf = ({ name, mediaType }: OutgoingFile): string | undefined => {
  const extension = extensions[mediaType]
  if (extension === undefined) return undefined
  return name.toLowerCase().endsWith(`.${extension}`) ? name : `${name.replace(/\.[^.]{1,5}$/, '')}.${extension}`
}

/** Width and height stand behind the signature, two bytes each, the lower one first. */
const gifSize = (bytes: Uint8Array): { width: number; height: number } | undefined => {
  if (bytes.length < 10) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

const succeeded = (result: CallResult<string>, show: (id: string) => Uploaded): CallResult<Uploaded> =>
  result.ok ? { ...result, data: show(result.data) } : result

const refuse = (impossible: UploadRefusal['impossible']): CallResult<UploadRefusal> => ({
  ok: true,
  data: { impossible },
  rateLimit: null,
})

const withText = (text: string | undefined) => (text === undefined ? {} : { text })

/** Remembers what was uploaded to which account; a bulletin with a picture is uploaded once, not once a person. */
export const createUploads = (house: {
  readonly clock: Clock
  readonly readFile: (attachmentId: string) => Promise<Uint8Array | undefined>
}): Uploads => {
  const known = new Map<
    string,
    { readonly until: number; readonly uploaded: Promise<CallResult<Uploaded | UploadRefusal>> }
  >()
  const keyOf = (accountId: string, file: OutgoingFile) => `${accountId}\n${file.attachmentId}`

  const upload = async (
    client: ZaloClient,
    accessToken: string,
    file: OutgoingFile,
  ): Promise<CallResult<Uploaded | UploadRefusal>> => {
    const fileName = fileNameOf(file)
    // Voice and video cannot be sent by an Official Account, other kinds of documents neither.
    if (fileName === undefined) return refuse('file-kind-not-sendable')
    const bytes = await house.readFile(file.attachmentId)
    if (bytes === undefined) return refuse('file-gone')
    const input = { bytes, fileName }
    if (file.mediaType === 'image/gif') {
      const size = gifSize(bytes)
      if (!size) return refuse('file-kind-not-sendable')
      return succeeded(await uploadGif(client, accessToken, input), (attachmentId) => (text) => ({
        kind: 'gif',
        attachmentId,
        ...size,
        ...withText(text),
      }))
    }
    if (file.mediaType.startsWith('image/')) {
      return succeeded(await uploadImage(client, accessToken, input), (attachmentId) => (text) => ({
        kind: 'image',
        image: { attachmentId },
        ...withText(text),
      }))
    }
    return succeeded(await uploadFile(client, accessToken, input), (token) => () => ({ kind: 'file', token }))
  }

  return {
    async take(client, accessToken, accountId, file) {
      const key = keyOf(accountId, file)
      const now = house.clock.now().getTime()
      const before = known.get(key)
      if (before && before.until > now) return await before.uploaded
      const uploaded = upload(client, accessToken, file)
      known.set(key, { until: now + keptMs, uploaded })
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      const forget = (): void => {
        if (known.get(key)?.uploaded === uploaded) known.delete(key)
      }
      try {
        const result = await uploaded
        if (!result.ok || 'impossible' in result.data) forget()
        return result
      } catch (error) {
        forget()
        throw error
      }
    },
    forget(accountId, file) {
      known.delete(keyOf(accountId, file))
    },
  }
}
