import { act } from '../database/index.ts'
import type { House, Scope } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { blankAttachment, findAbandoned, findAttachmentsOf } from './attachment-store.ts'
import type { AttachmentStorage } from './chunk-store.ts'

/** Erases a file, fetched or not; its bare id stays as `erased`. Returns whether there was anything to erase. */
export const eraseAttachment = async (
  scope: Scope,
  storage: AttachmentStorage,
  attachmentId: string,
): Promise<boolean> => {
  await storage.erase(scope.tx, attachmentId)
  return await blankAttachment(scope.tx, attachmentId)
}

/** Erases all files of a holder; returns how many. */
export const eraseAttachmentsOf = async (scope: Scope, storage: AttachmentStorage, holder: string): Promise<number> => {
  const rows = await findAttachmentsOf(scope.tx, holder)
  for (const row of rows) await eraseAttachment(scope, storage, row.id)
  return rows.length
}

const abandonedAfterMs = 24 * 60 * 60 * 1000
const groupMax = 50

/** Erases files that nobody has sent off within 24 hours, in groups; a nightly job. Returns how many. */
export const eraseAbandoned = async (house: House, storage: AttachmentStorage): Promise<number> => {
  const before = new Date(house.clock.now().getTime() - abandonedAfterMs)
  for (let erased = 0; ;) {
    const group = await act(house, systemActor('attachments-abandoned'), async (scope) => {
      const ids = await findAbandoned(scope.tx, before, groupMax)
      for (const id of ids) await eraseAttachment(scope, storage, id)
      return ids.length
    })
    erased += group
    if (group < groupMax) return erased
  }
}
