import { and, eq } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { attachmentChunks } from '../database/tables/attachments.ts'
import { AppError } from '../kernel/errors.ts'
import type { Keyring } from '../kernel/keyring.ts'

/**
 * Where bytes are kept. In the database they come and go with the transaction; another place (S3, say) has to
 * give the same promise as seen by readers: what was erased is gone, what was put is whole.
 */
export type AttachmentStorage = {
  /** Keeps the bytes of a new attachment, at most 20 MiB. */
  put(tx: Transaction, attachmentId: string, bytes: Uint8Array): Promise<void>
  /** The bytes in order, piece by piece, from offset `from` on. Throws NOT_FOUND when fewer than `size` are there. */
  get(database: Queryable, attachmentId: string, size: number, from?: number): AsyncIterable<Buffer>
  /** Removes them; nothing there is no error. */
  erase(tx: Transaction, attachmentId: string): Promise<void>
}

/** Plain bytes of one piece: sealed, it stays below the 256 KiB that the table allows. */
export const pieceBytes = 256 * 1024 - 64

const placeOf = (attachmentId: string, seq: number): string => `attachment_chunks.bytes:${attachmentId}:${seq}`

/** Keeps files in PostgreSQL, sealed: one transaction, one backup, one erasure. */
export const createDatabaseStorage = (keyring: Keyring): AttachmentStorage => ({
  async put(tx, attachmentId, bytes) {
    for (let seq = 0; seq * pieceBytes < bytes.length; seq += 1) {
      const piece = bytes.subarray(seq * pieceBytes, (seq + 1) * pieceBytes)
      const sealed = keyring.seal('attachment', piece, placeOf(attachmentId, seq))
      await tx.insert(attachmentChunks).values({ attachmentId, seq, bytes: sealed })
    }
  },

  async *get(database, attachmentId, size, from = 0) {
    const first = Math.floor(from / pieceBytes)
    for (let seq = first; seq * pieceBytes < size; seq += 1) {
      const [row] = await database
        .select({ bytes: attachmentChunks.bytes })
        .from(attachmentChunks)
        .where(and(eq(attachmentChunks.attachmentId, attachmentId), eq(attachmentChunks.seq, seq)))
      if (row === undefined) throw new AppError('NOT_FOUND', `piece ${seq} of attachment ${attachmentId} is gone`)
      const piece = keyring.open('attachment', row.bytes, placeOf(attachmentId, seq))
      yield seq === first ? piece.subarray(from - first * pieceBytes) : piece
    }
  },

  async erase(tx, attachmentId) {
    await tx.delete(attachmentChunks).where(eq(attachmentChunks.attachmentId, attachmentId))
  },
})
