import type { RateLimit } from 'zalo-oa-sdk'
import type { Budget } from '../../src/channels/port.ts'

/** What Zalo told of each account with its newest answer to a send. */
export type ToldBudgets = {
  note(accountId: string, rateLimit: RateLimit | null): void
  of(accountId: string): Budget | undefined
}

/**
 * Zalo's answers carry `X-RateLimit-Limit` and `X-RateLimit-Remain`, counted by the minute; no header says when it counts
 * anew (docs.zaloplatforms.com, OA/phu-luc/gioi-han-toc-do-api). Calls for articles have a count of their own: not noted.
 */
export const createToldBudgets = (): ToldBudgets => {
  const told = new Map<string, Budget>()
  return {
    note(accountId, rateLimit) {
      if (rateLimit === null) return
      const perMinute = rateLimit.limit !== null && rateLimit.limit > 0 ? rateLimit.limit : null
      told.set(accountId, { perMinute, remaining: rateLimit.remain, resetAfterMs: null })
    },
    of: (accountId) => told.get(accountId),
  }
}
