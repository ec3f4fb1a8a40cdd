import type { RateLimit, ZaloFailure } from 'zalo-oa-sdk'
import type { SendOutcome } from '../../src/channels/port.ts'
import { untilMorningMs, untilNextMorningMs } from './zalo-morning.ts'

export type FailureCircumstances = {
  readonly rateLimit: RateLimit | null
  readonly now: Date
  /** How often this very message was answered with a code that may pass, before this time. */
  readonly passingRefusals: number
}

const secondMs = 1000

// The same code means the app's budget or the account's. The headers count the app's: with nothing left in it, all wait.
const appIsSpent = (rateLimit: RateLimit | null): boolean => (rateLimit?.remain ?? 1) <= 0

/** A short code for operators: Zalo's number, or what stood in its place. */
export const whyOf = ({ code, family, origin, httpStatus }: ZaloFailure): string => {
  if (code !== null) return `${family === 'zbs' ? 'zbs' : 'zalo'} ${code}`
  return origin === 'gateway' ? `gateway ${httpStatus ?? ''}`.trim() : origin
}

type Reach = Extract<SendOutcome, { kind: 'unreachable' }>['reach']

/** Codes whose meaning for the person is clear; the others are read from what the SDK's table says of them. */
const reaches: Readonly<Record<number, Reach>> = {
  [-213]: 'no_relation',
  [-217]: 'blocked',
  [-244]: 'blocked',
  [-222]: 'gone',
  [-227]: 'gone',
  [-237]: 'gone',
  [-403]: 'gone',
  [-201]: 'gone',
  [-230]: 'window',
  [-232]: 'window',
  [-305]: 'window',
  // Its meaning is not documented: this message did not go, and nothing is remembered against the person.
  [-231]: 'window',
}

const reachOf = ({ code, family, optOut, until }: ZaloFailure): Reach => {
  // A number that takes no templates may still take an SMS: only a refusal is remembered against the person.
  if (family === 'zbs') return optOut ? 'blocked' : 'window'
  const known = code === null ? undefined : reaches[code]
  if (known) return known
  if (optOut) return 'blocked'
  return until === undefined ? 'no_relation' : 'window'
}

const retryLater = (failure: ZaloFailure, circumstances: FailureCircumstances, why: string): SendOutcome => {
  const { rateLimit, now, passingRefusals } = circumstances
  // At night the same kind of call would be refused for everyone. Where only templates are, replies go on.
  if (failure.retryAt === '06:00') {
    return { kind: 'retry', afterMs: untilMorningMs(now), why, scope: failure.family === 'zbs' ? 'message' : 'account' }
  }
  if (failure.maxRetries !== undefined && passingRefusals >= failure.maxRetries) {
    return { kind: 'refused', why, scope: 'message' }
  }
  if (failure.retryAfterSeconds !== undefined) {
    const scope = appIsSpent(rateLimit) ? 'lane' : 'account'
    return { kind: 'retry', afterMs: failure.retryAfterSeconds * secondMs, why, scope }
  }
  // A gateway that turned the call away is not asked again at once.
  return { kind: 'retry', afterMs: (failure.origin === 'gateway' ? 30 : 1) * secondMs, why, scope: 'message' }
}

/** What a failed call means for the message, its person and its account. Every class of the SDK is named. */
export const readFailure = (failure: ZaloFailure, circumstances: FailureCircumstances): SendOutcome => {
  const why = whyOf(failure)
  if (failure.ambiguous) return { kind: 'uncertain', why }
  switch (failure.class) {
    case 'retry':
      return retryLater(failure, circumstances, why)
    case 'recipient':
      // What one person may receive in a day is used up (-218): tomorrow it goes, if it is still worth sending then.
      if (failure.until === 'next-day') {
        return { kind: 'retry', afterMs: untilNextMorningMs(circumstances.now), why, scope: 'message' }
      }
      return { kind: 'unreachable', why, reach: reachOf(failure) }
    case 'message':
      return { kind: 'refused', why, scope: 'message' }
    // A token that is refused right after it was renewed is no matter of tokens.
    case 'token':
    case 'account':
      return { kind: 'refused', why, scope: 'account' }
    // The paid quota serves those beyond the free 48 hours; replies still go, so the account is not stopped.
    case 'quota':
      return { kind: 'unreachable', why, reach: 'window' }
  }
}
