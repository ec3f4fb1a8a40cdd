import { createHash } from 'node:crypto'
import type { SessionSheet } from '../session-sheet.ts'

/**
 * Digest of everything a listener may be told of a session. What leaves the text by the mere passing of time, such as
 * until when questions are taken, does not change it: a recording is out of date when a fact is another one.
 */
export const digestOfHeard = (sheet: SessionSheet): string => {
  const { isCancelled, unitName, what, title, startsAt, hall, topic, collectionClosesAt, hotline, cancelledWhy } = sheet
  const facts = [isCancelled, unitName, what, title, startsAt, hall, topic, collectionClosesAt, hotline, cancelledWhy]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}
