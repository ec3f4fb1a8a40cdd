import { randomUUID } from 'node:crypto'
import type { IncomingMedia } from '../channels/port.ts'
import { onCommit } from '../database/index.ts'
import type { Scope } from '../database/index.ts'
import { isId } from '../kernel/ids.ts'
import { maxFileBytes } from './accepted-kinds.ts'
import { findAttachment, insertAttachment } from './attachment-store.ts'
import { refused } from './refusals.ts'
import type { Refused } from './refusals.ts'
import { sealName, sealSource } from './sealed-columns.ts'

/** Poked when a file waits to be fetched. */
export const pendingTopic = 'attachments'

type Input = {
  readonly accountId: string
  readonly media: IncomingMedia
  /** The chat to tell when the file turns out not to be usable. */
  readonly chatId?: number
}

/**
 * Takes note of a file inside a turn; its bytes are fetched after the commit. One that a door of ours has stored
 * already is found again, as long as it belongs to nothing.
 */
export const registerAttachment = async (
  scope: Scope,
  input: Input,
): Promise<{ readonly ok: true; readonly attachmentId: string } | Refused> => {
  const { tx, keyring, clock, signals } = scope
  const { source, name, sizeBytes } = input.media
  if (source.kind === 'stored') {
    const row = isId(source.attachmentId) ? await findAttachment(tx, source.attachmentId) : undefined
    const usable = row?.state === 'stored' && row.holder === null
    return usable ? { ok: true, attachmentId: row.id } : refused('gone')
  }
  if (sizeBytes !== undefined && sizeBytes > maxFileBytes) return refused('too-big')

  const id = randomUUID()
  const now = clock.now()
  const chat = input.chatId === undefined ? {} : { chatId: input.chatId }
  await insertAttachment(tx, {
    id,
    state: 'pending',
    source: sealSource(keyring, id, { accountId: input.accountId, source, ...chat }),
    name: sealName(keyring, id, name),
    dueAt: now,
    createdAt: now,
  })
  onCommit(tx, () => signals.poke(pendingTopic))
  return { ok: true, attachmentId: id }
}
