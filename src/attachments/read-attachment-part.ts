import type { House } from '../database/index.ts'
import { readAttachmentSummary } from './attachment-views.ts'
import type { AttachmentStorage } from './chunk-store.ts'

export type PartOfAttachment = { readonly attachmentId: string; readonly from: number; readonly to: number }

/**
 * Bytes `from` to `to` of a stored file, both of them included, decrypted while they stream; pieces before them are not
 * touched. The offsets have to lie within the file, and whether the reader may see it is the caller's question.
 */
export async function* readAttachmentPart(
  house: Pick<House, 'database' | 'keyring'>,
  storage: AttachmentStorage,
  { attachmentId, from, to }: PartOfAttachment,
): AsyncGenerator<Buffer> {
  const found = await readAttachmentSummary(house, attachmentId)
  if (found?.state !== 'stored') return
  let left = to - from + 1
  for await (const piece of storage.get(house.database, attachmentId, to + 1, from)) {
    yield piece.subarray(0, left)
    left -= piece.length
  }
}
