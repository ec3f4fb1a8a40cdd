import type { Queryable } from '../database/index.ts'
import { isId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { describeMediaType } from './accepted-kinds.ts'
import type { AcceptedMediaType } from './accepted-kinds.ts'
import { findAttachment, findAttachmentsOf } from './attachment-store.ts'
import type { AttachmentRow } from './attachment-store.ts'
import type { AttachmentState, AttachmentSummary } from './attachment.ts'
import { safeFileName } from './file-name.ts'
import type { FileRefusal } from './refusals.ts'
import { openName } from './sealed-columns.ts'

const summarise = (keyring: Keyring, row: AttachmentRow): AttachmentSummary => {
  const mediaType = row.mediaType as AcceptedMediaType | null
  const claimed = openName(keyring, row.id, row.name)
  return {
    id: row.id,
    state: row.state as AttachmentState,
    ...(mediaType ? { mediaType, name: safeFileName(claimed, describeMediaType(mediaType).extension) } : {}),
    ...(row.size === null ? {} : { size: row.size }),
    ...(row.refusedWhy === null ? {} : { refusedWhy: row.refusedWhy as FileRefusal }),
  }
}

type Reader = { readonly database: Queryable; readonly keyring: Keyring }

/** What is known of one file, or `undefined` for an id that never was. */
export const readAttachmentSummary = async (reader: Reader, id: string): Promise<AttachmentSummary | undefined> => {
  const row = isId(id) ? await findAttachment(reader.database, id) : undefined
  return row && summarise(reader.keyring, row)
}

/** The files of a holder, for lists. */
export const listAttachmentsOf = async (reader: Reader, holder: string): Promise<AttachmentSummary[]> =>
  (await findAttachmentsOf(reader.database, holder)).map((row) => summarise(reader.keyring, row))
