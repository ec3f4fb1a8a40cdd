import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { holdAttachments } from './attachment-store.ts'

type Input = {
  readonly attachmentIds: readonly string[]
  /** What they belong to from now on: `<kind>:<id>`, such as `question:0198…`. */
  readonly holder: string
  /**
   * No link to a person may remain: the device's file name goes, of the creation only the day stays, and a file still to
   * be fetched is due at full hours from now on.
   */
  readonly anonymous?: boolean
}

const dayMs = 24 * 60 * 60 * 1000
const hanoiOffsetMs = 7 * 60 * 60 * 1000

/** Midnight in Vietnam, which has had no summer time since 1975. */
const dayOf = (at: Date): Date => new Date(Math.floor((at.getTime() + hanoiOffsetMs) / dayMs) * dayMs - hanoiOffsetMs)

/**
 * Gives files to what the person has sent. Until then they belong to nothing and are erased after a day. Throws
 * CONFLICT when one of them is erased or belongs to something already.
 */
export const keepAttachments = async (scope: Scope, input: Input): Promise<void> => {
  const ids = [...new Set(input.attachmentIds)]
  if (ids.length === 0) return
  const anonymous = input.anonymous === true
  const now = scope.clock.now()
  const cut = anonymous ? { cut: { day: dayOf(now), now } } : {}
  const held = await holdAttachments(scope.tx, ids, input.holder, { forgetName: anonymous, ...cut })
  if (held.length === ids.length) return
  throw new AppError('CONFLICT', `${ids.length - held.length} of ${ids.length} attachments cannot be kept`, {
    phrase: 'attachments:refused.gone',
  })
}
