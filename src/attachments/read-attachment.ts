import type { House } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { describeMediaType, isAcceptedMediaType } from './accepted-kinds.ts'
import { readAttachmentSummary } from './attachment-views.ts'
import { playableVoice } from './playable-voice.ts'
import type { AttachmentStorage } from './chunk-store.ts'

export type ReadableAttachment = {
  readonly mediaType: string
  readonly name: string
  readonly size: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/**
 * A stored file, decrypted while it streams; `undefined` when there is none (pending, refused, erased, unknown).
 * Whether the reader may see what it belongs to is the caller's question: this room does not know.
 */
export const readAttachment = async (
  house: Pick<House, 'database' | 'keyring'>,
  storage: AttachmentStorage,
  attachmentId: string,
): Promise<ReadableAttachment | undefined> => {
  const found = await readAttachmentSummary(house, attachmentId)
  if (found?.state !== 'stored') return undefined
  const { mediaType, name, size, id } = found
  if (mediaType === undefined || name === undefined || size === undefined) {
    throw new AppError('INTERNAL', `attachment ${id} is stored without its description`)
  }
  return { mediaType, name, size, bytes: storage.get(house.database, id, size) }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

/**
 * The same for listening in a browser: AMR comes as WAV, anything else as it is kept. `undefined` also for a voice
 * message that cannot be converted (longer than ten minutes); it can still be downloaded.
 */
export const readPlayable = async (
  house: Pick<House, 'database' | 'keyring'>,
  storage: AttachmentStorage,
  attachmentId: string,
): Promise<ReadableAttachment | undefined> => {
  const found = await readAttachment(house, storage, attachmentId)
  if (found === undefined || !isAcceptedMediaType(found.mediaType)) return undefined
  if (describeMediaType(found.mediaType).inline !== 'convert') return found
  const voice = await playableVoice(Buffer.concat(await Array.fromAsync(found.bytes)))
  if (!voice.ok) return undefined
  const name = `${found.name.replace(/\.[^.]+$/, '')}.wav`
  return { mediaType: voice.mediaType, name, size: voice.bytes.length, bytes: once(voice.bytes) }
}
