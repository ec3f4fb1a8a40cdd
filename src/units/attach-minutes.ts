import {
  createDatabaseStorage,
  eraseAttachmentsOf,
  keepAttachments,
  readAttachmentSummary,
} from '../attachments/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { groupFor } from './group-for.ts'
import { setMinutesFile } from './network-store.ts'
import { findNetwork } from './network-views.ts'

/** Bytes that minutes may have: a scan or a photo of some pages. */
export const largestMinutes = 10 * 1024 * 1024

const takenAsMinutes: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic']

const holderOf = (networkId: string): string => `network-minutes:${networkId}`

/**
 * Puts the minutes of a community's agreement beside what was recorded of it; a second file takes the place of the first,
 * which is erased. Refused once the agreement has ended: notices of its time rest on what was there.
 */
export const attachMinutes = async (
  scope: Scope,
  input: { readonly networkId: string; readonly attachmentId: string },
): Promise<void> => {
  requireOfficer(scope.actor)
  const network = isId(input.networkId) ? await findNetwork(scope.tx, input.networkId) : undefined
  if (!network) throw new AppError('NOT_FOUND', 'no such network', { phrase: 'errors:notFound' })
  await groupFor(scope, network.unitId)
  if (network.endedOn !== null) {
    throw new AppError('CONFLICT', 'the network ended before', { phrase: 'units:network.ended' })
  }
  const file = await readAttachmentSummary({ database: scope.tx, keyring: scope.keyring }, input.attachmentId)
  const isTaken = file?.state === 'stored' && takenAsMinutes.includes(file.mediaType ?? '')
  if (!isTaken || (file.size ?? 0) > largestMinutes) {
    throw new AppError('INVALID', 'no scan or photo of minutes', { phrase: 'units:minutes.wrong', field: 'file' })
  }
  const holder = holderOf(network.id)
  const replaced = await eraseAttachmentsOf(scope, createDatabaseStorage(scope.keyring), holder)
  await keepAttachments(scope, { attachmentIds: [input.attachmentId], holder })
  await setMinutesFile(scope.tx, network.id, input.attachmentId)
  await recordAudit(scope, {
    action: 'network.minutes_attached',
    subject: { kind: 'network', id: network.id },
    unitId: network.unitId,
    details: { attachmentId: input.attachmentId, replaced: replaced > 0 },
  })
}
