import type { FetchedMedia, MediaSource } from '../channels/port.ts'
import { act } from '../database/index.ts'
import type { House, Scope } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { leasePending, postponeAttachment, settleAttachment } from './attachment-store.ts'
import type { AttachmentRow } from './attachment-store.ts'
import type { PendingSource, SettledAttachment } from './attachment.ts'
import { prepareFile } from './prepare-file.ts'
import type { PreparedFile } from './prepare-file.ts'
import { refusalPhrases, refused } from './refusals.ts'
import type { Refused } from './refusals.ts'
import { digestOf, openSource } from './sealed-columns.ts'
import type { AttachmentStorage } from './chunk-store.ts'

export type FetchOptions = {
  readonly house: House
  readonly storage: AttachmentStorage
  /** The platform's `Channel.fetchMedia`, chosen by account; runs outside of any transaction. */
  readonly fetchMedia: (accountId: string, source: MediaSource, signal: AbortSignal) => Promise<FetchedMedia>
  /** Told within the transaction that settles a file, so that a reply goes out exactly when the outcome stands. */
  readonly settled: (scope: Scope, attachment: SettledAttachment) => Promise<void>
  /** Files in work at once; each may take 20 MiB and more. Default 2. */
  readonly parallel?: number
}

const actor = systemActor('attachments-fetch')
/** Waits between attempts, about five hours in all: links of platforms live a day or longer. */
const delaysMs = [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 10_800_000]
const fetchTimeoutMs = 60_000
/** Longer than fetching and cleaning may take together. */
const leaseMs = 300_000

type Verdict = PreparedFile | Refused | { readonly ok: 'later' }

const later: Verdict = { ok: 'later' }

const obtain = async (options: FetchOptions, pending: PendingSource, stop: AbortSignal): Promise<Verdict> => {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(fetchTimeoutMs)])
  const media = await options.fetchMedia(pending.accountId, pending.source, signal)
  if (media.kind === 'bytes') return await prepareFile(media.bytes)
  return media.kind === 'retry' ? later : refused(media.kind)
}

const settle = async (
  options: FetchOptions,
  leased: AttachmentRow,
  pending: PendingSource,
  verdict: PreparedFile | Refused,
): Promise<void> => {
  const { house, storage, settled } = options
  await act(house, actor, async (scope) => {
    const settlement = verdict.ok
      ? {
          state: 'stored' as const,
          mediaType: verdict.mediaType,
          size: verdict.bytes.length,
          digest: digestOf(house.keyring, verdict.bytes),
        }
      : { state: 'refused' as const, refusedWhy: verdict.why }
    const row = await settleAttachment(scope.tx, leased, settlement)
    if (row === undefined) return
    if (verdict.ok) await storage.put(scope.tx, leased.id, verdict.bytes)
    await settled(scope, {
      attachmentId: leased.id,
      ...(row.holder === null ? {} : { holder: row.holder }),
      ...(pending.chatId === undefined ? {} : { chatId: pending.chatId }),
      ...(verdict.ok
        ? { outcome: 'stored', mediaType: verdict.mediaType }
        : { outcome: 'refused', why: verdict.why, phrase: refusalPhrases[verdict.why] }),
    })
  })
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

const work = async (options: FetchOptions, leased: AttachmentRow, stop: AbortSignal): Promise<void> => {
  const { keyring, clock, database, log } = options.house
  const pending = openSource(keyring, leased.id, leased.source ?? Buffer.alloc(0))
  // One that counts more attempts than there are waits has ended the process before it could be settled.
  const delay = delaysMs[leased.attempts - 1]
  const overdue = leased.attempts > delaysMs.length + 1
  const verdict = overdue
    ? refused('unreachable')
    : await obtain(options, pending, stop).catch((error: unknown) => {
        // An address may stand in the message: the name of the error has to do.
        log.warn({ attachmentId: leased.id, error: nameOf(error) }, 'a file could not be fetched')
        return later
      })
  if (verdict.ok !== 'later') return await settle(options, leased, pending, verdict)
  if (delay === undefined && !stop.aborted) return await settle(options, leased, pending, refused('unreachable'))
  const wait = stop.aborted ? 0 : (delay ?? 0)
  await postponeAttachment(database, leased, new Date(clock.now().getTime() + wait))
}

/** Fetches what is due until nothing is; returns how many files were in work. Several processes share the work. */
export const fetchPendingAttachments = async (
  options: FetchOptions,
  stop: AbortSignal = new AbortController().signal,
): Promise<number> => {
  const { database, clock, log } = options.house
  let total = 0
  while (!stop.aborted) {
    const now = clock.now()
    const until = new Date(now.getTime() + leaseMs)
    const leased = await leasePending(database, { limit: options.parallel ?? 2, now, until })
    if (leased.length === 0) break
    total += leased.length
    await Promise.all(
      leased.map((row) =>
        work(options, row, stop).catch((error: unknown) => {
          // Its lease runs out, then it is tried again.
          log.warn({ attachmentId: row.id, error: nameOf(error) }, 'a fetched file could not be settled')
        }),
      ),
    )
  }
  return total
}
