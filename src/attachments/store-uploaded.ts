import { randomUUID } from 'node:crypto'
import { act } from '../database/index.ts'
import type { House } from '../database/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { describeMediaType } from './accepted-kinds.ts'
import type { AcceptedMediaType, AttachmentKind } from './accepted-kinds.ts'
import { insertAttachment } from './attachment-store.ts'
import { prepareFile } from './prepare-file.ts'
import type { Refused } from './refusals.ts'
import { digestOf, sealName } from './sealed-columns.ts'
import type { AttachmentStorage } from './chunk-store.ts'

export type UploadedFile = {
  readonly ok: true
  readonly attachmentId: string
  readonly mediaType: AcceptedMediaType
  readonly kind: AttachmentKind
}

/**
 * Keeps a file whose bytes arrive at a door of our own (web chat, console). It is inspected and cleaned before any
 * transaction is open, and belongs to nothing until `keepAttachments`.
 */
export const storeUploaded = async (
  house: House,
  storage: AttachmentStorage,
  actor: Actor,
  input: { readonly bytes: Uint8Array; readonly name?: string },
): Promise<UploadedFile | Refused> => {
  const prepared = await prepareFile(input.bytes)
  if (!prepared.ok) return prepared
  const id = randomUUID()
  await act(house, actor, async ({ tx, keyring, clock }) => {
    await insertAttachment(tx, {
      id,
      state: 'stored',
      name: sealName(keyring, id, input.name),
      mediaType: prepared.mediaType,
      size: prepared.bytes.length,
      digest: digestOf(keyring, prepared.bytes),
      createdAt: clock.now(),
    })
    await storage.put(tx, id, prepared.bytes)
  })
  const { mediaType } = prepared
  return { ok: true, attachmentId: id, mediaType, kind: describeMediaType(mediaType).kind }
}
