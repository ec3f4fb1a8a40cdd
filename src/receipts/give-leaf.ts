import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { leafOf, newSalt, receiptOf } from './leaf.ts'
import type { LogPlace } from './receipt-log.ts'
import { insertSalt, insertWaiting, logOf } from './receipt-store.ts'
import { sealSalt, type Subject } from './sealed-salts.ts'

export type LeafToGive = {
  readonly place: LogPlace
  readonly kind: 'opinion' | 'correction' | 'request'
  readonly subject: Subject
  /** As they are kept, character for character; empty for an opinion of files alone. */
  readonly words: string
  /** The receipt's twelve digits, where there is one and it is known. */
  readonly code?: string
}

/** Makes something that was said a leaf of its log, in the transaction that keeps it. */
export const giveLeaf = async (scope: Scope, leaf: LeafToGive): Promise<void> => {
  const { tx, keyring, clock } = scope
  const { kind, subject, words, code } = leaf
  const salt = newSalt()
  const receipt = code === undefined ? undefined : receiptOf(salt, code)
  const hash = leafOf({ kind, words, ...(receipt === undefined ? {} : { receipt }) }, salt)
  const logId = await logOf(tx, leaf.place)
  await insertWaiting(tx, logId, vietnamDate(clock.now()), [{ hash, kind }])
  await insertSalt(tx, {
    subjectKind: subject.kind,
    subjectId: subject.id,
    wording: subject.wording,
    logId,
    hash,
    kind,
    salt: sealSalt(keyring, subject, { salt, ...(receipt === undefined ? {} : { receipt }) }),
  })
}
