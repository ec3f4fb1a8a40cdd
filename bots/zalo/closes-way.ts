import type { ZaloFailure } from 'zalo-oa-sdk'
import type { ClosedWay, SendOutcome } from '../../src/channels/port.ts'
import { untilNextMorningMs } from './zalo-morning.ts'

type Sent = { readonly accountId: string; readonly templateId?: string; readonly now: Date }

// Codes that speak of the template itself; the quota of one template is another's no hindrance.
const ofTemplate: ReadonlySet<number | null> = new Set([-109, -131, -146, -147, -249])

/**
 * By what nobody gets anything from this account until the next morning, as this failure shows: the paid quota, the day's
 * quota of templates, or one template that Zalo took back. Undefined where the failure is of this message or person.
 */
export const closedBy = (failure: ZaloFailure, { accountId, templateId, now }: Sent): ClosedWay | undefined => {
  const afterMs = untilNextMorningMs(now)
  if (templateId !== undefined && ofTemplate.has(failure.code)) {
    return { accountId, what: `template:${templateId}`, afterMs }
  }
  if (failure.class !== 'quota') return undefined
  return { accountId, what: templateId === undefined ? 'paid' : 'templates', afterMs }
}

/** The same outcome, with what it says of others: not the message failed, and not the person. */
export const withClosed = (outcome: SendOutcome, closes: ClosedWay | undefined): SendOutcome => {
  if (!closes) return outcome
  if (outcome.kind === 'retry') return { ...outcome, closes }
  if (outcome.kind !== 'refused' && outcome.kind !== 'unreachable') return outcome
  return { kind: 'unreachable', why: outcome.why, reach: 'window', closes }
}
