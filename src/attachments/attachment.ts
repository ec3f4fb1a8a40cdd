import type { MediaSource } from '../channels/port.ts'
import type { AcceptedMediaType } from './accepted-kinds.ts'
import type { FileRefusal } from './refusals.ts'

export type AttachmentState = 'pending' | 'stored' | 'refused' | 'erased'

/** What is known while the bytes are still elsewhere; sealed in the row and wiped when the matter is settled. */
export type PendingSource = {
  readonly accountId: string
  readonly source: MediaSource
  /** The chat that is told when the file has to be refused. */
  readonly chatId?: number
}

export type AttachmentSummary = {
  readonly id: string
  readonly state: AttachmentState
  readonly mediaType?: AcceptedMediaType
  /** Bytes as kept. */
  readonly size?: number
  /** Safe for a disk, with the extension of what the file really is. */
  readonly name?: string
  readonly refusedWhy?: FileRefusal
}

/** How the fetching of one file ended. */
export type SettledAttachment = {
  readonly attachmentId: string
  readonly holder?: string
  readonly chatId?: number
} & (
  | { readonly outcome: 'stored'; readonly mediaType: AcceptedMediaType }
  | { readonly outcome: 'refused'; readonly why: FileRefusal; readonly phrase: string }
)
